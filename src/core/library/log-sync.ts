import { closeSync, fdatasync, fdatasyncSync, fsyncSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Database } from 'better-sqlite3'

/** Brings the write-ahead log to the disk, so that what was committed outlasts a power cut. */
export interface LogSync {
  /** Resolves when everything that was committed before is on the disk; the caller's thread is free meanwhile. */
  readonly sync: () => Promise<void>
  /** The same, waited for here. */
  readonly syncNow: () => void
  readonly close: () => void
}

/** A file that was just made is only safe once its folder is on the disk. Windows cannot and need not do this. */
const syncFolderOf = (path: string): void => {
  if (process.platform === 'win32') return
  const folder = openSync(dirname(path), 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

/**
 * Takes the syncing of commits over from SQLite, which would hold up the whole thread for each. In WAL mode SQLite with
 * `synchronous = NORMAL` differs from FULL in one thing: it does not sync the log after a commit (sqlite.org/pragma.html,
 * "synchronous"); that is done here instead, before anybody is told that a change is durable. Checkpoints are synced by SQLite
 * in both. Null where the database keeps no log: then SQLite goes on by itself.
 */
export const openLogSync = (database: Database): LogSync | null => {
  if (database.pragma('journal_mode', { simple: true }) !== 'wal') return null
  database.pragma('synchronous = NORMAL')
  const path = `${database.name}-wal`
  let file: number | null = null
  let underWay = 0
  let closed = false

  // The log stays the same file for as long as this connection is open.
  const opened = (): number => {
    if (file !== null) return file
    file = openSync(path, 'r+')
    syncFolderOf(path)
    return file
  }
  const closeFile = (): void => {
    if (!closed || underWay > 0 || file === null) return
    closeSync(file)
    file = null
  }

  return {
    sync: () =>
      new Promise((resolve, reject) => {
        underWay++
        fdatasync(opened(), (error) => {
          underWay--
          closeFile()
          if (error) reject(error)
          else resolve()
        })
      }),
    syncNow: () => fdatasyncSync(opened()),
    close: () => {
      closed = true
      closeFile()
    },
  }
}
