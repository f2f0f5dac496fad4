import { z } from 'zod'
import { IdentityId, RunId, Sha256, SubjectId } from '../ids.ts'
import { StepName, StrategyName, ViewName } from '../names.ts'
import { method } from './base.ts'

/** How one piece of work came out. */
export const TrialSide = z.object({
  /** `waiting`: not over yet. `stopped`: cancelled, or never begun since what it needed was not there. */
  state: z.enum(['made', 'blocked', 'failed', 'stopped', 'waiting']),
  image: Sha256.nullable(),
  /** What a step said that answers in words. */
  text: z.string().nullable(),
  /** Why nothing came of it, in one sentence; null otherwise. */
  says: z.string().nullable(),
  /** Requests that were refused on the way, whatever came of it in the end. */
  blocks: z.int(),
})
export type TrialSide = Readonly<z.infer<typeof TrialSide>>

/** The same piece of work with the words that were current, and with those that were tried. */
export const TrialCase = z.object({
  step: StepName,
  view: ViewName.nullable(),
  /** The strategy that gave the final, with the tried words; null for other steps. */
  strategy: StrategyName.nullable(),
  variant: z.int(),
  subject: SubjectId.nullable(),
  identity: IdentityId.nullable(),
  /** The scene it was made for; null where there was none. */
  scene: Sha256.nullable(),
  before: TrialSide,
  tried: TrialSide,
})
export type TrialCase = Readonly<z.infer<typeof TrialCase>>

const Spent = z.object({ requests: z.int(), costUsd: z.number() })

/** What came of a try. */
export const Trial = z.object({
  /** Answers in words, and pictures that the words made a difference to, in the order of the pipeline. */
  cases: z.array(TrialCase).readonly(),
  /** How many pictures of the last step came out the same to the byte. */
  same: z.int(),
  before: Spent,
  tried: Spent,
})
export type Trial = Readonly<z.infer<typeof Trial>>

export const trials = {
  /** Holds runs with the current words against those with other ones: each pair was asked for the same, but for the words. */
  outcome: method
    .input(
      z.strictObject({
        pairs: z
          .array(z.strictObject({ before: RunId, tried: RunId }))
          .min(1)
          .max(200)
          .readonly(),
      }),
    )
    .output(Trial),
}
