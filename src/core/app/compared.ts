import type { Sha256, SubjectId } from '../../contract/index.ts'
import type { Library } from '../library/types.ts'
import type { Compared, Reference } from '../pipeline/comparing.ts'
import { mayBeCompared } from './consent.ts'

/** Of more views than this the newest are compared with: one of each, twice over. */
const MOST_VIEWS = 10

const as =
  (kind: Reference['kind']) =>
  ({ sha256 }: { readonly sha256: Sha256 }): Reference => ({ sha256, kind })

/** Somebody of the library with the pictures that show them, to be compared with others; null without their consent. */
export const comparedFrom =
  ({ cards, people }: Pick<Library, 'cards' | 'people'>) =>
  (subject: SubjectId): Compared | null => {
    const known = people.subject(subject)
    if (!known || !mayBeCompared(known)) return null
    const views = cards.query({ subject, steps: ['views'] }, { offset: 0, limit: MOST_VIEWS }).cards
    return { subject, references: [...known.subject.photos.map(as('photo')), ...views.map(as('view'))] }
  }
