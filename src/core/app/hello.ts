import type { Hello, KeyState } from '../../contract/api/index.ts'
import type { People } from '../library/app.ts'

/** First steps, in order, until all are done. */
export const checklistOf = (people: Pick<People, 'subjects' | 'identities'>, key: KeyState): Hello['checklist'] => {
  const items: Hello['checklist'] = [
    {
      item: 'photos',
      done: people.subjects().some(({ sample }) => !sample),
      says: 'Add photos of a person: three fronts and a profile.',
    },
    {
      item: 'identity',
      done: people.identities().some(({ sample }) => !sample),
      says: 'Write a life they want to see themselves in.',
    },
    { item: 'key', done: key.present, says: 'Paste an API key for real pictures.' },
  ]
  return items.every(({ done }) => done) ? [] : items
}
