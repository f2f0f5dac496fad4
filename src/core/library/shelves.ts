import type { Database } from 'better-sqlite3'
import { failed, ProblemError } from '../../contract/index.ts'
import type { AppLibrary } from './app.ts'
import { openCards } from './cards.ts'
import { openPeople } from './known-people.ts'
import type { LibraryReader } from './types.ts'

const refuse = async (): Promise<never> =>
  await Promise.reject(
    new ProblemError(
      failed('library-read-only', 'This library was opened for reading.', 'Open it for writing.').problem,
    ),
  )

/** A library that is only read, with its cards and the people they show. */
export type ShelfReader = LibraryReader & Pick<AppLibrary, 'cards' | 'people'>

const now = (): string => new Date().toISOString()

/** Cards and people of a library that is only read; whatever would change it is refused. */
export const readShelves = (database: Database, folder: string): Pick<AppLibrary, 'cards' | 'people'> => {
  const { changed: _changed, ...cards } = openCards(database)
  return { cards, people: openPeople({ folder, database, write: refuse, session: 0, now }) }
}
