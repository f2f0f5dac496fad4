import type { HistorySum, HistoryTotals } from '../../../contract/api/index.ts'
import { StepName, StrategyName } from '../../../contract/index.ts'
import type { HistoryIndex } from './history-index.ts'
import type { Listing } from './listing.ts'
import { ANSWERED, OPEN } from './reading.ts'

/** The fields of a sum, in the order in which they lie in a row of figures. */
const FIELDS = ['requests', 'succeeded', 'blocked', 'failed', 'unknown', 'cached', 'costUsd', 'ms'] as const
const WIDTH = FIELDS.length
const REQUESTS = FIELDS.indexOf('requests')
const CACHED = FIELDS.indexOf('cached')
const COST = FIELDS.indexOf('costUsd')
const MS = FIELDS.indexOf('ms')
/** A status that is none of the fields. */
const NOWHERE = 255

const KINDS = [...StrategyName.options, ...StepName.options]
/** What is of no kind we know of counts in all and by day. */
const NO_KIND = KINDS.length
/** The sums of a day: a row of figures for each kind. */
const DAY = (NO_KIND + 1) * WIDTH

/** What the requests of a listing came to, in all, by day, and by strategy or step. */
export const totalsOf = (index: HistoryIndex, rows: Listing): HistoryTotals => {
  const { days, sums } = addedUp(index, rows)
  const all = new Float64Array(WIDTH)
  const byKind = new Float64Array(DAY)
  const byDay = days.map((day, at) => {
    const ofDay = new Float64Array(WIDTH)
    for (let from = 0; from < DAY; from++) {
      const value = sums[at * DAY + from] ?? 0
      add(byKind, from, value)
      add(ofDay, from % WIDTH, value)
      add(all, from % WIDTH, value)
    }
    return { number: day, day: String(day).replace(/(\d{4})(\d\d)(\d\d)/, '$1-$2-$3'), ...sumOf(ofDay) }
  })
  return {
    all: sumOf(all),
    days: byDay.toSorted((a, b) => a.number - b.number).map(({ number: _number, ...day }) => day),
    kinds: KINDS.map((kind, at) => ({ kind, ...sumOf(byKind.subarray(at * WIDTH, (at + 1) * WIDTH)) }))
      .filter(({ requests, cached }) => requests > 0 || cached > 0)
      .toSorted((a, b) => b.requests - a.requests || b.cached - a.cached),
  }
}

const add = (sums: Float64Array, at: number, value: number): void => {
  sums[at] = (sums[at] ?? 0) + value
}

/** Money was added up in millionths, so that no fraction is lost on the way. */
const sumOf = (figures: Float64Array): HistorySum => {
  const [requests = 0, succeeded = 0, blocked = 0, failed = 0, unknown = 0, cached = 0, cost = 0, ms = 0] = figures
  return { requests, succeeded, blocked, failed, unknown, cached, costUsd: cost / 1e6, ms }
}

/** A table from the number of a name to what `of` says of the name. */
const tableOf = (index: HistoryIndex, of: readonly (readonly [name: string, value: number])[], rest: number) => {
  const table = new Uint8Array(index.names() + 1).fill(rest)
  for (const [name, value] of of) table[index.code(name) ?? table.length] = value
  return table
}

/** The days of a listing, and for each of them {@link DAY} figures. Read in one go: a million rows take about 15 ms. */
const addedUp = (index: HistoryIndex, rows: Listing) => {
  const columns = index.columns()
  const [ofDay, step, strategy, status, engine, cached, retries, cost, latency] = [
    columns.of('day'),
    columns.of('step'),
    columns.of('strategy'),
    columns.of('status'),
    columns.of('engine'),
    columns.of('cached'),
    columns.of('retries'),
    columns.of('cost'),
    columns.of('latency'),
  ]
  const local = index.code('local') ?? -1
  const kinds = tableOf(
    index,
    KINDS.map((kind, at) => [kind, at]),
    NO_KIND,
  )
  const ends = (['succeeded', 'blocked', 'failed', 'unknown'] as const).map(
    (name) => [name, FIELDS.indexOf(name)] as const,
  )
  const fields = tableOf(
    index,
    [...ends, [ANSWERED, FIELDS.indexOf('succeeded')], [OPEN, FIELDS.indexOf('unknown')]],
    NOWHERE,
  )
  const days: number[] = []
  const places = new Map<number, number>()
  let sums = new Float64Array(DAY)
  let today = -1
  let place = 0
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] ?? 0
    if (engine[row] === local) continue
    const day = ofDay[row] ?? 0
    if (day !== today) {
      today = day
      place = places.get(day) ?? days.length
      if (place === days.length) {
        days.push(day)
        places.set(day, place)
        sums = roomFor(sums, days.length * DAY)
      }
    }
    const kind = kinds[strategy[row] || (step[row] ?? 0)] ?? NO_KIND
    const base = place * DAY + kind * WIDTH
    if (cached[row] === 1) {
      add(sums, base + CACHED, 1)
      continue
    }
    const field = fields[status[row] ?? 0] ?? NOWHERE
    add(sums, base + REQUESTS, 1 + (retries[row] ?? 0))
    if (field !== NOWHERE) add(sums, base + field, 1)
    add(sums, base + COST, cost[row] ?? 0)
    add(sums, base + MS, latency[row] ?? 0)
  }
  return { days, sums }
}

const roomFor = (sums: Float64Array<ArrayBuffer>, length: number): Float64Array<ArrayBuffer> => {
  if (length <= sums.length) return sums
  const larger = new Float64Array(2 * length)
  larger.set(sums)
  return larger
}
