import { z } from 'zod'
import { JobId, RunId } from '../ids.ts'
import { method } from './base.ts'
import { LiveJob, LiveRun } from './live.ts'

/** A run that is under way or interrupted, with its work that is not done. */
export const QueueRun = z.object({
  run: LiveRun,
  /**
   * A window of it: under way first, then what waits in the order it will be taken up, then what ended without a picture.
   */
  jobs: z.array(LiveJob).readonly(),
  /** Where the window begins. */
  from: z.int(),
  /** How many there are in all. */
  total: z.int(),
  /** Which of all wait: `waiting` of them from `firstWaiting` on. */
  firstWaiting: z.int(),
  waiting: z.int(),
})
export type QueueRun = Readonly<z.infer<typeof QueueRun>>

/** Pieces of work in a window. */
export const QUEUE_PAGE = 200

/** Where a piece of work goes: before or after another one that waits. */
export const QueueSide = z.enum(['before', 'after'])
export type QueueSide = z.infer<typeof QueueSide>

export const Queue = z.object({
  /** Nothing new is sent; what is under way goes on. Changed as the setting `paused`. */
  paused: z.boolean(),
  /** In the order they are served. */
  runs: z.array(QueueRun).readonly(),
})
export type Queue = Readonly<z.infer<typeof Queue>>

export const queue = {
  /** `windows`: where the window on the work of a run begins; at its beginning where none is given. */
  get: method
    .input(
      z
        .strictObject({
          windows: z
            .array(z.strictObject({ run: RunId, from: z.int().min(0) }))
            .max(1000)
            .readonly(),
        })
        .prefault({ windows: [] }),
    )
    .output(Queue),
  /** These runs go first, in this order; others share what is left in turn. Kept over a restart. */
  orderRuns: method.input(z.strictObject({ runs: z.array(RunId).max(1000).readonly() })).output(z.void()),
  /** Puts a piece of work before or after another that waits; one that waits no more stays what it is. Kept over a restart. */
  moveJob: method.input(z.strictObject({ run: RunId, job: JobId, side: QueueSide, of: JobId })).output(z.void()),
}
