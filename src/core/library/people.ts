import { type Identity, IdentityId, type Subject, SubjectId } from '../../contract/index.ts'
import { sha256OfJson } from '../engines/keys.ts'
import { sealedInsert } from './sealing.ts'
import type { Library } from './types.ts'
import type { WritingParts } from './writing.ts'

/** Saving subjects and identities. Equal content is the same row. */
export const peopleWriting = ({
  database,
  write,
  now,
}: WritingParts): Pick<Library, 'saveSubject' | 'saveIdentity'> => {
  const subject = database.prepare<[string], number>('SELECT id FROM subjects WHERE hash = ?').pluck()
  const identity = database.prepare<[string], number>('SELECT id FROM identities WHERE hash = ?').pluck()
  const insertSubject = sealedInsert(database, 'subjects', 'hash, name, traits, saved_at')
  const insertIdentity = sealedInsert(database, 'identities', 'hash, name, content, saved_at')
  const insertPhoto = sealedInsert(database, 'photos', 'subject_id, position, sha256, name, pose')

  const addSubject = (hash: string, { traits, photos }: Subject): number => {
    const id = insertSubject({ hash, name: traits.name, traits: JSON.stringify(traits), saved_at: now() })
    for (const [position, { sha256, name, pose }] of photos.entries()) {
      insertPhoto({ subject_id: id, position, sha256, name, pose })
    }
    return id
  }

  return {
    saveSubject: (value: Subject) =>
      write(() => {
        const hash = sha256OfJson(value)
        return SubjectId.parse(subject.get(hash) ?? addSubject(hash, value))
      }),
    saveIdentity: (value: Identity) =>
      write(() => {
        const hash = sha256OfJson(value)
        const content = JSON.stringify(value)
        const saved = identity.get(hash) ?? insertIdentity({ hash, name: value.name, content, saved_at: now() })
        return IdentityId.parse(saved)
      }),
  }
}
