import type { Migration } from '../migrate.ts'

/**
 * The order that somebody gave to the queue: the smaller place goes first, empty is 0, and equal ones go in turn. What finds
 * requests is not here: it lies in `cache/history.db`, follows from these tables, and costs the steps of a run nothing.
 */
export const historySearch: Migration = {
  version: 4,
  up: (database) => {
    // Seals leave empty columns out, so none has to be written again.
    database.exec('ALTER TABLE runs ADD COLUMN place INTEGER; ALTER TABLE jobs ADD COLUMN place INTEGER')
  },
}
