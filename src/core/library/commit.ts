import type { Database } from 'better-sqlite3'
import { ProblemError } from '../../contract/index.ts'
import type { LogSync } from './log-sync.ts'
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
 * Group commit: the changes asked for in one turn of the event loop, or while the disk was busy with those before, share one
 * transaction and thereby one sync, each inside its own savepoint. A full sync costs about as much as ten changes, so it is
 * what decides the step overhead; the thread does not wait for it, and nobody is told before it is done.
 * @param log how commits come to the disk; null: SQLite does it by itself
 */
export const openCommitQueue = (database: Database, log: LogSync | null): CommitQueue => {
  const begin = database.prepare('BEGIN IMMEDIATE')
  const commit = database.prepare('COMMIT')
  const rollback = database.prepare('ROLLBACK')
  const savepoint = database.prepare('SAVEPOINT one_change')
  const release = database.prepare('RELEASE one_change')
  const undo = database.prepare('ROLLBACK TO one_change')
  let waiting: Waiting[] = []
  let scheduled = false
  let closed = false
  /** Committed, and on its way to the disk. */
  const onTheWay = new Set<Waiting>()

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
    if (log && kept.length > 0) void bringToDisk(kept, log)
    else for (const one of kept) one.committed()
  }

  const bringToDisk = async (group: readonly Waiting[], { sync }: LogSync): Promise<void> => {
    for (const one of group) onTheWay.add(one)
    try {
      await sync()
      for (const one of group) one.committed()
    } catch (error) {
      for (const one of group) one.refused(asProblemError(error))
    }
    for (const one of group) onTheWay.delete(one)
    if (waiting.length > 0) schedule()
  }

  const commitWaiting = (): void => {
    scheduled = false
    const group = waiting.slice(0, MOST_IN_ONE)
    waiting = waiting.slice(MOST_IN_ONE)
    if (group.length > 0) commitSome(group)
    if (waiting.length > 0) schedule()
  }

  const schedule = (): void => {
    if (scheduled || onTheWay.size > 0) return
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
      if (!log) return
      // What is settled here already is not settled again when its own sync comes to an end.
      try {
        if (onTheWay.size > 0) log.syncNow()
        for (const one of onTheWay) one.committed()
      } catch (error) {
        for (const one of onTheWay) one.refused(asProblemError(error))
      }
      log.close()
    },
  }
}
