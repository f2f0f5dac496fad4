import type { Columns } from './columns.ts'

/** All rows in the order of a column, the most first and the newest first among equals; kept up as rows come and change. */
export interface Orders {
  readonly by: (name: OrderName) => Uint32Array
  /** Makes what is not made yet, a piece at a time. */
  readonly prepare: () => Generator<undefined, void>
}

export type OrderName = 'cost' | 'latency'

interface Order {
  readonly rows: Uint32Array
  /** The values by which they stand where they do. */
  readonly keys: Uint32Array
  readonly version: number
}

/** More new or changed rows than this part are not put in between one by one. */
const PART = 1 / 16

export const openOrders = (columns: Columns): Orders => {
  const orders = new Map<OrderName, Order>()

  const making = function* (name: OrderName): Generator<undefined, Order> {
    const version = columns.version()
    const keys = columns.of(name).slice()
    yield
    const rows = yield* sorting(allRows(keys.length).toReversed(), keys)
    const made = { rows, keys, version }
    orders.set(name, made)
    return made
  }

  const brought = (name: OrderName, known: Order): Order | null => {
    const keys = columns.of(name).slice()
    const fresh = changedRows(known.keys, keys)
    if (fresh.length > PART * keys.length) return null
    const rows = merged(known, mostFirst(fresh.toReversed(), keys), keys)
    const order = { rows, keys, version: columns.version() }
    orders.set(name, order)
    return order
  }

  return {
    by: (name) => {
      const known = orders.get(name)
      if (known?.version === columns.version()) return known.rows
      return ((known && brought(name, known)) ?? toTheEnd(making(name))).rows
    },
    prepare: function* () {
      for (const name of ['cost', 'latency'] as const) if (!orders.has(name)) yield* making(name)
    },
  }
}

const toTheEnd = <T>(steps: Generator<undefined, T>): T => {
  for (;;) {
    const { done, value } = steps.next()
    if (done === true) return value
  }
}

/** Rows that were not there or had another value, oldest first. */
const changedRows = (before: Uint32Array, keys: Uint32Array): Uint32Array => {
  const changed = new Uint32Array(keys.length)
  let count = 0
  for (let row = 0; row < before.length; row++) if (before[row] !== keys[row]) changed[count++] = row
  for (let row = before.length; row < keys.length; row++) changed[count++] = row
  return changed.subarray(0, count)
}

/** An order with some rows at their new places; `fresh` in their order. */
const merged = (known: Order, fresh: Uint32Array, keys: Uint32Array): Uint32Array => {
  const rows = new Uint32Array(keys.length)
  let count = 0
  let next = 0
  for (let at = 0; at < known.rows.length; at++) {
    const row = known.rows[at] ?? 0
    const key = keys[row] ?? 0
    if (known.keys[row] !== key) continue
    for (; next < fresh.length; next++) {
      const other = fresh[next] ?? 0
      const otherKey = keys[other] ?? 0
      if (otherKey < key || (otherKey === key && other < row)) break
      rows[count++] = other
    }
    rows[count++] = row
  }
  rows.set(fresh.subarray(next), count)
  return rows
}

/** Every row, oldest first. */
export const allRows = (count: number): Uint32Array => {
  const rows = new Uint32Array(count)
  for (let row = 0; row < count; row++) rows[row] = row
  return rows
}

/** Digits of 11 bits: so many places to write to are all at hand for the processor. */
const BITS = 11
const DIGIT = 2 ** BITS

/** Radix sort, most first; equal ones stay in their order. Gives the rows back in a list of its own. */
export const mostFirst = (rows: Uint32Array, keys: Uint32Array): Uint32Array => toTheEnd(sorting(rows, keys))

const sorting = function* (rows: Uint32Array, keys: Uint32Array): Generator<undefined, Uint32Array> {
  let highest = 0
  for (let at = 0; at < rows.length; at++) highest = Math.max(highest, keys[rows[at] ?? 0] ?? 0)
  let from = rows.slice()
  let to = new Uint32Array(rows.length)
  for (let shift = 0; shift < 32 && highest >>> shift > 0; shift += BITS) {
    yield
    const ends = endsOf(from, keys, shift)
    yield
    place(from, keys, shift, ends, to)
    ;[from, to] = [to, from]
  }
  return from
}

/** Where the rows of each digit begin, the highest digit first. */
const endsOf = (rows: Uint32Array, keys: Uint32Array, shift: number): Uint32Array => {
  const ends = new Uint32Array(DIGIT + 1)
  for (let at = 0; at < rows.length; at++) {
    const after = DIGIT - (((keys[rows[at] ?? 0] ?? 0) >>> shift) & (DIGIT - 1))
    ends[after] = (ends[after] ?? 0) + 1
  }
  for (let digit = 0; digit < DIGIT; digit++) ends[digit + 1] = (ends[digit + 1] ?? 0) + (ends[digit] ?? 0)
  return ends
}

const place = (from: Uint32Array, keys: Uint32Array, shift: number, ends: Uint32Array, to: Uint32Array): void => {
  for (let at = 0; at < from.length; at++) {
    const row = from[at] ?? 0
    const digit = DIGIT - 1 - (((keys[row] ?? 0) >>> shift) & (DIGIT - 1))
    const next = ends[digit] ?? 0
    to[next] = row
    ends[digit] = next + 1
  }
}
