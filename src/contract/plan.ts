import { z } from 'zod'
import { Sha256 } from './ids.ts'
import { StepName, StrategyName, ViewName } from './names.ts'

/** Something to know of a request before it is sent; nothing is held back for it. */
export const Preflight = z.object({
  /** What is likely to happen, and why. */
  says: z.string(),
  /** What to do in its place. */
  instead: z.string(),
})
export type Preflight = Readonly<z.infer<typeof Preflight>>

/** One piece of work a run would do. */
export const PlannedJob = z.object({
  path: z.string(),
  step: StepName,
  identity: z.string().nullable(),
  strategy: StrategyName.nullable(),
  rung: z.int().nullable(),
  view: ViewName.nullable(),
  variant: z.int(),
  /** `cached`: the stored picture is used. `request`: a request is sent. `standby`: only if an earlier rung gives nothing. */
  will: z.enum(['cached', 'request', 'local', 'standby']),
  estimateUsd: z.number(),
  /** The stored picture it would use; null where there is none, or it is made of words. */
  image: Sha256.nullable(),
  /** Null where nothing is wrong with it. */
  preflight: Preflight.nullable(),
})
export type PlannedJob = Readonly<z.infer<typeof PlannedJob>>

/** What a run would do, before anything is sent. */
export const Plan = z.object({
  jobs: z.array(PlannedJob).readonly(),
  /** Requests if every first rung succeeds. */
  requests: z.int(),
  /** Requests if every rung of every ladder is needed; retries and regenerations come on top. */
  requestsAtMost: z.int(),
  cached: z.int(),
  costUsd: z.number(),
  costUsdAtMost: z.number(),
  warnings: z.array(z.string()).readonly(),
})
export type Plan = Readonly<z.infer<typeof Plan>>
