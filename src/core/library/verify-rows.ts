import Database from 'better-sqlite3'
import { migrations } from './migrations/index.ts'
import { ATTEMPT_COLUMNS, ATTEMPT_TABLES, type AttemptRow, toAttempt } from './rows.ts'
import { type SealedRow, sealOf } from './seal.ts'
import { TABLE_NAMES, type TableName, TABLES } from './sealing.ts'
import type { VerifyFinding } from './types.ts'

/** What the rows say must be on the disk. */
export interface RecordedPicture {
  readonly sha256: string
  readonly bytes: number
}

export interface DatabaseFacts {
  readonly attempts: number
  readonly pictures: readonly RecordedPicture[]
}

/** SQLite lists at most this many faults; one is enough to put back a copy. */
const MOST_FAULTS = 100

/**
 * Reads the whole database: SQLite's own check, the references between rows, the tables' shape, every row's seal and what its
 * columns hold. Findings are added to `findings`; a part that cannot be read is a finding and the rest is still read.
 */
export const checkDatabase = (database: Database.Database, findings: VerifyFinding[]): DatabaseFacts => {
  const attend = (part: () => void): void => {
    askSafely(findings, part)
  }
  const pictures: RecordedPicture[] = []
  let attempts = 0
  const seen: Partial<Record<TableName, (row: SealedRow) => void>> = {
    pictures: ({ sha256, bytes }) => pictures.push({ sha256: String(sha256), bytes: Number(bytes) }),
    attempts: () => (attempts += 1),
  }

  attend(() => {
    const faults = database.prepare<[], string>(`PRAGMA integrity_check(${MOST_FAULTS})`).pluck().all()
    for (const fault of faults) if (fault !== 'ok') findings.push(damaged(fault))
  })
  attend(() => {
    const dangling = database.prepare<[], { table: string; rowid: number | null; parent: string }>(
      'PRAGMA foreign_key_check',
    )
    for (const { table, rowid, parent } of dangling.iterate()) {
      findings.push(broken(`A row of ${table} (${rowid ?? 'unnamed'}) points to a row of ${parent} that is not there.`))
    }
  })
  attend(() => {
    if (shapeOf(database) !== expectedShape()) findings.push(damaged('The tables are not those that the studio made.'))
  })
  for (const table of TABLE_NAMES) {
    attend(() => {
      for (const row of database.prepare<[], SealedRow>(`SELECT * FROM ${table}`).iterate()) {
        seen[table]?.(row)
        if (row['seal'] === sealOf(row)) continue
        findings.push(broken(`The row ${nameOf(table, row)} of ${table} is not what was written.`))
      }
    })
  }
  attend(() => {
    const rows = database.prepare<[], AttemptRow>(`SELECT ${ATTEMPT_COLUMNS} FROM ${ATTEMPT_TABLES}`)
    for (const row of rows.iterate()) if (!reads(row)) findings.push(broken(`Attempt ${row.id} cannot be read.`))
  })
  return { attempts, pictures }
}

/** What the database answers; null when it cannot be read, which is then among the findings. */
export const askSafely = <T>(findings: VerifyFinding[], question: () => T): T | null => {
  try {
    return question()
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error
    findings.push(damaged(error.message))
    return null
  }
}

const damaged = (message: string): VerifyFinding => ({
  kind: 'database-damaged',
  sha256: null,
  path: 'library.db',
  message,
})

const broken = (message: string): VerifyFinding => ({ kind: 'row-broken', sha256: null, path: 'library.db', message })

const nameOf = (table: TableName, row: SealedRow): string => JSON.stringify(TABLES[table].map((key) => row[key]))

const reads = (row: AttemptRow): boolean => {
  try {
    toAttempt(row, () => false)
    return true
  } catch {
    return false
  }
}

/** Tables and indexes as SQLite keeps them, in one text. */
const shapeOf = (database: Database.Database): string =>
  JSON.stringify(database.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name').all())

const expectedShape = (): string => {
  const fresh = new Database(':memory:')
  try {
    for (const migration of migrations) migration.up(fresh)
    return shapeOf(fresh)
  } finally {
    fresh.close()
  }
}
