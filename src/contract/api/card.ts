import { z } from 'zod'
import { AttemptId, IdentityId, JobId, RunId, Sha256, SubjectId } from '../ids.ts'
import { EngineName, StrategyName, ViewName } from '../names.ts'
import { Review } from './review.ts'

/** The steps whose pictures people look at: the lanes of the board, and the views they rest on. */
export const CardStep = z.enum(['views', 'scene', 'portrait', 'final'])
export type CardStep = z.infer<typeof CardStep>

/** A picture that another one was made from. Words that stood between (a description) are looked through. */
export const Origin = z.object({
  role: z.enum(['reference', 'view', 'scene', 'portrait']),
  sha256: Sha256,
})
export type Origin = Readonly<z.infer<typeof Origin>>

/** The worst thing the checks said of a picture; `none`: it was not checked. */
export const CheckBadge = z.object({
  verdict: z.enum(['pass', 'warn', 'fail', 'none']),
  /** One sentence for people; null when there is nothing to say. */
  says: z.string().nullable(),
})
export type CheckBadge = Readonly<z.infer<typeof CheckBadge>>

/** A picture that was made, with what a grid shows of it. Its name is its hash; it can belong to several identities. */
export const Card = z.object({
  sha256: Sha256,
  step: CardStep,
  subject: SubjectId.nullable(),
  /** Null for views: they belong to the subject alone. */
  identity: IdentityId.nullable(),
  view: ViewName.nullable(),
  strategy: StrategyName.nullable(),
  rung: z.int().nullable(),
  variant: z.int(),
  engine: z.union([EngineName, z.literal('local')]),
  model: z.string(),
  run: RunId,
  job: JobId,
  attempt: AttemptId,
  width: z.int(),
  height: z.int(),
  mimeType: z.string(),
  madeAt: z.iso.datetime(),
  /** Its run found the answer in the library and asked nobody. */
  cached: z.boolean(),
  check: CheckBadge,
  madeFrom: z.array(Origin).readonly(),
  review: Review,
})
export type Card = Readonly<z.infer<typeof Card>>
