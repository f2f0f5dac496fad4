import type { HistoryFilter, HistoryRow, HistorySort } from '../../../contract/api/index.ts'
import type { AttemptId } from '../../../contract/index.ts'

/** What the Runs screen shows, and in which order. */
export type RunsPlace = {
  readonly filter: HistoryFilter
  readonly sort: HistorySort
  /** The request that is open. */
  readonly attempt: AttemptId | null
  /** Requests that are marked, to be compared. */
  readonly marked: readonly AttemptId[]
  readonly totals: boolean
}

export const FIRST_RUNS: RunsPlace = { filter: {}, sort: 'newest', attempt: null, marked: [], totals: false }

/** A filter with one condition set, or without it. */
export const withCondition = <K extends keyof HistoryFilter>(
  filter: HistoryFilter,
  key: K,
  value: HistoryFilter[K] | null | undefined,
): HistoryFilter => {
  const { [key]: _before, ...rest } = filter
  return value === null || value === undefined ? rest : { ...rest, [key]: value }
}

/** What finds requests that went as this one did: the same step and strategy, and the same end. */
export const likeThis = (row: HistoryRow): HistoryFilter => ({
  steps: [row.step],
  ...(row.strategy === null ? {} : { strategies: [row.strategy] }),
  statuses: [row.status],
  ...(row.reason === null || row.status === 'unknown' ? {} : { reason: row.reason }),
})
