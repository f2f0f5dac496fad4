import type { JobState } from '../../contract/index.ts'

interface Piece {
  readonly path: string
  readonly slot: string | null
  readonly rung: number | null
  readonly state: JobState
}

/** One thing a run is to make: a picture, or a final by whichever rung gives it. */
export interface Unit<T> {
  readonly state: 'done' | 'running' | 'waiting' | 'lost'
  /** The job that tells how it stands. */
  readonly job: T
}

const at = <T extends Piece>(jobs: readonly T[], state: JobState): T | undefined =>
  jobs.find((job) => job.state === state)

/** The rung that was climbed to last says why nothing came of it. */
const lastLost = <T extends Piece>(jobs: readonly T[]): T | undefined => {
  const over = jobs.filter(({ state }) => state === 'blocked' || state === 'failed' || state === 'cancelled')
  return over.toSorted((a, b) => (b.rung ?? 0) - (a.rung ?? 0))[0] ?? at(jobs, 'skipped')
}

const unitOf = <T extends Piece>(jobs: readonly T[]): Unit<T> | null => {
  const done = jobs.find(({ state, slot, path }) => state === 'succeeded' && (slot === null || path.endsWith('/final')))
  if (done) return { state: 'done', job: done }
  const running = at(jobs, 'running')
  if (running) return { state: 'running', job: running }
  const lost = lastLost(jobs)
  const ready = at(jobs, 'ready')
  // What waits for a cancelled job of its own rung is cancelled with it.
  if (ready && lost?.state !== 'cancelled') return { state: 'waiting', job: ready }
  return lost ? { state: 'lost', job: lost } : null
}

/** The jobs of a run as the things it is to make, in the order they were queued. */
export const unitsOf = <T extends Piece>(jobs: readonly T[]): readonly Unit<T>[] => {
  const groups = Map.groupBy(jobs, ({ slot, path }) => slot ?? path)
  return [...groups.values()].map(unitOf).filter((unit) => unit !== null)
}
