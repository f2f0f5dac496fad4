import { z } from 'zod'
import { LimitChanges } from './checks.ts'
import { ImageSize } from './names.ts'

/**
 * How transient failures (503 and its kin) are met.
 * `endless`: again after `delayMs`, without end. `backoff`: after each of `delaysMs` in turn, then give up.
 */
export const RetryPolicy = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('endless'), delayMs: z.int().min(0).max(3_600_000) }),
  z.object({ kind: z.literal('backoff'), delaysMs: z.array(z.int().min(0).max(3_600_000)).readonly() }),
])
export type RetryPolicy = Readonly<z.infer<typeof RetryPolicy>>

export const ENDLESS_RETRY: RetryPolicy = { kind: 'endless', delayMs: 3000 }
/** The older rule: 5 s, 10 s, 20 s, then give up. */
export const OLDER_RETRY: RetryPolicy = { kind: 'backoff', delaysMs: [5000, 10_000, 20_000] }

export const RunSettings = z.object({
  retry: RetryPolicy.default(ENDLESS_RETRY),
  /** Requests under way at once. */
  concurrency: z.int().min(1).max(64).default(4),
  /** The run stops before the request that would pass this sum; null is no cap. */
  budgetUsd: z.number().min(0).nullable().default(null),
  /** Whether answers are checked before they are used. */
  checks: z.boolean().default(true),
  /** How often an answer that fails its checks is asked for again. */
  regenerations: z.int().min(0).max(10).default(2),
  /** Limits of the checks that were set otherwise than the table has them. */
  limits: LimitChanges.default({}),
  imageSize: ImageSize.default('1K'),
})
export type RunSettings = Readonly<z.infer<typeof RunSettings>>
