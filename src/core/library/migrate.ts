import { closeSync, existsSync, fsyncSync, openSync } from 'node:fs'
import type { Database } from 'better-sqlite3'
import { failed, ok, type Result } from '../../contract/index.ts'
import { migrations } from './migrations/index.ts'
import { damaged, problemOf } from './problems.ts'

/** One step from a shape of the database to the next. Its file says why it was needed. */
export interface Migration {
  /** The `user_version` it leads to; one more than the migration before. */
  readonly version: number
  /** Runs inside the transaction of all migrations. A change to a sealed table seals its rows again. */
  readonly up: (database: Database) => void
}

/** "IDST" in the file's header: this database is a library of ours. */
export const APPLICATION_ID = 0x49_44_53_54

const number = (database: Database, pragma: string): number => Number(database.pragma(pragma, { simple: true }))

const isEmpty = (database: Database): boolean =>
  database.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0

/**
 * The version of a library's database: 0 for a file that is still empty. Refuses what belongs to another program, is newer
 * than this studio or cannot be read; changes nothing.
 */
export const versionOf = (database: Database, newest = newestOf(migrations)): Result<number> => {
  try {
    const version = number(database, 'user_version')
    const owner = number(database, 'application_id')
    if (owner === 0 && version === 0 && isEmpty(database)) return ok(0)
    if (owner !== APPLICATION_ID) {
      return failed(
        'library-foreign',
        'The file library.db in this folder belongs to another program.',
        'Choose another folder for the library; nothing in this one was touched.',
      )
    }
    if (version > newest) {
      return failed(
        'library-newer',
        `This library was made by a newer studio (format ${version}; this one knows up to ${newest}).`,
        'Update the studio to open it; nothing was changed.',
      )
    }
    // Reads the whole schema, so that damage there is told now and not in the middle of a run.
    if (version < 1 || isEmpty(database)) return { ok: false, problem: damaged('its tables are gone') }
    return ok(version)
  } catch (error) {
    return { ok: false, problem: problemOf(error) }
  }
}

const newestOf = (known: readonly Migration[]): number => known.at(-1)?.version ?? 0

/** Whether a library of this version must be opened for writing once before it can be read. */
export const isOutdated = (version: number): boolean => version < newestOf(migrations)

/**
 * Brings a database to the newest version in one transaction, after a backup when it holds something already
 * (`library.v1-backup.db` beside it, never over an older backup). Gives back the backup's path, or null when none was needed.
 */
export const migrate = (
  database: Database,
  backupPath: (version: number) => string,
  known: readonly Migration[] = migrations,
): Result<string | null> => {
  const found = versionOf(database, newestOf(known))
  if (!found.ok) return found
  const missing = known.filter((migration) => migration.version > found.value)
  if (missing.length === 0) return ok(null)
  try {
    const backup = found.value === 0 ? null : backUp(database, backupPath(found.value))
    database
      .transaction(() => {
        for (const migration of missing) migration.up(database)
        database.pragma(`application_id = ${APPLICATION_ID}`)
        database.pragma(`user_version = ${newestOf(known)}`)
      })
      .immediate()
    return ok(backup)
  } catch (error) {
    return { ok: false, problem: problemOf(error) }
  }
}

const backUp = (database: Database, wanted: string): string => {
  let path = wanted
  for (let copy = 2; existsSync(path); copy += 1) path = wanted.replace(/\.db$/, `-${copy}.db`)
  database.prepare('VACUUM INTO ?').run(path)
  const file = openSync(path, 'r+')
  fsyncSync(file)
  closeSync(file)
  return path
}
