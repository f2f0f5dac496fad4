import type { Database } from 'better-sqlite3'
import type { AttemptId, IdentityId, Sha256, SubjectId } from '../../contract/index.ts'
import type { CardStep } from '../../contract/api/index.ts'
import type { Cards } from './app.ts'
import { CARD_COLUMNS, CARD_TABLES, type CardRow, toCard } from './card-rows.ts'
import { openListings } from './listings.ts'
import { NOTHING_MEASURED, openRanked } from './ranked.ts'
import { asking } from './problems.ts'

interface PlaceRow {
  readonly step: CardStep
  readonly subject: SubjectId | null
  readonly identity: IdentityId | null
}

/** Asking for cards; `changed` is to be told of every card or review that was written. */
export const openCards = (database: Database): Cards & { readonly changed: () => void } => {
  const byId = database.prepare<[number], CardRow>(`SELECT ${CARD_COLUMNS} FROM ${CARD_TABLES} WHERE c.id = ?`)
  const byImage = database.prepare<[string], CardRow>(
    `SELECT ${CARD_COLUMNS} FROM ${CARD_TABLES} WHERE c.image = ? ORDER BY c.id LIMIT 1`,
  )
  const places = database.prepare<[string], PlaceRow>(
    'SELECT step, subject_id AS subject, identity_id AS identity FROM cards WHERE image = ? ORDER BY id',
  )
  const attempt = database
    .prepare<[string], AttemptId>('SELECT attempt_id FROM cards WHERE image = ? ORDER BY id LIMIT 1')
    .pluck()
  const listings = openListings(database)
  const ranked = openRanked(database, listings)

  return {
    query: (filter, { sort = 'newest', offset, limit }, measured = NOTHING_MEASURED) =>
      asking(() => {
        const ids = ranked.of(filter, sort, measured)
        const rows = [...ids.subarray(offset, offset + limit)].map((id) => byId.get(id))
        return { total: ids.length, cards: rows.filter((row) => row !== undefined).map(toCard) }
      }),
    of: (pictures: readonly Sha256[]) =>
      asking(() =>
        pictures
          .map((picture) => byImage.get(picture))
          .filter((row) => row !== undefined)
          .map(toCard),
      ),
    places: (picture) => asking(() => places.all(picture)),
    attemptOf: (picture) => asking(() => attempt.get(picture) ?? null),
    changed: listings.changed,
  }
}
