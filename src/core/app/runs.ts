import type { LiveJob, LiveRun, LiveRunStatus, RunRequest } from '../../contract/api/index.ts'
import {
  failed,
  type JobId,
  ok,
  type Plan,
  type Problem,
  type Result,
  type RunId,
  RunSettings,
  type RunSpec,
  type RunSpecInput,
  type Sha256,
} from '../../contract/index.ts'
import type { Cast, KnownSubject } from '../library/app.ts'
import type { Job, Run } from '../library/types.ts'
import { linkJobs } from '../pipeline/nodes.ts'
import { canCancel, canRetry, CANCELLED_ALONE, revived } from '../pipeline/reviving.ts'
import type { Studio } from '../studio.ts'
import { mayBeSent } from './consent.ts'
import type { Events } from './events.ts'
import { toLiveJob, toLiveRun } from './live-run.ts'
import type { PromptDesk } from './prompt-desk.ts'
import { composeRun, withDrafts } from './request.ts'
import { asResting, type QueuedRun, queueOf } from './queue.ts'
import { type ActiveRun, openRunsAtWork } from './runs-at-work.ts'
import type { ServedPictures } from './served-pictures.ts'
import type { AppSettings } from './settings.ts'

export interface Runs {
  readonly plan: (request: RunRequest) => Result<Plan>
  /** Resolves with the run's number as soon as it is in the queue; the work goes on behind it. */
  readonly start: (request: RunRequest, options?: { readonly sample?: boolean }) => Promise<Result<RunId>>
  /** Starts a run that is put together already, for this subject. */
  readonly startSpec: (spec: RunSpecInput, cast: Cast, subject: KnownSubject) => Promise<Result<RunId>>
  readonly resume: (run: RunId) => Promise<Result<RunId>>
  readonly cancel: (run: RunId) => Promise<Result<null>>
  readonly cancelJob: (job: JobId) => Promise<Result<null>>
  readonly retryJob: (job: JobId) => Promise<Result<RunId>>
  /** Running and interrupted ones, newest first. */
  readonly active: () => readonly LiveRun[]
  readonly get: (run: RunId) => LiveRun | null
  /** Runs under way and interrupted with their work, in the order they are served. */
  readonly queue: () => readonly QueuedRun[]
  /** Puts these runs first, in this order. */
  readonly orderRuns: (runs: readonly RunId[]) => Promise<void>
  /** Puts these jobs of a run first, in this order. */
  readonly orderJobs: (run: RunId, jobs: readonly JobId[]) => Promise<Result<null>>
  /** A job under way as its run tells it; null when its run is not under way. */
  readonly liveJob: (run: RunId, job: JobId) => LiveJob | null
  /** Takes up what can be gone on with without asking anybody: the simulator costs nothing and sends nothing. */
  readonly takeUp: () => Promise<void>
  readonly close: () => Promise<void>
}

export interface RunsParts {
  readonly studio: Studio
  readonly settings: AppSettings
  readonly events: Events
  readonly served: Pick<ServedPictures, 'prepare'>
  readonly desk: Pick<PromptDesk, 'wordings' | 'keepTrials'>
}

const noRun = failed(
  'run-missing',
  'There is no such run in this library.',
  'Reload the window to see those there are.',
)
const noJob = failed('job-missing', 'There is no such piece of work in this library.', 'Reload the window.')

const NOT_LOST = failed(
  'job-not-lost',
  'This piece of work has its picture, or is still at it.',
  'For another picture, ask for one more variant.',
)

