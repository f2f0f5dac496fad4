import type { Migration } from '../migrate.ts'

/** What was measured in pictures, and face descriptors of those who agreed. */
export const faces: Migration = { version: 5, up: () => {} }
