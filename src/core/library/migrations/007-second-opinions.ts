import type { Migration } from '../migrate.ts'

/** What a vision model said of a picture is asked for with every picture that is shown, among all work there ever was. */
export const secondOpinions: Migration = {
  version: 7,
  up: (database) => {
    database.exec("CREATE INDEX jobs_second_opinion ON jobs (path) WHERE step = 'second-opinion'")
  },
}
