import { setImmediate } from 'node:timers/promises'
import type { Database } from 'better-sqlite3'
import type {
  HistoryChoices,
  HistoryFilter,
  HistoryPage,
  HistoryRow,
  HistorySort,
  HistoryTotals,
  Send,
} from '../../../contract/api/index.ts'
import { type AttemptId, ProblemError } from '../../../contract/index.ts'
import { asking, isSqliteError } from '../problems.ts'
import { type HistoryIndex, openHistoryIndex } from './history-index.ts'
import { type Listing, type LivingSession, rowsMatching, sorted } from './listing.ts'
import { openHistoryRows } from './history-rows.ts'
import { BrokenShelf } from './shelf.ts'
import { totalsOf } from './totals.ts'

/** Finding any request ever made. */
export interface History {
  /**
   * Resolves when questions are answered at once: those with this filter, or all. Where one is asked before, everything else
   * waits until it is answered.
   */
  readonly ready: (filter?: HistoryFilter) => Promise<void>
  /** A window of the requests that match. */
  readonly page: (
    filter: HistoryFilter,
    window: { readonly sort?: HistorySort; readonly offset: number; readonly limit: number },
  ) => Omit<HistoryPage, 'offset'>
  /** The numbers of all that match, in their order. */
  readonly attempts: (filter: HistoryFilter, sort?: HistorySort) => readonly AttemptId[]
  readonly totals: (filter: HistoryFilter) => HistoryTotals
  readonly choices: () => HistoryChoices
  readonly row: (attempt: AttemptId) => HistoryRow | null
  /** Every time a request left, in order. */
  readonly sends: (attempt: AttemptId) => readonly Send[]
}

export interface HistoryParts {
  readonly database: Database
  readonly folder: string
  readonly livingSession: LivingSession
}

/** A list that is scrolled asks for window after window of the same listing. */
const KEPT = 8
/** Times of work that keeps the index: while others write it waits longer. */
const START_MS = 400
const QUIET_MS = 5
const BUSY_MS = 250
/** Getting ready is done in pieces of this length, so that nothing waits for it. */
const PIECE_MS = 8
const PATIENCE_MS = 10_000
const MOST_CHOICES = 100

interface Kept {
  readonly version: number
  readonly session: number | null
  readonly rows: Listing
}

interface OpenHistory {
  readonly history: History
  /** Something was written: it is taken in when there is time. */
  readonly noticed: () => void
  readonly close: () => void
}

/** To read only, everything is taken in at once; to write, the rest follows in the background, a little at a time. */
export const openHistory = (parts: HistoryParts, mode: 'write' | 'read'): OpenHistory => {
  const { database, livingSession } = parts
  const index: HistoryIndex = openHistoryIndex(database, `${parts.folder}/cache/history.db`, mode)
  const rows = openHistoryRows(database, livingSession)
  const listings = new Map<string, Kept>()
  let timer: NodeJS.Timeout | null = null
  let busy = false
  let lastKept = performance.now()
  let closed = false

  const listing = (filter: HistoryFilter, sort: HistorySort): Listing => {
    index.refresh()
    const session = filter.statuses === undefined ? null : livingSession()
    const version = index.columns().version()
    const key = JSON.stringify([sort, Object.entries(filter).toSorted(([a], [b]) => (a < b ? -1 : 1))])
    const known = listings.get(key)
    listings.delete(key)
    const isFresh = known !== undefined && known.version === version && known.session === session
    const found = isFresh
      ? known.rows
      : sorted(
          index,
          rowsMatching(index, filter, () => session),
          sort,
        )
    listings.set(key, { version, session, rows: found })
    const oldest = listings.keys().next()
    if (listings.size > KEPT && oldest.done !== true) listings.delete(oldest.value)
    return found
  }

  /** What is kept follows from the library: where it cannot be read it is made again. */
  const safely = <T>(work: () => T): T =>
    asking(() => {
      try {
        // One look at the library for all that is read: each question alone would ask the disk whether anything changed.
        return database.transaction(work)()
      } catch (error) {
        if (!isSqliteError(error) && !(error instanceof BrokenShelf)) throw error
        index.renew()
        listings.clear()
        return work()
      }
    })

  const keepSome = (): void => {
    timer = null
    if (closed) return
    const isBusy = busy
    busy = false
    // A run at work is not slowed down: until it pauses, or for as long as a search copes with what is not kept.
    if (isBusy && performance.now() - lastKept < PATIENCE_MS) return keepLater(BUSY_MS)
    try {
      if (!safely(() => index.prepare('all', PIECE_MS))) return keepLater(QUIET_MS)
      lastKept = performance.now()
      if (safely(index.keepSome) || isBusy) keepLater(isBusy ? BUSY_MS : QUIET_MS)
    } catch (error) {
      // A disk that takes nothing more is told by whatever must be written; this can wait for the next start.
      if (!(error instanceof ProblemError)) throw error
    }
  }
  const keepLater = (ms: number): void => {
    if (closed || mode === 'read') return
    timer ??= setTimeout(keepSome, ms)
    timer.unref()
  }
  keepLater(START_MS)

  const counted = (name: 'model' | 'reason') => {
    const counts = new Uint32Array(index.names() + 1)
    const column = index.columns().of(name)
    for (let row = 0; row < column.length; row++) {
      const value = column[row] ?? 0
      counts[value] = (counts[value] ?? 0) + 1
    }
    return [...counts.entries()]
      .filter(([value, count]) => value > 0 && count > 0)
      .toSorted(([, a], [, b]) => b - a)
      .slice(0, MOST_CHOICES)
      .map(([value, count]) => ({ name: index.name(value), count }))
  }

  const ready = async (filter?: HistoryFilter): Promise<void> => {
    const what = filter === undefined ? 'all' : filter.text === undefined ? 'figures' : 'words'
    for (;;) {
      if (closed || safely(() => index.prepare(what, PIECE_MS))) return
      await setImmediate()
    }
  }

  return {
    history: {
      ready,
      page: (filter, { sort = 'newest', offset, limit }) =>
        safely(() => {
          const found = listing(filter, sort)
          const attempts = index.columns().of('attempt')
          const window = [...found.subarray(offset, offset + limit)].map((row) => attempts[row] ?? 0)
          return {
            total: found.length,
            rows: rows.of(window, filter.text),
            behind: index.behind(),
          }
        }),
      attempts: (filter, sort = 'newest') =>
        safely(() => {
          const found = listing(filter, sort)
          const attempts = index.columns().of('attempt')
          // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- they were the ids of attempts when they were read
          return Array.from(found, (row) => attempts[row] as AttemptId)
        }),
      totals: (filter) => safely(() => totalsOf(index, listing(filter, 'oldest'))),
      choices: () =>
        safely(() => {
          index.refresh()
          return {
            models: counted('model').map(({ name, count }) => ({ model: name, count })),
            reasons: counted('reason').map(({ name, count }) => ({ reason: name, count })),
          }
        }),
      row: (attempt) => asking(() => rows.of([attempt], undefined)[0] ?? null),
      sends: (attempt) => asking(() => rows.sends(attempt)),
    },
    noticed: () => {
      busy = true
      keepLater(BUSY_MS)
    },
    close: () => {
      closed = true
      if (timer) clearTimeout(timer)
      index.close()
    },
  }
}
