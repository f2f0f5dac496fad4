import { z } from 'zod'
import { Identity } from './identity.ts'
import { Sha256 } from './ids.ts'
import { EngineName, RecipeName, StrategyName, ViewName } from './names.ts'
import { PromptUse } from './prompt-use.ts'
import { RunSettings } from './settings.ts'
import { Subject } from './subject.ts'

const count = z.int().min(1).max(50)

/** How many pictures each step makes from each of its inputs. */
export const Variants = z.object({
  views: count.default(1),
  scene: count.default(1),
  portrait: count.default(1),
  final: count.default(1),
})
export type Variants = Readonly<z.infer<typeof Variants>>

/** Upstream pictures chosen by hand: the steps that would make them are left out and these feed what follows. */
export const Picks = z.object({
  scene: z.array(Sha256).readonly().optional(),
  portrait: z.array(Sha256).readonly().optional(),
  /** The scene that each chosen portrait was matched to; one that is not named goes with every chosen scene. */
  sceneOf: z.record(z.string(), Sha256).optional(),
  /** What is said of a chosen scene in place of what the describe step would say, by the scene's hash. */
  descriptions: z.record(z.string(), z.string().trim().min(1).max(16_000)).optional(),
  /** Views that stand in for the subject's own, such as one that was flipped. */
  views: z.partialRecord(ViewName, Sha256).optional(),
})
export type Picks = Readonly<z.infer<typeof Picks>>

/** A picture that a vision model is asked about; nothing is made of it. */
export const Judged = z.object({
  picture: Sha256,
  /** The scene it was made to go with, shown beside it. */
  scene: Sha256.optional(),
  /** Whether the subject's photos are shown beside it. */
  photos: z.boolean(),
  /** What it is to show, and what lies beside it, in words for the model. */
  says: z.string().trim().min(1).max(16_000),
})
export type Judged = Readonly<z.infer<typeof Judged>>

/** Ends with the one strategy that no filter can block, so that there is a final whatever the models refuse. */
export const DEFAULT_LADDER = [
  'scene-views',
  'environment-only',
  'describe-regenerate',
  'local-composite',
] as const satisfies readonly StrategyName[]

/** Everything that decides what a run does; equal specs are the same run. */
export const RunSpec = z.object({
  subject: Subject,
  identities: z.array(Identity).min(1).readonly(),
  recipe: RecipeName.default('matched-portrait'),
  /** The strategies for the final, tried in order: the next one after a block or a failed check. */
  ladder: z.array(StrategyName).min(1).readonly().default(DEFAULT_LADDER),
  variants: Variants.prefault({}),
  /**
   * Stops short of the finals: makes these and what they need, and nothing that follows. The last two answer in words about each
   * scene. Absent: goes to the end.
   */
  upTo: z.enum(['views', 'scene', 'portrait', 'describe', 'nearest-view']).optional(),
  engine: EngineName.default('simulator'),
  /** Model for pictures; absent is the engine's default. */
  model: z.string().min(1).optional(),
  /** Model for words (describe, nearest view); absent is the engine's default. */
  textModel: z.string().min(1).optional(),
  /** A style preference for this run; goes into the scene and the final, before an identity's own. */
  style: z.string().trim().min(1).max(400).optional(),
  seed: z.int().min(0).max(2_147_483_647).optional(),
  picks: Picks.prefault({}),
  /** Asks for a second opinion on this picture, and makes none. */
  judge: Judged.optional(),
  /** The wordings it is made with; absent: those that are current when it is begun, which are then written here. */
  prompts: PromptUse.optional(),
  settings: RunSettings.prefault({}),
})
export type RunSpec = Readonly<z.infer<typeof RunSpec>>
/** A run spec before its defaults are filled in. */
export type RunSpecInput = z.input<typeof RunSpec>
