import type { Migration } from '../migrate.ts'

/**
 * Pictures that failed their checks are looked up by their request: the same run again, replay and a run that was killed go
 * on from what was found wrong with them.
 */
export const rejectedPictures: Migration = {
  version: 6,
  up: (database) => {
    database.exec(`
      CREATE INDEX attempts_rejected ON attempts (request_id)
        WHERE cached = 0 AND status = 'failed' AND image IS NOT NULL;
    `)
  },
}
