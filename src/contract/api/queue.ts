import { z } from 'zod'
import { JobId, RunId } from '../ids.ts'
import { method } from './base.ts'
import { LiveJob, LiveRun } from './live.ts'

/** A run that is under way or interrupted, with its work that is not done. */
export const QueueRun = z.object({
  run: LiveRun,
  /** Under way first, then what waits in the order it will be taken up, then what ended without a picture. */
  jobs: z.array(LiveJob).readonly(),
  /** How many there are; the first {@link QUEUE_PAGE} of them are in `jobs`. */
  total: z.int(),
})
export type QueueRun = Readonly<z.infer<typeof QueueRun>>

export const QUEUE_PAGE = 300

export const Queue = z.object({
  /** Nothing new is sent; what is under way goes on. Changed as the setting `paused`. */
  paused: z.boolean(),
  /** In the order they are served. */
  runs: z.array(QueueRun).readonly(),
})
export type Queue = Readonly<z.infer<typeof Queue>>

export const queue = {
  get: method.output(Queue),
  /** These runs go first, in this order; others share what is left in turn. Kept over a restart. */
  orderRuns: method.input(z.strictObject({ runs: z.array(RunId).max(1000).readonly() })).output(z.void()),
  /** These jobs of the run go first, in this order. Kept over a restart. */
  orderJobs: method.input(z.strictObject({ run: RunId, jobs: z.array(JobId).max(10_000).readonly() })).output(z.void()),
}
