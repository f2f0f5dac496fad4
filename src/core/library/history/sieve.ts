import type { Listing } from './listing.ts'

/** Rows of `before` (null for all) whose value lies between two, both included; `room` to write them down in. */
export const within = (
  column: Uint32Array,
  least: number,
  most: number,
  before: Listing | null,
  room: Uint32Array,
): Listing => {
  const length = before?.length ?? column.length
  let count = 0
  for (let at = 0; at < length; at++) {
    const row = before === null ? at : (before[at] ?? 0)
    const value = column[row] ?? 0
    if (value >= least && value <= most) room[count++] = row
  }
  return room.slice(0, count)
}

/** Rows of `before` (null for all) whose value has a 1 in a table; `room` to write them down in. */
export const among = (column: Uint32Array, table: Uint8Array, before: Listing | null, room: Uint32Array): Listing => {
  const length = before?.length ?? column.length
  let count = 0
  for (let at = 0; at < length; at++) {
    const row = before === null ? at : (before[at] ?? 0)
    if (table[column[row] ?? 0] === 1) room[count++] = row
  }
  return room.slice(0, count)
}