/** Runs in the background, several at once, and what is told of them. */
export const openRuns = ({ studio, settings, events, served, desk }: RunsParts): Runs => {
  const { library } = studio
  const starting = new Map<Sha256, Promise<Result<RunId>>>()
  /** How a run stands that is not under way. */
  const statusOf = (run: Run): LiveRunStatus => {
    if (run.status !== 'open') return run.status
    return library.casting.of(run.id).cancelled ? 'cancelled' : 'interrupted'
  }

  const told = (run: Run, problems: readonly Problem[] = []): LiveRun =>
    toLiveRun(
      run,
      library.casting.of(run.id),
      statusOf(run),
      library.casting.tally(run.id),
      library.spent(run.id),
      problems,
    )

  const work = openRunsAtWork({ studio, events, served, told })
  const { active, begin, news } = work

  /** The run's own words on how it is worked off are as old as the run; today's settings hold. */
  const specNow = (run: Run): RunSpecInput => {
    const { retry, concurrency, budgetUsd } = settings.get()
    return { ...run.spec, settings: RunSettings.parse({ ...run.spec.settings, retry, concurrency, budgetUsd }) }
  }

  const mayGoOn = (run: Run): Result<null> => {
    const { subject } = library.casting.of(run.id)
    const known = subject === null ? null : library.people.subject(subject)
    return known ? mayBeSent(known, run.spec.engine) : ok(null)
  }

  /** A run under way of which only one job was taken up is wanted whole. */
  const whole = async ({ run, hand }: ActiveRun): Promise<Result<RunId>> => {
    await library.casting.setCancelled(run, false)
    await hand()?.takeUpRest()
    return ok(run)
  }

  const goOn = async (run: Run, only?: JobId): Promise<Result<RunId>> => {
    const beginning = work.beginning(run.id)
    if (beginning) await beginning
    const one = active.get(run.id)
    if (one) return await whole(one)
    const allowed = mayGoOn(run)
    if (!allowed.ok) return allowed
    return await begin(specNow(run), { resume: run.id, ...(only === undefined ? {} : { only }) })
  }

  /** A request as the engine takes it, with the words it is made with: those that are current, or the drafts it brings. */
  const composed = (request: RunRequest) => {
    const run = composeRun(request, settings.get(), library)
    if (!run.ok) return run
    const spec = studio.settle(run.value.spec, run.value.cast)
    if (!spec.ok) return spec
    const drafts = desk.wordings(request.prompts ?? [])
    if (!drafts.ok) return drafts
    const tried: RunSpec = withDrafts(spec.value, request.prompts ?? [])
    return ok({ ...run.value, spec: tried, drafts: drafts.value })
  }

  const startOnce = async (spec: RunSpecInput, cast: Cast): Promise<Result<RunId>> => {
    const name = studio.nameOf(spec)
    if (!name.ok) return name
    const open = library.openRun(name.value)
    const one = open ? active.get(open.id) : undefined
    if (one) return await whole(one)
    const ahead = starting.get(name.value)
    if (ahead) return await ahead
    const start = begin(spec, { cast }).finally(() => starting.delete(name.value))
    starting.set(name.value, start)
    return await start
  }

  const retryOffline = async (run: Run, id: JobId): Promise<Result<RunId>> => {
    const allowed = mayGoOn(run)
    if (!allowed.ok) return allowed
    const { nodes } = linkJobs(library.jobs(run.id))
    const node = [...nodes.values()].find(({ job }) => job.id === id)
    if (!node) return noJob
    if (!canRetry(node.job.state)) return NOT_LOST
    const changes = [...revived(node, nodes)].map(
      async ([again, state]) => await library.setJob(again.job.id, { state, problem: null }),
    )
    await Promise.all([...changes, library.casting.reopen(run.id)])
    return await goOn(run, id)
  }

  const runHolding = (job: JobId): Run | null => {
    const id = work.runOf(job) ?? library.casting.runOf(job)
    return id === null ? null : library.run(id)
  }

  /** Running and interrupted ones. */
  const openOnes = (): readonly LiveRun[] => [
    ...[...active.values()].map(({ state }) => state.tell('running', null)),
    ...library.casting
      .open()
      .filter(({ id }) => !active.has(id) && !library.casting.of(id).cancelled)
      .map((run) => told(run)),
  ]

  /** A job of a run that nobody is at. */
  const restingJob = (job: Job, jobs: readonly Job[]): LiveJob => {
    const at = (path: string): Job | undefined => jobs.find((other) => other.path === path)
    return toLiveJob(job, library.casting.of(job.run), at, { sends: 0, waiting: null })
  }

  return {
    plan: (request) => {
      const run = composed(request)
      return run.ok ? studio.plan(run.value.spec, run.value.drafts) : run
    },
    start: async (request, { sample = false } = {}) => {
      const run = composed(request)
      if (!run.ok) return run
      const { spec, cast, subject } = run.value
      const allowed = mayBeSent(subject, spec.engine)
      if (!allowed.ok) return allowed
      if (request.prompts !== undefined) {
        const kept = await desk.keepTrials(request.prompts, cast.identities)
        if (!kept.ok) return kept
      }
      return await startOnce(spec, { ...cast, sample })
    },
    startSpec: async (spec, cast, subject) => {
      const allowed = mayBeSent(subject, spec.engine ?? 'simulator')
      return allowed.ok ? await startOnce(spec, cast) : allowed
    },
    resume: async (id) => {
      const run = library.run(id)
      if (!run) return noRun
      if (run.status === 'open') return await goOn(run)
      return failed('run-over', 'This run is over; nothing of it is left to do.', 'Start a new one.')
    },
    cancel: async (id) => {
      const isBusy = work.cancel(id)
      const run = library.run(id)
      if (!run && !isBusy) return noRun
      // Written down at once: a studio that is closed this moment must not take it up again by itself.
      if (isBusy || run?.status === 'open') await library.casting.setCancelled(id, true)
      return ok(null)
    },
    cancelJob: async (id) => {
      const run = runHolding(id)
      if (!run) return noJob
      if (await work.cancelJob(run.id, id)) return ok(null)
      const job = library.jobs(run.id).find((found) => found.id === id)
      if (job && canCancel(job.state)) await library.setJob(id, { state: 'cancelled', problem: CANCELLED_ALONE })
      return ok(null)
    },
    retryJob: async (id) => {
      const run = runHolding(id)
      if (!run) return noJob
      const beginning = work.beginning(run.id)
      if (beginning) await beginning
      const one = active.get(run.id)
      if (!one) return await retryOffline(run, id)
      if ((await one.hand()?.retryJob(id)) === true) return ok(run.id)
      if (one.state.job(id)?.can.retry !== true) return NOT_LOST
      // It is ending this very moment: then it is taken up anew.
      await one.over
      const again = library.run(run.id)
      return again ? await retryOffline(again, id) : noRun
    },
    active: () => openOnes().toSorted((a, b) => b.run - a.run),
    get: (id) => {
      const one = active.get(id)
      if (one) return one.state.tell('running', null)
      const run = library.run(id)
      return run ? told(run) : null
    },
    queue: () =>
      openOnes()
        .toSorted((a, b) => library.casting.placeOf(a.run) - library.casting.placeOf(b.run) || a.run - b.run)
        .map((live) => {
          const one = active.get(live.run)
          const jobs = one ? one.state.jobs() : library.jobs(live.run).map(asResting)
          return queueOf(live, jobs, (job) => one?.state.job(job.id) ?? restingJob(job, jobs))
        }),
    orderRuns: async (runs) => {
      await library.casting.orderRuns(runs)
      for (const [run, { hand }] of active) hand()?.setPlace(library.casting.placeOf(run))
      for (const run of active.keys()) news.moved(run, null)
      news.tellSoon()
    },
    orderJobs: async (id, jobs) => {
      const run = library.run(id)
      if (!run) return noRun
      await library.casting.orderJobs(id, jobs)
      const places = new Map(library.jobs(id).map((job) => [job.id, job.place]))
      const one = active.get(id)
      one?.state.order(places)
      one?.hand()?.orderJobs(places)
      news.moved(id, one ? null : told(run))
      news.tellSoon()
      return ok(null)
    },
    liveJob: (run, job) => active.get(run)?.state.job(job) ?? null,
    takeUp: async () => {
      for (const run of library.casting.open())
        if (run.spec.engine === 'simulator' && !library.casting.of(run.id).cancelled) await goOn(run)
    },
    close: work.close,
  }
}
