import type { HistoryFilter, HistorySort, HistoryStatus } from '../../../contract/api/index.ts'
import type { ColumnName } from './columns.ts'
import type { HistoryIndex } from './history-index.ts'
import { allRows, mostFirst } from './orders.ts'
import { ANSWERED, OPEN } from './reading.ts'
import { among, within } from './sieve.ts'
import { readSearch } from './terms.ts'

/** Rows of requests, in the order they are shown. */
export type Listing = Uint32Array

/** Which session is at work right now; null when none is. */
export type LivingSession = () => number | null

/** The rows that match, oldest first. */
export const rowsMatching = (index: HistoryIndex, filter: HistoryFilter, living: LivingSession): Listing => {
  const columns = index.columns()
  let rows: Listing | null = null

  const equal = (name: ColumnName, value: number | undefined): void => {
    if (value !== undefined) rows = within(columns.of(name), value, value, rows, columns.room())
  }
  /** A name that no request has matches nothing, hence a number that no row has. */
  const named = (name: ColumnName, value: string | undefined): void =>
    equal(name, value === undefined ? undefined : (index.code(value) ?? -1))
  const oneOf = (name: ColumnName, values: readonly string[] | undefined): void => {
    if (values !== undefined) rows = among(columns.of(name), tableOf(index, values), rows, columns.room())
  }

  equal('run', filter.run)
  equal('subject', filter.subject)
  equal('identity', filter.identity)
  if (filter.since !== undefined || filter.until !== undefined) {
    const since = filter.since === undefined ? 0 : Math.ceil(Date.parse(filter.since) / 1000)
    const until = filter.until === undefined ? Infinity : Math.ceil(Date.parse(filter.until) / 1000)
    rows = within(columns.of('started'), since, until - 1, rows, columns.room())
  }
  named('engine', filter.engine)
  named('model', filter.model)
  named('reason', filter.reason)
  oneOf('step', filter.steps)
  oneOf('strategy', filter.strategies)
  equal('cached', filter.cached === undefined ? undefined : Number(filter.cached))
  if (filter.costAtLeast !== undefined || filter.costAtMost !== undefined) {
    const least = Math.round((filter.costAtLeast ?? 0) * 1e6)
    const most = Math.round((filter.costAtMost ?? Infinity) * 1e6)
    rows = within(columns.of('cost'), least, most, rows, columns.room())
  }
  if (filter.statuses !== undefined) rows = standing(index, filter.statuses, living(), rows)
  if (filter.text !== undefined) {
    const { attempt, terms } = readSearch(filter.text)
    equal('attempt', attempt ?? undefined)
    if (terms.length > 0) rows = index.holding(terms, rows)
  }
  return rows ?? allRows(columns.count())
}

/** A 1 for the number of each name. */
const tableOf = (index: HistoryIndex, names: readonly string[]): Uint8Array => {
  const table = new Uint8Array(index.names() + 1)
  for (const name of names) table[index.code(name) ?? table.length] = 1
  return table
}

/** Rows of some statuses. What has not ended is under way in the session at work, and lost in any other. */
const standing = (
  index: HistoryIndex,
  statuses: readonly HistoryStatus[],
  session: number | null,
  before: Listing | null,
): Listing => {
  const columns = index.columns()
  const table = tableOf(index, statuses)
  const open = index.code(OPEN)
  const answered = index.code(ANSWERED)
  const isWanted = (status: HistoryStatus): boolean => statuses.includes(status)
  if (answered !== undefined && isWanted('succeeded')) table[answered] = 1
  if (open !== undefined && (isWanted('in-flight') || isWanted('unknown'))) table[open] = 1
  const rows = among(columns.of('status'), table, before, columns.room())
  if (open === undefined || isWanted('in-flight') === isWanted('unknown')) return rows
  const found = columns.of('status')
  const sessions = columns.of('session')
  return rows.filter((row) => found[row] !== open || (sessions[row] === session) === isWanted('in-flight'))
}

/** Rows in the order that is wanted; `rows` come oldest first. */
export const sorted = (index: HistoryIndex, rows: Listing, sort: HistorySort): Listing => {
  switch (sort) {
    case 'oldest':
      return rows
    case 'newest':
      return rows.toReversed()
    case 'cost':
    case 'time':
      return mostOf(index, rows, sort === 'cost' ? 'cost' : 'latency')
  }
}

/** Fewer rows than this part of all are put in order sooner than they are picked from the order of all. */
const PART = 1 / 16

const mostOf = (index: HistoryIndex, rows: Listing, name: 'cost' | 'latency'): Listing => {
  const columns = index.columns()
  if (rows.length < PART * columns.count()) return mostFirst(rows.toReversed(), columns.of(name))
  const order = index.order(name)
  if (rows.length === order.length) return order
  const isIn = new Uint8Array(order.length)
  for (let at = 0; at < rows.length; at++) isIn[rows[at] ?? 0] = 1
  const found = new Uint32Array(rows.length)
  let count = 0
  for (let at = 0; at < order.length; at++) {
    const row = order[at] ?? 0
    if (isIn[row] === 1) found[count++] = row
  }
  return found
}
