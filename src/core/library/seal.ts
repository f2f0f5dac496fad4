import { crc32 } from 'node:zlib'

/** A row as SQLite gives it back: names of columns and their values. */
export type SealedRow = Readonly<Record<string, unknown>>

/**
 * CRC-32 over a row's columns in the order of their names, the seal itself and empty ones left out (so a column added later
 * changes no seal). It finds every flipped byte, which SQLite's integrity check does not inside a text; it does not guard
 * against intent.
 */
export const sealOf = (row: SealedRow): number => {
  const facts: unknown[] = []
  for (const name of Object.keys(row).toSorted()) {
    const value = row[name]
    if (name !== 'seal' && value !== null) facts.push(name, value)
  }
  return crc32(JSON.stringify(facts))
}
