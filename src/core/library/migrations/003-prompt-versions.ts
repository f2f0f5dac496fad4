import type { Migration } from '../migrate.ts'

/** Versions of prompt templates, what is current, and what was tried. */
export const promptVersions: Migration = { version: 3, up: () => {} }
