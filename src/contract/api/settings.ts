import { z } from 'zod'
import { LimitChanges, LimitRow } from '../checks.ts'
import { EngineName, ImageSize, StrategyName } from '../names.ts'
import { RetryPolicy, RunSettings } from '../settings.ts'
import { method } from './base.ts'

/** Kept in the library, for every window of it. The key is not among them. */
export const Settings = z.strictObject({
  engine: EngineName.default('simulator'),
  /** Null: the engine's default. */
  model: z.string().min(1).max(200).nullable().default(null),
  textModel: z.string().min(1).max(200).nullable().default(null),
  retry: RetryPolicy.default(RunSettings.parse({}).retry),
  /** Requests under way at once, of all runs together. */
  concurrency: z.int().min(1).max(64).default(4),
  /** A run stops before the request that would pass this; null: no cap. US dollars. */
  budgetUsd: z.number().min(0).nullable().default(null),
  checks: z.boolean().default(true),
  regenerations: z.int().min(0).max(10).default(2),
  /** Limits of the checks that were set otherwise than the table has them. */
  limits: LimitChanges.default({}),
  imageSize: ImageSize.default('1K'),
  theme: z.enum(['neutral', 'darker', 'lighter']).default('neutral'),
  /** Who reviews; empty until somebody says so. */
  author: z.string().trim().max(120).default(''),
  /** Command to keys, where they differ from the default. */
  keyboard: z.record(z.string().max(80), z.array(z.string().max(40)).max(4).readonly()).default({}),
  notifyWhenDone: z.boolean().default(true),
  /** Nothing new is sent to any engine until somebody goes on. */
  paused: z.boolean().default(false),
})
export type Settings = Readonly<z.infer<typeof Settings>>

/** Settings to change; what is not named stays, and nothing is filled in. */
const settingsShape = Settings.shape
export const SettingsChange = z.strictObject({
  engine: settingsShape.engine.unwrap().optional(),
  model: settingsShape.model.unwrap().optional(),
  textModel: settingsShape.textModel.unwrap().optional(),
  retry: settingsShape.retry.unwrap().optional(),
  concurrency: settingsShape.concurrency.unwrap().optional(),
  budgetUsd: settingsShape.budgetUsd.unwrap().optional(),
  checks: settingsShape.checks.unwrap().optional(),
  regenerations: settingsShape.regenerations.unwrap().optional(),
  limits: settingsShape.limits.unwrap().optional(),
  imageSize: settingsShape.imageSize.unwrap().optional(),
  theme: settingsShape.theme.unwrap().optional(),
  author: settingsShape.author.unwrap().optional(),
  keyboard: settingsShape.keyboard.unwrap().optional(),
  notifyWhenDone: settingsShape.notifyWhenDone.unwrap().optional(),
  paused: settingsShape.paused.unwrap().optional(),
})
export type SettingsChange = Readonly<z.infer<typeof SettingsChange>>

/** What menus offer: engines with their models, and every strategy with what is known of it. */
export const Choices = z.object({
  engines: z
    .array(
      z.object({
        name: EngineName,
        title: z.string(),
        defaultModel: z.object({ image: z.string(), text: z.string() }),
        models: z
          .array(
            z.object({
              id: z.string(),
              kind: z.enum(['image', 'text']),
              state: z.string(),
              sizes: z.array(ImageSize).readonly(),
              usdPerImage: z.partialRecord(ImageSize, z.number()),
            }),
          )
          .readonly(),
      }),
    )
    .readonly(),
  strategies: z
    .array(z.object({ name: StrategyName, title: z.string(), goesIn: z.string(), known: z.string() }))
    .readonly(),
  defaultLadder: z.array(StrategyName).readonly(),
})
export type Choices = Readonly<z.infer<typeof Choices>>

/** Where the key is, never what it is. `keychain` outlasts the session, `session` does not. */
export const KeyState = z.object({
  present: z.boolean(),
  kind: z.enum(['keychain', 'session']),
  /** The key's last four characters, so that people know which one it is; null when there is none. */
  endsWith: z.string().nullable(),
  /** "Kept in the system's keychain." */
  says: z.string(),
})
export type KeyState = Readonly<z.infer<typeof KeyState>>

export const settings = {
  get: method.output(Settings),
  set: method.input(SettingsChange).output(Settings),
  choices: method.output(Choices),
  /** The table of limits of the checks, with what holds now and why. */
  limits: method.output(z.array(LimitRow).readonly()),
}

export const keys = {
  state: method.output(KeyState),
  /** Hands the key to the host's keychain. It is never given back. */
  set: method.input(z.strictObject({ key: z.string().trim().min(1).max(500) })).output(KeyState),
  clear: method.output(KeyState),
  /** Asks the engine for its list of models: costs nothing. A refusal is a `PROBLEM`. */
  test: method.output(z.object({ says: z.string() })),
}
