import type { LiveRun, PictureBorn } from '../../contract/api/index.ts'
import { CardStep } from '../../contract/api/index.ts'
import type { JobId, RunEvent, RunId, Sha256 } from '../../contract/index.ts'
import type { Library } from '../library/types.ts'
import type { Events } from './events.ts'
import type { LiveRunState } from './live-run.ts'
import type { ServedPictures } from './served-pictures.ts'

/** Changes of work are told ten times a second at most. */
const TELL_EVERY_MS = 100

/** What windows are told of runs, gathered and told together. */
export interface RunNews {
  /** Takes in what a run told. */
  readonly hear: (state: LiveRunState, event: RunEvent) => void
  /** A run stands otherwise; `told` where it is not under way any more. */
  readonly moved: (run: RunId, told: LiveRun | null) => void
  readonly tellSoon: () => void
  readonly tellNow: () => void
  readonly close: () => void
}

export interface RunNewsParts {
  readonly library: Library
  readonly events: Events
  readonly served: Pick<ServedPictures, 'prepare'>
  /** How a run under way stands; undefined for any other. */
  readonly stateOf: (run: RunId) => LiveRunState | undefined
}

export const openRunNews = ({ library, events, served, stateOf }: RunNewsParts): RunNews => {
  const movedJobs = new Map<JobId, RunId>()
  const movedRuns = new Map<RunId, LiveRun | null>()
  let born: PictureBorn[] = []
  let timer: NodeJS.Timeout | null = null

  const tellNow = (): void => {
    if (timer) clearTimeout(timer)
    timer = null
    const jobs = [...movedJobs].map(([job, run]) => stateOf(run)?.job(job) ?? null)
    const runs = [...movedRuns].map(([run, told]) => told ?? stateOf(run)?.tell('running', null) ?? null)
    const news = { jobs: jobs.filter((job) => job !== null), runs: runs.filter((run) => run !== null), born }
    movedJobs.clear()
    movedRuns.clear()
    born = []
    events.tell({ type: 'work', ...news })
  }

  const tellSoon = (): void => {
    timer ??= setTimeout(tellNow, TELL_EVERY_MS)
  }

  const bear = (image: Sha256, step: string): void => {
    served.prepare(image)
    const shown = CardStep.safeParse(step)
    if (!shown.success) return
    for (const place of library.cards.places(image)) born.push({ sha256: image, ...place })
  }

  return {
    hear: (state, event) => {
      const moved = state.hear(event)
      if (moved !== null) movedJobs.set(moved, state.run)
      if (event.event === 'attempt' && event.attempt.image !== null) bear(event.attempt.image, event.step)
      if (!movedRuns.has(state.run)) movedRuns.set(state.run, null)
      tellSoon()
    },
    moved: (run, told) => void movedRuns.set(run, told),
    tellSoon,
    tellNow,
    close: () => {
      if (timer) clearTimeout(timer)
    },
  }
}
