import type { Migration } from '../migrate.ts'
import { firstTables } from './001-first-tables.ts'

/** Every migration there is, oldest first. One is never changed after a release: the next shape is the next file. */
export const migrations: readonly Migration[] = [firstTables]
