import type { Migration } from '../migrate.ts'
import { firstTables } from './001-first-tables.ts'
import { peopleCardsReviews } from './002-people-cards-reviews.ts'

/** Every migration there is, oldest first. One is never changed after a release: the next shape is the next file. */
export const migrations: readonly Migration[] = [firstTables, peopleCardsReviews]
