import type { ReferencePhoto, RunSpecInput } from '../../../src/contract/index.ts'
import { anIdentity, aSubject } from '../../builders/specs.ts'

/** The five views of a subject from Gemini, and nothing after them. */
export const viewsOnly = (photos: readonly ReferencePhoto[]): RunSpecInput => ({
  subject: aSubject({ photos }),
  identities: [anIdentity()],
  engine: 'gemini',
  upTo: 'views',
  settings: { concurrency: 8 },
})
