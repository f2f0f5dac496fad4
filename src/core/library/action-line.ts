import type { Database } from 'better-sqlite3'
import { sealedUpdate } from './sealing.ts'

export type Way = 'undo' | 'redo'

/** Actions of one kind, as far as undoing them goes. Both are to be called inside a transaction, or for reading. */
export interface Undoable<T> {
  /** The one that would be taken back, or done again, next; null when there is none. */
  readonly next: (way: Way) => { readonly says: string; readonly at: string } | null
  /** Takes it back, or does it again. */
  readonly step: (way: Way) => T
}

/** Reviews and side notes are one line of actions: what was done last is taken back first, whatever it was. */
export interface ActionLine {
  /** The moment of a new action, later than that of any other; what was undone cannot be done again after it. */
  readonly begin: () => string
}

/** The line that both logs keep to. */
export const openActionLine = ({
  database,
  now,
}: {
  readonly database: Database
  readonly now: () => string
}): ActionLine => {
  const drop = (['review_actions', 'side_note_actions'] as const).map((table) =>
    sealedUpdate(database, table, `UPDATE ${table} SET state = 'dropped' WHERE state = 'undone'`),
  )
  const newest = database
    .prepare<[], string>(
      `SELECT max(coalesce((SELECT done_at FROM review_actions ORDER BY id DESC LIMIT 1), ''),
         coalesce((SELECT done_at FROM side_note_actions ORDER BY id DESC LIMIT 1), ''))`,
    )
    .pluck()
  return {
    begin: () => {
      for (const dropUndone of drop) dropUndone({})
      const at = now()
      const last = newest.get() ?? ''
      // Two actions of one millisecond, or a clock that was put back, must not change places.
      return at > last ? at : new Date(Date.parse(last) + 1).toISOString()
    },
  }
}

/** Of two kinds of actions the one that is next on the line: the newest to be undone, the oldest to be done again. */
export const nextOf = (way: Way, one: Undoable<unknown>, other: Undoable<unknown>): 'one' | 'other' | null => {
  const [a, b] = [one.next(way), other.next(way)]
  if (a === null || b === null) return a === null ? (b === null ? null : 'other') : 'one'
  return a.at > b.at === (way === 'undo') ? 'one' : 'other'
}
