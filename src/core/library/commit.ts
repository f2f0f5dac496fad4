import type { Database } from 'better-sqlite3'
import { ProblemError } from '../../contract/index.ts'
import { asProblemError, CLOSED } from './problems.ts'

/** More than this share no transaction, so that a burst does not hold up everything else for long. */
const MOST_IN_ONE = 200

interface Waiting {
  readonly change: () => void
  readonly committed: () => void
  readonly refused: (error: Error) => void
}

export interface CommitQueue {
  /**
   * Runs a change inside the next transaction and resolves with what it gave back, once that is on the disk. A change that
   * throws is undone alone: its promise rejects, the others of the same transaction are kept.
   */
  readonly write: <T>(change: () => T) => Promise<T>
  /** Commits what is waiting and takes nothing more. */
  readonly close: () => void
}

/**
 * Group commit: the changes asked for in one turn of the event loop share one transaction and thereby one sync of the disk,
 * each inside its own savepoint. A full sync costs about as much as ten changes, so it is what decides the step overhead.
 */
export const openCommitQueue = (database: Database): CommitQueue => {
  const begin = database.prepare('BEGIN IMMEDIATE')
  const commit = database.prepare('COMMIT')
  const rollback = database.prepare('ROLLBACK')
  const savepoint = database.prepare('SAVEPOINT one_change')
  const release = database.prepare('RELEASE one_change')
  const undo = database.prepare('ROLLBACK TO one_change')
  let waiting: Waiting[] = []
  let scheduled = false
  let closed = false

  /** Whether the change is in the transaction; false when it was undone alone. Throws when the transaction is lost. */
  const applied = (one: Waiting): boolean => {
    savepoint.run()
    try {
      one.change()
      release.run()
      return true
    } catch (error) {
      // A full disk or a failing one makes SQLite drop the whole transaction: then nothing of it was saved.
      if (!database.inTransaction) throw error
      undo.run()
      release.run()
      one.refused(asProblemError(error))
      return false
    }
  }

  const commitSome = (group: readonly Waiting[]): void => {
    const kept: Waiting[] = []
    try {
      begin.run()
      for (const one of group) if (applied(one)) kept.push(one)
      commit.run()
    } catch (error) {
      if (database.inTransaction) rollback.run()
      // Rejecting a promise that was already refused by itself has no effect.
      for (const one of group) one.refused(asProblemError(error))
      return
    }
    for (const one of kept) one.committed()
  }

  const commitWaiting = (): void => {
    scheduled = false
    const group = waiting.slice(0, MOST_IN_ONE)
    waiting = waiting.slice(MOST_IN_ONE)
    if (group.length > 0) commitSome(group)
    if (waiting.length > 0) schedule()
  }

  const schedule = (): void => {
    if (scheduled) return
    scheduled = true
    setImmediate(commitWaiting)
  }

  return {
    write: <T>(change: () => T): Promise<T> =>
      new Promise<T>((resolve, reject) => {
        if (closed) {
          reject(new ProblemError(CLOSED))
          return
        }
        let value: T
        waiting.push({
          change: () => {
            value = change()
          },
          committed: () => {
            resolve(value)
          },
          refused: reject,
        })
        schedule()
      }),
    close: () => {
      closed = true
      while (waiting.length > 0) commitWaiting()
    },
  }
}
