import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { z } from 'zod'
import { failed, ok, type Result } from '../../contract/index.ts'
import { problemOf } from './problems.ts'

/** Who holds a library, written beside the lock for whoever is refused. */
const Holder = z.object({ holder: z.string(), pid: z.int(), since: z.iso.datetime() })
export type Holder = Readonly<z.infer<typeof Holder>>

export interface WriterLock {
  readonly release: () => void
}

const lockFile = (folder: string): string => join(folder, 'lock.db')
const holderFile = (folder: string): string => join(folder, 'holder.json')

/** A reader that asks whether the lock is held holds it shared for an instant: long enough for that to pass. */
const PATIENCE_MS = 250

/**
 * Locks this process holds. SQLite closes a connection that nobody refers to any more, and the lock would go with it: a library
 * that was opened and forgotten would be open to a second writer while the first still lives.
 */
const held = new Set<Database.Database>()

const isBusy = (error: unknown): boolean =>
  error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')

/**
 * Takes the place of the one writer. The lock is an open exclusive transaction on an empty SQLite file, hence a lock of the
 * operating system: it is gone the moment its process is, however that ended. `library-held` says who has it.
 */
export const takeLock = (folder: string, holder: string): Result<WriterLock> => {
  let database: Database.Database | null = null
  try {
    database = new Database(lockFile(folder), { timeout: PATIENCE_MS })
    // No journal file beside it: nothing is ever written here.
    database.pragma('journal_mode = MEMORY')
    database.exec('BEGIN EXCLUSIVE')
    const facts: Holder = { holder, pid: process.pid, since: new Date().toISOString() }
    writeFileSync(holderFile(folder), `${JSON.stringify(facts)}\n`)
  } catch (error) {
    database?.close()
    return isBusy(error) ? heldBy(folder) : { ok: false, problem: problemOf(error) }
  }
  const lock = database
  held.add(lock)
  return ok({
    release: () => {
      rmSync(holderFile(folder), { force: true })
      lock.close()
      held.delete(lock)
    },
  })
}

const heldBy = (folder: string): Result<never> => {
  const facts = readHolder(folder)
  const who = facts === null ? 'another process' : `${facts.holder} (process ${facts.pid}, since ${facts.since})`
  return failed(
    'library-held',
    `The library is in use by ${who}; one process writes at a time.`,
    'Wait until it is done or close it, or use another library folder. Reading (history, verify) works meanwhile.',
  )
}

const readHolder = (folder: string): Holder | null => {
  try {
    return Holder.parse(JSON.parse(readFileSync(holderFile(folder), 'utf8')))
  } catch {
    return null
  }
}

/** Whether a living process writes to this library. Asked by readers; takes and leaves nothing. */
export const isLockHeld = (folder: string): boolean => {
  let database: Database.Database | null = null
  try {
    database = new Database(lockFile(folder), { readonly: true, fileMustExist: true, timeout: 0 })
    database.prepare('SELECT count(*) FROM sqlite_schema').get()
    return false
  } catch (error) {
    return isBusy(error)
  } finally {
    database?.close()
  }
}
