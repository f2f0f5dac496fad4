import type { Migration } from '../migrate.ts'
import { firstTables } from './001-first-tables.ts'
import { peopleCardsReviews } from './002-people-cards-reviews.ts'
import { promptVersions } from './003-prompt-versions.ts'
import { historySearch } from './004-history-search.ts'
import { faces } from './005-faces.ts'
import { rejectedPictures } from './006-rejected-pictures.ts'
import { secondOpinions } from './007-second-opinions.ts'

/** Every migration there is, oldest first. One is never changed after a release: the next shape is the next file. */
export const migrations: readonly Migration[] = [
  firstTables,
  peopleCardsReviews,
  promptVersions,
  historySearch,
  faces,
  rejectedPictures,
  secondOpinions,
]
