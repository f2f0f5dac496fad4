import type { Database } from 'better-sqlite3'
import type { CommitQueue } from './commit.ts'
import type { LibraryReader } from './types.ts'

/** What the writing halves of a library are made from. */
export interface WritingParts {
  readonly folder: string
  readonly database: Database
  readonly reader: LibraryReader
  readonly write: CommitQueue['write']
  /** The row of this process in `sessions`. */
  readonly session: number
  /** The time as the library writes it: ISO 8601, UTC. */
  readonly now: () => string
}
