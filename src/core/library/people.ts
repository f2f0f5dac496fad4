import type { Identity, Subject } from '../../contract/index.ts'
import { sha256OfJson } from '../engines/keys.ts'
import { sealedInsert } from './sealing.ts'
import type { Library } from './types.ts'
import type { WritingParts } from './writing.ts'

/** The numbers of snapshots; equal content is the same one. To be used inside a transaction. */
export interface Versions {
  readonly subject: (value: Subject) => number
  readonly identity: (value: Identity) => number
}

export const openVersions = ({ database, now }: Pick<WritingParts, 'database' | 'now'>): Versions => {
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
    subject: (value) => {
      const hash = sha256OfJson(value)
      return subject.get(hash) ?? addSubject(hash, value)
    },
    identity: (value) => {
      const hash = sha256OfJson(value)
      const content = JSON.stringify(value)
      return identity.get(hash) ?? insertIdentity({ hash, name: value.name, content, saved_at: now() })
    },
  }
}

/** Saving snapshots of subjects and identities. */
export const peopleWriting = ({
  database,
  write,
  now,
}: WritingParts): Pick<Library, 'saveSubject' | 'saveIdentity'> => {
  const versions = openVersions({ database, now })
  return {
    saveSubject: (value) => write(() => versions.subject(value)),
    saveIdentity: (value) => write(() => versions.identity(value)),
  }
}
