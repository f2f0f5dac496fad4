import type { Database } from 'better-sqlite3'

/** Takes face descriptors out of the library so that their bytes are gone from its files. */
export interface Wiping {
  /** To be run inside the transaction that ends the consent. */
  readonly wipe: (subject: number) => void
  /** To be run after it is committed: what the write-ahead log still holds of them goes too. */
  readonly settle: () => void
}

/**
 * Freed places are overwritten with zeros (SQLite's secure_delete, set when the library is opened for writing). The log is
 * emptied into the database; while another process reads, that waits for the next time the library is closed.
 */
export const openWiping = (database: Database): Wiping => {
  const wipe = database.prepare<[number]>('DELETE FROM descriptors WHERE subject_id = ?')
  return {
    wipe: (subject) => {
      wipe.run(subject)
    },
    settle: () => {
      database.pragma('wal_checkpoint(TRUNCATE)')
    },
  }
}
