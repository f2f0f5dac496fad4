import type { Listing } from './listing.ts'

/** Rows of `before` (null for all) whose value lies between two, both included. */
export const within = (column: Uint32Array, least: number, most: number, before: Listing | null): Listing => {
  const length = before?.length ?? column.length
  const found = new Uint32Array(length)
  let count = 0
  for (let at = 0; at < length; at++) {
    const row = before === null ? at : (before[at] ?? 0)
    const value = column[row] ?? 0
    if (value >= least && value <= most) found[count++] = row
  }
  return found.subarray(0, count)
}

/** Rows of `before` (null for all) whose value has a 1 in a table. */
export const among = (column: Uint32Array, table: Uint8Array, before: Listing | null): Listing => {
  const length = before?.length ?? column.length
  const found = new Uint32Array(length)
  let count = 0
  for (let at = 0; at < length; at++) {
    const row = before === null ? at : (before[at] ?? 0)
    if (table[column[row] ?? 0] === 1) found[count++] = row
  }
  return found.subarray(0, count)
}
