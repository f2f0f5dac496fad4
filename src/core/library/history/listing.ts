import type { HistoryFilter, HistorySort } from '../../../contract/api/index.ts'
import type { ColumnName } from './columns.ts'
import type { HistoryIndex } from './history-index.ts'
import { OPEN } from './reading.ts'
import { readSearch } from './terms.ts'

/** Rows of requests, in the order they are shown. */
export type Listing = Uint32Array

/** Which session is at work right now; null when none is. */
export type LivingSession = () => number | null

/** The rows that match, oldest first. */
export const rowsMatching = (index: HistoryIndex, filter: HistoryFilter, living: LivingSession): Listing => {
  const columns = index.columns()
  let rows: Listing | null = null

  const keep = (name: ColumnName, holds: (value: number, row: number) => boolean): void => {
    const column = columns.of(name)
    const before = rows
    const most = before?.length ?? column.length
    const found = new Uint32Array(most)
    let count = 0
    for (let at = 0; at < most; at++) {
      const row = before === null ? at : (before[at] ?? 0)
      if (holds(column[row] ?? 0, row)) found[count++] = row
    }
    rows = found.subarray(0, count)
  }
  const equal = (name: ColumnName, value: number | undefined): void => {
    if (value !== undefined) keep(name, (found) => found === value)
  }
  /** A name that no request has matches nothing, hence a number that no row has. */
  const code = (name: string): number => index.code(name) ?? -1
  const oneOf = (name: ColumnName, values: readonly string[] | undefined): void => {
    if (values === undefined) return
    const codes = new Set(values.map(code))
    const only = codes.size === 1 ? [...codes][0] : undefined
    if (only !== undefined) equal(name, only)
    else keep(name, (found) => codes.has(found))
  }
  const named = (name: ColumnName, value: string | undefined): void =>
    equal(name, value === undefined ? undefined : code(value))

  equal('run', filter.run)
  equal('subject', filter.subject)
  equal('identity', filter.identity)
  named('engine', filter.engine)
  named('model', filter.model)
  named('reason', filter.reason)
  oneOf('step', filter.steps)
  oneOf('strategy', filter.strategies)
  equal('cached', filter.cached === undefined ? undefined : Number(filter.cached))
  if (filter.since !== undefined || filter.until !== undefined) {
    const since = filter.since === undefined ? 0 : Math.ceil(Date.parse(filter.since) / 1000)
    const until = filter.until === undefined ? Infinity : Math.ceil(Date.parse(filter.until) / 1000)
    keep('started', (found) => found >= since && found < until)
  }
  if (filter.costAtLeast !== undefined || filter.costAtMost !== undefined) {
    const least = Math.round((filter.costAtLeast ?? 0) * 1e6)
    const most = Math.round((filter.costAtMost ?? Infinity) * 1e6)
    keep('cost', (found) => found >= least && found <= most)
  }
  if (filter.statuses !== undefined) {
    const wanted = new Set<string>(filter.statuses)
    const codes = new Set(filter.statuses.map(code))
    const open = index.code(OPEN) ?? -1
    const session = living()
    const sessions = columns.of('session')
    keep('status', (found, row) =>
      found === open ? wanted.has(sessions[row] === session ? 'in-flight' : 'unknown') : codes.has(found),
    )
  }
  if (filter.text !== undefined) {
    const { attempt, terms } = readSearch(filter.text)
    equal('attempt', attempt ?? undefined)
    for (const term of terms) {
      const holds = index.finder(term)
      keep('asked', (_asked, row) => holds(row))
    }
  }
  return rows ?? Uint32Array.from({ length: columns.count() }, (_, row) => row)
}

/** Rows in the order that is wanted; `rows` come oldest first. */
export const sorted = (index: HistoryIndex, rows: Listing, sort: HistorySort): Listing => {
  switch (sort) {
    case 'oldest':
      return rows
    case 'newest':
      return rows.toReversed()
    case 'cost':
      return mostFirst(rows.toReversed(), index.columns().of('cost'))
    case 'time':
      return mostFirst(rows.toReversed(), index.columns().of('latency'))
  }
}

const DIGIT = 65_536

/** Radix sort in two passes of 16 bits, most first; equal ones stay in their order. */
const mostFirst = (rows: Listing, keys: Uint32Array): Listing => {
  let from = rows
  let to: Listing = new Uint32Array(rows.length)
  for (const shift of [0, 16]) {
    const ends = new Uint32Array(DIGIT + 1)
    const digit = (row: number): number => DIGIT - 1 - (((keys[row] ?? 0) >>> shift) & (DIGIT - 1))
    const end = (at: number): number => ends[at] ?? 0
    for (const row of from) ends[digit(row) + 1] = end(digit(row) + 1) + 1
    for (let at = 0; at < DIGIT; at++) ends[at + 1] = end(at + 1) + end(at)
    for (const row of from) {
      const at = digit(row)
      to[end(at)] = row
      ends[at] = end(at) + 1
    }
    ;[from, to] = [to, from]
  }
  return from
}
