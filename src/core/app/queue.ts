import { type LiveJob, type LiveRun, QUEUE_PAGE, type QueueRun } from '../../contract/api/index.ts'
import type { JobState } from '../../contract/index.ts'
import type { Job } from '../library/types.ts'

/** What a queue shows, and in which order; what is held in case a rung gives nothing is not in it, nor what is done. */
const ORDER: readonly JobState[] = ['running', 'ready', 'blocked', 'failed', 'cancelled']

/** A job of a run that nobody is at: what was under way, or was given up when the run broke off, waits to be taken up. */
export const asResting = (job: Job): Job =>
  job.state === 'running' || job.state === 'cancelled' ? { ...job, state: 'ready' } : job

/** The work of a run that is not done, as a queue shows it. */
export const queueOf = (run: LiveRun, jobs: readonly Job[], tell: (job: Job) => LiveJob): QueueRun => {
  const shown = jobs
    .filter(({ state }) => ORDER.includes(state))
    .toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || a.place - b.place || a.id - b.id)
  return { run, jobs: shown.slice(0, QUEUE_PAGE).map(tell), total: shown.length }
}
