import { z } from 'zod'
import { IdentityId, JobId, PromptVersionId, RunId, Sha256, SubjectId } from '../ids.ts'
import { EngineName, StrategyName } from '../names.ts'
import { Plan } from '../plan.ts'
import { Variants } from '../run.ts'
import { RunSettings } from '../settings.ts'
import { method } from './base.ts'
import { LiveRun } from './live.ts'

const { shape } = RunSettings
/** Run settings that stand for those of the app. Nothing is filled in, which `partial()` would do. */
const RunSettingsChange = z.strictObject({
  retry: shape.retry.unwrap().optional(),
  concurrency: shape.concurrency.unwrap().optional(),
  budgetUsd: shape.budgetUsd.unwrap().optional(),
  checks: shape.checks.unwrap().optional(),
  regenerations: shape.regenerations.unwrap().optional(),
  imageSize: shape.imageSize.unwrap().optional(),
})

/**
 * What a press on "run" asks for. `everything`: the whole recipe, to the finals. `portraits` are made for the chosen scenes,
 * `finals` for the chosen portraits, each with the scene it was matched to, or for chosen scenes where no portrait is needed.
 * `descriptions` and `nearest-views` ask one question about each chosen scene and make no picture.
 */
export const RunRequest = z.strictObject({
  subject: SubjectId,
  identities: z.array(IdentityId).min(1).max(50).readonly(),
  make: z
    .enum(['views', 'scenes', 'portraits', 'finals', 'descriptions', 'nearest-views', 'everything'])
    .default('everything'),
  from: z
    .strictObject({
      scenes: z.array(Sha256).max(200).readonly().default([]),
      portraits: z.array(Sha256).max(200).readonly().default([]),
    })
    .prefault({}),
  /** How many of each there shall be: those that are there count, so asking for 5 where 3 are makes 2. */
  variants: Variants.prefault({}),
  /** One: that strategy. Several: a ladder. Absent: the default ladder. */
  strategies: z.array(StrategyName).min(1).max(20).readonly().optional(),
  /** What is not said here is as the settings say. */
  engine: EngineName.optional(),
  model: z.string().min(1).max(200).optional(),
  textModel: z.string().min(1).max(200).optional(),
  style: z.string().trim().min(1).max(400).optional(),
  seed: z.int().min(0).max(2_147_483_647).optional(),
  /** Words to try in place of what is current. A plan keeps nothing of them; a run keeps each as a version, marked as a trial. */
  prompts: z
    .array(
      z.strictObject({
        template: z.string().max(60),
        text: z.string().max(64 * 1024),
        parent: PromptVersionId.nullable().default(null),
      }),
    )
    .max(20)
    .readonly()
    .optional(),
  settings: RunSettingsChange.prefault({}),
})
export type RunRequest = Readonly<z.infer<typeof RunRequest>>
export type RunRequestInput = z.input<typeof RunRequest>

const run = z.strictObject({ run: RunId })
const job = z.strictObject({ job: JobId })

export const runs = {
  /** What it would do and cost; sends nothing. */
  plan: method.input(RunRequest).output(Plan),
  /** Gives the run's number at once and works on; an equal request that is under way is the same run. */
  start: method.input(RunRequest).output(run),
  /** Goes on with a run that was interrupted. */
  resume: method.input(run).output(run),
  cancel: method.input(run).output(z.void()),
  cancelJob: method.input(job).output(z.void()),
  /** Makes a job that ended without a picture again, and with it what was waiting for it. */
  retryJob: method.input(job).output(run),
  /** Running and interrupted ones, newest first. */
  active: method.output(z.array(LiveRun).readonly()),
  get: method.input(run).output(LiveRun),
}
