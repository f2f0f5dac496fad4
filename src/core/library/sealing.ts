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
  known_subjects: ['id'],
  known_identities: ['id'],
  run_identities: ['run_id', 'key'],
  reviews: ['image'],
  review_actions: ['id'],
  cards: ['id'],
  consents: ['id'],
  settings: ['name'],
  prompt_texts: ['version'],
  prompt_versions: ['id'],
  prompt_choices: ['id'],
  descriptions: ['id'],
  side_notes: ['id'],
  side_note_actions: ['id'],
  analyses: ['image'],
  scenes_kept: ['scene', 'final'],
  descriptors: ['subject_id', 'image'],
} as const satisfies Record<string, readonly string[]>
export type TableName = keyof typeof TABLES

const isTable = (name: string): name is TableName => name in TABLES
export const TABLE_NAMES: readonly TableName[] = Object.keys(TABLES).filter(isTable)

type Value = string | number | null
export type Bindings = Readonly<Record<string, Value>>

/** An UPDATE that seals the rows it changed anew and gives them back as they now are. To be run inside a transaction. */
export const sealedUpdate = (
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

/**
 * An INSERT of a whole row with its seal, written once; `columns` are those it is given, comma-separated, and must be all that
 * are not empty. Rows named by `id` get the next one. Gives back the id, or 0 where rows have another name.
 */
export const sealedInsert = (database: Database, table: TableName, columns: string): ((row: Bindings) => number) => {
  const isNumbered = TABLES[table].some((key) => key === 'id')
  const all = isNumbered ? `id, ${columns}, seal` : `${columns}, seal`
  const insert = database.prepare<[Bindings]>(`INSERT INTO ${table} (${all}) VALUES (${all.replaceAll(/\w+/g, '@$&')})`)
  const last = isNumbered ? database.prepare<[], number | null>(`SELECT max(id) FROM ${table}`).pluck() : null
  return (row) => {
    const id = last === null ? 0 : (last.get() ?? 0) + 1
    const named = last === null ? row : { id, ...row }
    insert.run({ ...named, seal: sealOf(named) })
    return id
  }
}
