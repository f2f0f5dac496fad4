import { crc32 } from 'node:zlib'

/** A row as SQLite gives it back: names of columns and their values. */
export type SealedRow = Readonly<Record<string, unknown>>

/**
 * CRC-32 over a row's columns, the seal itself and empty ones left out (so a column added later changes no seal). It finds
 * every flipped byte, which SQLite's integrity check does not inside a text; it does not guard against intent.
 */
export const sealOf = (row: SealedRow): number =>
  crc32(JSON.stringify(row, (name, value: unknown) => (name === 'seal' || value === null ? undefined : value)))
