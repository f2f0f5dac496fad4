import type { Database } from 'better-sqlite3'
import { type SealedRow, sealOf } from './seal.ts'

/** The tables of a library and the columns that name a row. Every table is sealed. */
export const TABLES = {
  sessions: ['id'],
  pictures: ['sha256'],
  subjects: ['id'],
  photos: ['subject_id', 'position'],
  identities: ['id'],
  runs: ['id'],
  jobs: ['id'],
  requests: ['id'],
  attempts: ['id'],
  sends: ['attempt_id', 'number'],
} as const satisfies Record<string, readonly string[]>
export type TableName = keyof typeof TABLES

const isTable = (name: string): name is TableName => name in TABLES
export const TABLE_NAMES: readonly TableName[] = Object.keys(TABLES).filter(isTable)

type Value = string | number | null
export type Bindings = Readonly<Record<string, Value>>

/**
 * An INSERT or UPDATE that seals the rows it wrote and gives them back as they now are. To be run inside a transaction.
 */
export const sealed = (
  database: Database,
  table: TableName,
  sql: string,
): ((values: Bindings) => readonly SealedRow[]) => {
  const keys = TABLES[table]
  const change = database.prepare<[Bindings], SealedRow>(`${sql} RETURNING *`)
  const seal = database.prepare(`UPDATE ${table} SET seal = ? WHERE ${keys.map((key) => `${key} = ?`).join(' AND ')}`)
  return (values) => {
    const rows = change.all(values)
    for (const row of rows) seal.run(sealOf(row), ...keys.map((key) => row[key]))
    return rows
  }
}

/** The same for a new row; `columns` are those it is given, comma-separated. Gives back its id. */
export const sealedInsert = (
  database: Database,
  table: Exclude<TableName, 'photos' | 'sends' | 'pictures'>,
  columns: string,
): ((values: Bindings) => number) => {
  const values = columns.replaceAll(/\w+/g, '@$&')
  const insert = sealed(database, table, `INSERT INTO ${table} (${columns}) VALUES (${values})`)
  return (row) => Number(insert(row)[0]?.['id'])
}
