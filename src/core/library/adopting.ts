import type { Database } from 'better-sqlite3'
import { identityKeys, type RunSpec } from '../../contract/index.ts'
import { sha256OfJson } from '../engines/keys.ts'
import type { Cast } from './app.ts'
import { sealedInsert, sealedUpdate } from './sealing.ts'

export interface Adopting {
  /**
   * Writes down whom a run is for. Told by the app; found out for a run of the command line: the known subject whose
   * snapshot this is, else the one of that name with a photo in common, else a new one. To be run inside a transaction.
   */
  readonly link: (run: number, spec: RunSpec, cast: Cast | null) => void
}

/** Ties runs to subjects and identities. A run whose snapshot was never saved stays without a subject. */
export const openAdopting = (database: Database, now: () => string): Adopting => {
  const number = (sql: string) => database.prepare<(string | number)[], number>(sql).pluck()
  const subjectVersion = number('SELECT id FROM subjects WHERE hash = ?')
  const identityVersion = number('SELECT id FROM identities WHERE hash = ?')
  const knownBy = {
    subject: number('SELECT id FROM known_subjects WHERE version_id = ? ORDER BY id LIMIT 1'),
    identity: number('SELECT id FROM known_identities WHERE version_id = ? ORDER BY id LIMIT 1'),
  }
  /** Somebody of the same name with a photo in common: the same person with other traits. */
  const sameSubject = database
    .prepare<[{ readonly version: number }], number>(
      `SELECT k.id FROM known_subjects k JOIN subjects v ON v.id = k.version_id
       WHERE v.name = (SELECT name FROM subjects WHERE id = @version) AND EXISTS (
         SELECT 1 FROM photos a JOIN photos b ON b.sha256 = a.sha256
         WHERE a.subject_id = v.id AND b.subject_id = @version)
       ORDER BY k.id LIMIT 1`,
    )
    .pluck()
  const sameIdentity = number(
    `SELECT k.id FROM known_identities k JOIN identities v ON v.id = k.version_id
     WHERE v.name = (SELECT name FROM identities WHERE id = ?) ORDER BY k.id LIMIT 1`,
  )
  const columns = 'version_id, sample, created_at, changed_at'
  const insertSubject = sealedInsert(database, 'known_subjects', columns)
  const insertIdentity = sealedInsert(database, 'known_identities', columns)
  const insertLink = sealedInsert(database, 'run_identities', 'run_id, key, identity_id')
  const setSubject = sealedUpdate(
    database,
    'runs',
    'UPDATE runs SET subject_id = @subject, sample = @sample WHERE id = @run',
  )
  const added = (version: number) => ({ version_id: version, sample: 0, created_at: now(), changed_at: now() })

  const subjectOf = (spec: RunSpec): number | null => {
    const version = subjectVersion.get(sha256OfJson(spec.subject))
    if (version === undefined) return null
    return knownBy.subject.get(version) ?? sameSubject.get({ version }) ?? insertSubject(added(version))
  }
  const identityOf = (identity: RunSpec['identities'][number]): number | null => {
    const version = identityVersion.get(sha256OfJson(identity))
    if (version === undefined) return null
    return knownBy.identity.get(version) ?? sameIdentity.get(version) ?? insertIdentity(added(version))
  }

  return {
    link: (run, spec, cast) => {
      const subject = cast?.subject ?? subjectOf(spec)
      if (subject !== null) setSubject({ run, subject, sample: cast?.sample === true ? 1 : null })
      for (const [index, key] of identityKeys(spec.identities).entries()) {
        const identity = spec.identities[index]
        const id = cast?.identities[index] ?? (identity ? identityOf(identity) : null)
        if (id !== null) insertLink({ run_id: run, key, identity_id: id })
      }
    },
  }
}
