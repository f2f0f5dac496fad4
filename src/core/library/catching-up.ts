import type { Database } from 'better-sqlite3'
import { openAdopting } from './adopting.ts'
import { openCardWriting } from './card-writing.ts'
import { type RunRow, toRun } from './rows.ts'

/**
 * Fills what follows from other tables and is not there yet, all of it or nothing: whom the runs of an older library were
 * for, and its cards. A migration cannot do it, since it must stay as it is while the code that keeps these tables moves on.
 */
export const catchUp = (database: Database, now: () => string): void => {
  const adopting = openAdopting(database, now)
  const cards = openCardWriting(database)
  const unlinked = database.prepare<[], RunRow>(
    `SELECT * FROM runs WHERE subject_id IS NULL AND NOT EXISTS (SELECT 1 FROM run_identities WHERE run_id = runs.id)
     ORDER BY id`,
  )
  const lacksCards = database
    .prepare<[], number>(
      `SELECT NOT EXISTS (SELECT 1 FROM cards) AND EXISTS (SELECT 1 FROM attempts WHERE image IS NOT NULL)`,
    )
    .pluck()
  database
    .transaction(() => {
      for (const row of unlinked.all()) adopting.link(row.id, toRun(row).spec, null)
      if (lacksCards.get() === 1) cards.rebuild()
    })
    .immediate()
}
