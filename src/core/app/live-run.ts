import type { LiveJob, LiveRun, LiveRunStatus, Waiting } from '../../contract/api/index.ts'
import type { JobId, Problem, RunEvent, RunId, RunSpec } from '../../contract/index.ts'
import type { RunFacts, RunTally } from '../library/app.ts'
import { originsOf } from '../library/origins.ts'
import type { Job } from '../library/types.ts'
import { unitsOf } from '../library/units.ts'
import { canCancel, canRetry } from '../pipeline/reviving.ts'

interface JobNow {
  job: Job
  attempt: number
  waiting: Waiting | null
}

/** A run while it is worked off, as its events tell it. */
export interface LiveRunState {
  readonly run: RunId
  /** Takes in what the run told; gives back the job that moved, if one did. */
  readonly hear: (event: RunEvent) => JobId | null
  readonly job: (id: JobId) => LiveJob | null
  /** All of them as they now are, in the order they were queued. */
  readonly jobs: () => readonly Job[]
  readonly order: (places: ReadonlyMap<JobId, number>) => void
  readonly tell: (status: LiveRunStatus, endedAt: string | null) => LiveRun
}

/** A job as windows see it. `sends`: how often its request has left. */
export const toLiveJob = (
  job: Job,
  facts: RunFacts,
  jobAt: (path: string) => Job | undefined,
  now: { readonly sends: number; readonly waiting: Waiting | null },
): LiveJob => ({
  run: job.run,
  job: job.id,
  path: job.path,
  step: job.step,
  subject: facts.subject,
  identity: facts.identities.find(({ key }) => key === job.identity)?.id ?? null,
  strategy: job.strategy,
  rung: job.rung,
  view: job.view,
  variant: job.variant,
  state: job.state,
  attempt: now.sends,
  waiting: job.state === 'running' ? now.waiting : null,
  problem: job.problem,
  image: job.image,
  cached: job.cached,
  madeFrom: originsOf(job.inputs, jobAt),
  can: { cancel: canCancel(job.state), retry: canRetry(job.state) },
})

/** What a run comes to, in words for windows. */
export const toLiveRun = (
  run: { readonly id: RunId; readonly spec: RunSpec; readonly startedAt: string; readonly endedAt: string | null },
  facts: RunFacts,
  status: LiveRunStatus,
  { requests, cached, ...jobs }: RunTally,
  costUsd: number,
  problems: readonly Problem[],
): LiveRun => ({
  run: run.id,
  subject: facts.subject,
  identities: facts.identities.map(({ id }) => id),
  engine: run.spec.engine,
  status,
  sample: facts.sample,
  startedAt: run.startedAt,
  endedAt: run.endedAt,
  jobs,
  requests,
  cached,
  costUsd,
  budgetUsd: run.spec.settings.budgetUsd,
  problems,
})

/** Follows a run from its jobs as they were put into the queue. */
export const openLiveRun = (
  run: { readonly id: RunId; readonly spec: RunSpec; readonly startedAt: string },
  facts: RunFacts,
  jobs: readonly Job[],
): LiveRunState => {
  const states = new Map<JobId, JobNow>(jobs.map((job) => [job.id, { job, attempt: 0, waiting: null }]))
  const idAt = new Map(jobs.map(({ path, id }) => [path, id]))
  const jobAt = (path: string): Job | undefined => {
    const id = idAt.get(path)
    return id === undefined ? undefined : states.get(id)?.job
  }
  let requests = 0
  let cached = 0
  let costUsd = 0
  let problems: readonly Problem[] = []

  const change = (id: JobId, more: (now: JobNow) => void): JobId | null => {
    const now = states.get(id)
    if (!now) return null
    more(now)
    return id
  }

  return {
    run: run.id,
    hear: (event) => {
      switch (event.event) {
        case 'sending':
          requests++
          return change(event.job, (now) => {
            now.job = { ...now.job, state: 'running' }
            now.attempt = event.number + event.retries
            now.waiting = null
          })
        case 'waiting':
          return change(event.job, (now) => {
            now.waiting = { reason: event.reason, httpStatus: event.httpStatus, until: event.until }
          })
        case 'attempt':
          if (event.attempt.cached) cached++
          return event.job
        case 'job':
          return change(event.job, (now) => {
            const { state, image, problem } = event
            now.job = { ...now.job, state, image, problem, cached: event.cached }
            now.waiting = null
          })
        case 'spent':
          costUsd = event.costUsd
          return null
        case 'done':
          problems = event.problems
          return null
        case 'planned':
        case 'started':
          return null
      }
    },
    jobs: () => [...states.values()].map(({ job }) => job),
    order: (places) => {
      for (const [id, now] of states) now.job = { ...now.job, place: places.get(id) ?? 0 }
    },
    job: (id) => {
      const now = states.get(id)
      return now ? toLiveJob(now.job, facts, jobAt, { sends: now.attempt, waiting: now.waiting }) : null
    },
    tell: (status, endedAt) => {
      const units = unitsOf([...states.values()].map(({ job }) => job))
      const count = (wanted: string): number => units.filter(({ state }) => state === wanted).length
      const tally: RunTally = {
        total: units.length,
        done: count('done'),
        running: count('running'),
        waiting: count('waiting'),
        lost: count('lost'),
        requests,
        cached,
      }
      return toLiveRun({ ...run, endedAt }, facts, status, tally, costUsd, problems)
    },
  }
}
