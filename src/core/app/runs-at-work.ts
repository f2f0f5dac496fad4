import type { LiveRun } from '../../contract/api/index.ts'
import {
  failed,
  type JobId,
  ok,
  type Problem,
  type Result,
  type RunDone,
  type RunEvent,
  type RunId,
  type RunSpecInput,
} from '../../contract/index.ts'
import type { Run } from '../library/types.ts'
import type { RunControl } from '../pipeline/runner.ts'
import type { RunOptions, Studio } from '../studio.ts'
import type { Events } from './events.ts'
import { type LiveRunState, openLiveRun } from './live-run.ts'
import { openRunNews, type RunNews } from './run-news.ts'
import type { ServedPictures } from './served-pictures.ts'

/** A run under way. */
export interface ActiveRun {
  readonly run: RunId
  readonly state: LiveRunState
  /** Null for the moment before its first job can start. */
  readonly hand: () => RunControl | null
  /** Resolves when it has ended. */
  readonly over: Promise<void>
}

/** Runs while they are worked off in the background, several at once. */
export interface RunsAtWork {
  readonly news: RunNews
  readonly active: ReadonlyMap<RunId, ActiveRun>
  /** Which run under way a job belongs to. */
  readonly runOf: (job: JobId) => RunId | undefined
  /** Starts a run or goes on with one; resolves as soon as its number is known. */
  readonly begin: (spec: RunSpecInput, options: Pick<RunOptions, 'cast' | 'resume' | 'only'>) => Promise<Result<RunId>>
  /** For a run that is about to go on, what resolves when it does; null for any other. */
  readonly beginning: (run: RunId) => Promise<unknown> | null
  /** Ends a run at once that is under way or about to go on; false when it is neither. */
  readonly cancel: (run: RunId) => boolean
  /** The same for one of its jobs, which may have to be kept from starting. */
  readonly cancelJob: (run: RunId, job: JobId) => Promise<boolean>
  readonly close: () => Promise<void>
}

export interface RunsAtWorkParts {
  readonly studio: Studio
  readonly events: Events
  readonly served: Pick<ServedPictures, 'prepare'>
  /** How a run stands that is not under way. */
  readonly told: (run: Run, problems: readonly Problem[]) => LiveRun
}

/** What somebody said of a run, from the moment it is taken up. */
interface Wish {
  readonly abort: AbortController
  /** Jobs that were cancelled before there was a hand on them. */
  readonly jobs: Set<JobId>
  readonly known: Promise<unknown>
  hand: RunControl | null
  byHand: boolean
}

const CLOSING = failed('studio-closing', 'The studio is being closed.', 'Go on with the run when it is open again.')

export const openRunsAtWork = ({ studio, events, served, told }: RunsAtWorkParts): RunsAtWork => {
  const { library } = studio
  const active = new Map<RunId, ActiveRun>()
  const wishes = new Map<RunId, Wish>()
  const runOfJob = new Map<JobId, RunId>()
  const all = new Set<{ readonly abort: AbortController; readonly over: Promise<void> }>()
  const news = openRunNews({ library, events, served, stateOf: (run) => active.get(run)?.state })
  let closing = false

  const finish = async ({ run: id }: ActiveRun, { byHand }: Wish, result: Result<RunDone>): Promise<void> => {
    const problems = result.ok ? result.value.problems : [result.problem]
    const run = library.run(id)
    if (byHand && run?.status === 'open') await library.casting.setCancelled(id, true)
    if (!run) return
    const ended = run.endedAt ?? new Date().toISOString()
    // The last events of its jobs are told while it is still known.
    news.moved(id, { ...told(run, problems), endedAt: ended })
    news.tellNow()
    active.delete(id)
    wishes.delete(id)
    for (const [job, of] of runOfJob) if (of === id) runOfJob.delete(job)
    if (run.spec.judge) events.tell({ type: 'faces', pictures: [run.spec.judge.picture] })
  }

  const begin = async (
    spec: RunSpecInput,
    options: Pick<RunOptions, 'cast' | 'resume' | 'only'>,
  ): Promise<Result<RunId>> => {
    if (closing) return CLOSING
    const abort = new AbortController()
    const known = Promise.withResolvers<Result<RunId>>()
    const over = Promise.withResolvers<void>()
    const wish: Wish = { abort, jobs: new Set(), known: known.promise, hand: null, byHand: false }
    if (options.resume !== undefined) wishes.set(options.resume, wish)
    let one: ActiveRun | null = null

    const onEvent = (event: RunEvent): void => {
      if (event.event === 'planned') {
        const run = library.run(event.run)
        if (!run) return
        const jobs = library.jobs(run.id)
        const state = openLiveRun(run, library.casting.of(run.id), jobs)
        one = { run: run.id, state, hand: () => wish.hand, over: over.promise }
        active.set(run.id, one)
        wishes.set(run.id, wish)
        for (const job of jobs) runOfJob.set(job.id, run.id)
        known.resolve(ok(run.id))
      }
      if (one) news.hear(one.state, event)
    }
    const onControl = (hand: RunControl): void => {
      wish.hand = hand
      for (const job of wish.jobs) void hand.cancelJob(job)
    }
    const work = async (): Promise<void> => {
      let result: Result<RunDone>
      try {
        result = await studio.run(spec, { ...options, signal: abort.signal, onEvent, onControl })
      } catch (error) {
        if (!(error instanceof Error)) throw error
        // A bug ends its run and not the studio; the run can be taken up again.
        result = failed('run-broken', `The run broke off: ${error.message}`, 'Go on with it; report it if it stays.')
      }
      if (one && !closing) await finish(one, wish, result)
      else if (options.resume !== undefined) wishes.delete(options.resume)
      if (!result.ok) known.resolve(result)
    }
    const entry = { abort, over: over.promise }
    all.add(entry)
    void work().finally(() => {
      all.delete(entry)
      over.resolve()
    })
    return await known.promise
  }

  return {
    news,
    active,
    begin,
    runOf: (job) => runOfJob.get(job),
    beginning: (run) => (active.has(run) ? null : (wishes.get(run)?.known ?? null)),
    cancel: (run) => {
      const wish = wishes.get(run)
      if (!wish) return false
      wish.byHand = true
      wish.abort.abort()
      return true
    },
    cancelJob: async (run, job) => {
      const wish = wishes.get(run)
      if (!wish) return false
      if (wish.hand === null) wish.jobs.add(job)
      if (wish.hand === null || (await wish.hand.cancelJob(job))) wish.byHand = true
      return true
    },
    close: async () => {
      closing = true
      news.close()
      for (const { abort } of all) abort.abort()
      await Promise.all([...all].map(async ({ over }) => await over))
    },
  }
}
