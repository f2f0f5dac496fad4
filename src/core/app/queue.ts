import { type LiveJob, type LiveRun, QUEUE_PAGE, type QueueRun, type QueueSide } from '../../contract/api/index.ts'
import type { JobId, JobState } from '../../contract/index.ts'
import type { Job } from '../library/types.ts'

/** What a queue shows, and in which order; what is held in case a rung gives nothing is not in it, nor what is done. */
const ORDER: readonly JobState[] = ['running', 'ready', 'blocked', 'failed', 'cancelled']

/** A job of a run that nobody is at: what was under way, or was given up when the run broke off, waits to be taken up. */
export const asResting = (job: Job): Job =>
  job.state === 'running' || job.state === 'cancelled' ? { ...job, state: 'ready' } : job

/** The work of a run that is not done, in the order in which a queue shows it. */
export interface QueuedRun {
  readonly run: LiveRun
  readonly jobs: readonly Job[]
  readonly tell: (job: Job) => LiveJob
}

export const queueOf = (run: LiveRun, jobs: readonly Job[], tell: (job: Job) => LiveJob): QueuedRun => ({
  run,
  jobs: jobs
    .filter(({ state }) => ORDER.includes(state))
    .toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || a.place - b.place || a.id - b.id),
  tell,
})

/** What is shown of a run's work: a window that begins at `wanted`, or earlier where there is not so much any more. */
export const windowOf = ({ run, jobs, tell }: QueuedRun, wanted: number): QueueRun => {
  const from = Math.max(0, Math.min(wanted, jobs.length - QUEUE_PAGE))
  const waiting = jobs.filter(isWaiting).length
  const first = jobs.findIndex(isWaiting)
  return {
    run,
    jobs: jobs.slice(from, from + QUEUE_PAGE).map(tell),
    from,
    total: jobs.length,
    firstWaiting: Math.max(0, first),
    waiting,
  }
}

const isWaiting = ({ state }: Job): boolean => state === 'ready'

/** The order of what waits with one job before or after another; null where one of them waits no more. */
export const withMoved = (jobs: readonly Job[], job: JobId, side: QueueSide, of: JobId): readonly JobId[] | null => {
  const waiting = jobs.filter(isWaiting).map(({ id }) => id)
  const rest = waiting.filter((id) => id !== job)
  const at = rest.indexOf(of)
  if (rest.length === waiting.length || at === -1) return null
  return rest.toSpliced(side === 'before' ? at : at + 1, 0, job)
}
