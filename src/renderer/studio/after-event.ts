import type { Board, Lane, LiveJob, LiveRun, Review, StudioEvent } from '../../contract/api/index.ts'
import type { RunId, Sha256, StepName } from '../../contract/index.ts'
import type { Mirror } from './mirror.ts'

/** What must be asked for again after an event, because the event only says that it changed. */
export type Stale = 'everything' | 'subjects' | 'identities' | 'board' | 'checklist'

export type AfterEvent = { readonly mirror: Partial<Mirror>; readonly stale: readonly Stale[] }

type LaneName = 'views' | 'scenes' | 'portraits' | 'finals'

const LANE_OF_STEP: Record<StepName, LaneName | null> = {
  views: 'views',
  scene: 'scenes',
  portrait: 'portraits',
  final: 'finals',
  describe: 'finals',
  'nearest-view': 'finals',
  canvas: 'finals',
  masked: 'finals',
  composite: 'finals',
  // Told with the picture it is about.
  'second-opinion': null,
}

/** A describe or nearest-view step that was asked alone: no strategy waits for its answer. */
const isQuestion = ({ step, strategy }: LiveJob): boolean =>
  (step === 'describe' || step === 'nearest-view') && strategy === null

const concerns = (board: Board, job: LiveJob): boolean =>
  job.subject === board.subject && (job.identity === null || job.identity === board.identity)

/** A lane's jobs after one of them moved. A job that has its picture leaves the list: its card takes its place. */
const withJob = (lane: Lane, job: LiveJob): Lane => {
  const known = lane.jobs.some((other) => other.job === job.job)
  if (job.state === 'succeeded' || job.state === 'skipped')
    return known ? { ...lane, jobs: lane.jobs.filter((other) => other.job !== job.job) } : lane
  return {
    ...lane,
    jobs: known ? lane.jobs.map((other) => (other.job === job.job ? job : other)) : [...lane.jobs, job],
  }
}

const boardAfterWork = (board: Board, jobs: readonly LiveJob[]): Board =>
  jobs.reduce((next, job) => {
    if (!concerns(next, job)) return next
    const name = isQuestion(job) ? null : LANE_OF_STEP[job.step]
    return name === null ? next : Object.assign({}, next, { [name]: withJob(next[name], job) })
  }, board)

const isActive = (run: LiveRun): boolean => run.status === 'running' || run.status === 'interrupted'

export const runsAfter = (
  runs: ReadonlyMap<RunId, LiveRun>,
  changed: readonly LiveRun[],
): ReadonlyMap<RunId, LiveRun> => {
  const next = new Map(runs)
  for (const run of changed) {
    if (isActive(run)) next.set(run.run, run)
    else next.delete(run.run)
  }
  return next
}

/** Newer reviews over older ones. What was painted in advance for the same pictures has been confirmed by them. */
export const withReviews = (
  mirror: Pick<Mirror, 'reviews'>,
  reviews: readonly Review[],
): ReadonlyMap<Sha256, Review> => {
  const next = new Map(mirror.reviews)
  for (const review of reviews) next.set(review.sha256, review)
  return next
}

/** The mirror after an event, and what the event leaves to be asked for. */
export const afterEvent = (mirror: Mirror, event: StudioEvent): AfterEvent => {
  switch (event.type) {
    case 'hello':
      return { mirror: {}, stale: [] }
    case 'refetch':
      return { mirror: {}, stale: ['everything'] }
    case 'work': {
      const { board } = mirror
      const ended = event.runs.some((run) => !isActive(run))
      const touched = board !== null && event.jobs.some((job) => concerns(board, job) && job.state === 'succeeded')
      return {
        mirror: {
          runs: runsAfter(mirror.runs, event.runs),
          work: mirror.work + 1,
          ...(board ? { board: boardAfterWork(board, event.jobs) } : {}),
          ...(event.born.length > 0 ? { pictures: mirror.pictures + 1 } : {}),
        },
        stale: [
          ...(touched || ended || event.born.length > 0 ? (['board'] as const) : []),
          ...(ended ? (['checklist'] as const) : []),
        ],
      }
    }
    case 'reviews':
      return {
        mirror: { reviews: withReviews(mirror, event.reviews), undo: event.state, pictures: mirror.pictures + 1 },
        stale: [],
      }
    case 'subjects':
      // A grid that goes by likeness hears that somebody agreed, or no longer does.
      return { mirror: { pictures: mirror.pictures + 1 }, stale: ['subjects', 'checklist', 'board'] }
    case 'identities':
      return { mirror: {}, stale: ['identities', 'checklist', 'board'] }
    case 'settings':
      return { mirror: { settings: event.settings }, stale: ['board'] }
    case 'faces':
      return { mirror: { pictures: mirror.pictures + 1 }, stale: ['board'] }
    case 'prompts':
      return { mirror: { prompts: mirror.prompts + 1 }, stale: ['board'] }
    case 'export':
      return { mirror: { exports: new Map(mirror.exports).set(event.export.id, event.export) }, stale: [] }
    case 'backup':
      return { mirror: { backup: event.backup }, stale: [] }
    case 'restore':
      return { mirror: { restore: event.restore }, stale: [] }
    case 'keys':
      return { mirror: { key: event.key }, stale: ['checklist', 'board'] }
  }
}
