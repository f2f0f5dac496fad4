import {
  failed,
  Identity,
  type IdentityId,
  IdentityId as IdentityIdSchema,
  ProblemError,
  type Subject,
  Subject as SubjectSchema,
  type SubjectId,
  SubjectId as SubjectIdSchema,
} from '../../contract/index.ts'
import { Consent } from '../../contract/api/index.ts'
import type { KnownIdentity, KnownSubject, People } from './app.ts'
import { openVersions } from './people.ts'
import { asking } from './problems.ts'
import { sealedInsert, sealedUpdate } from './sealing.ts'
import { openWiping } from './wiping.ts'
import type { WritingParts } from './writing.ts'

interface KnownRow {
  readonly id: number
  readonly version_id: number
  readonly sample: number
  readonly created_at: string
  readonly changed_at: string
  readonly archived_at: string | null
  readonly content: string
}

interface PhotoRow {
  readonly sha256: string
  readonly name: string
  readonly pose: string
  readonly width: number
  readonly height: number
  readonly mimeType: string
}

interface ConsentRow {
  readonly engine: string
  readonly given_by: string
  readonly given_at: string
  readonly withdrawn_at: string | null
  readonly agreed: string
}

const missing = (what: 'subject' | 'identity'): ProblemError =>
  new ProblemError(
    failed(`${what}-missing`, `This ${what} is not in the library.`, 'Reload the window to see those there are.')
      .problem,
  )

const found = (what: 'subject' | 'identity', rows: readonly unknown[]): void => {
  if (rows.length === 0) throw missing(what)
}

const select = (known: string, versionTable: string, content: string): string =>
  `SELECT k.id, k.version_id, k.sample, k.created_at, k.changed_at, k.archived_at, v.${content} AS content
   FROM ${known} k JOIN ${versionTable} v ON v.id = k.version_id`

/** Subjects and identities as people mean them, over the snapshots that runs were made from. */
export const openPeople = ({ database, write, now }: Omit<WritingParts, 'reader'>): People => {
  const versions = openVersions({ database, now })
  const { wipe, settle } = openWiping(database)
  const subjectSql = select('known_subjects', 'subjects', 'traits')
  const identitySql = select('known_identities', 'identities', 'content')
  const subjects = database.prepare<[], KnownRow>(`${subjectSql} ORDER BY k.changed_at DESC, k.id DESC`)
  const subject = database.prepare<[number], KnownRow>(`${subjectSql} WHERE k.id = ?`)
  const identities = database.prepare<[], KnownRow>(`${identitySql} ORDER BY k.id`)
  const identity = database.prepare<[number], KnownRow>(`${identitySql} WHERE k.id = ?`)
  const photos = database.prepare<[number], PhotoRow>(
    `SELECT f.sha256, f.name, f.pose, p.width, p.height, p.mime_type AS mimeType
     FROM photos f JOIN pictures p ON p.sha256 = f.sha256 WHERE f.subject_id = ? ORDER BY f.position`,
  )
  const consents = database.prepare<[number], ConsentRow>(
    'SELECT engine, given_by, given_at, withdrawn_at, agreed FROM consents WHERE subject_id = ? ORDER BY id',
  )
  const columns = 'version_id, sample, created_at, changed_at'
  const insertSubject = sealedInsert(database, 'known_subjects', columns)
  const insertIdentity = sealedInsert(database, 'known_identities', columns)
  const update = (table: 'known_subjects' | 'known_identities') => ({
    version: sealedUpdate(
      database,
      table,
      `UPDATE ${table} SET version_id = @version, changed_at = @at WHERE id = @id`,
    ),
    archived: sealedUpdate(database, table, `UPDATE ${table} SET archived_at = @at WHERE id = @id`),
  })
  const changeSubject = update('known_subjects')
  const ownSubject = sealedUpdate(database, 'known_subjects', 'UPDATE known_subjects SET sample = 0 WHERE id = @id')
  const changeIdentity = update('known_identities')
  const insertConsent = sealedInsert(database, 'consents', 'subject_id, engine, given_by, given_at, agreed')
  const endConsent = sealedUpdate(
    database,
    'consents',
    'UPDATE consents SET withdrawn_at = @at WHERE subject_id = @subject AND engine = @engine AND withdrawn_at IS NULL',
  )

  const toSubject = (row: KnownRow): KnownSubject => ({
    ...whenOf(row),
    id: SubjectIdSchema.parse(row.id),
    subject: SubjectSchema.parse({ traits: JSON.parse(row.content), photos: photos.all(row.version_id) }),
    consents: consents.all(row.id).map(toConsent),
  })
  const toIdentity = (row: KnownRow): KnownIdentity => ({
    ...whenOf(row),
    id: IdentityIdSchema.parse(row.id),
    identity: Identity.parse(JSON.parse(row.content)),
  })
  const added = (version: number, sample = false) => {
    const at = now()
    return { version_id: version, sample: Number(sample), created_at: at, changed_at: at }
  }

  return {
    subjects: () => asking(() => subjects.all().map(toSubject)),
    subject: (id: SubjectId) => asking(() => optional(subject.get(id), toSubject)),
    addSubject: (value: Subject, sample) =>
      write(() => SubjectIdSchema.parse(insertSubject(added(versions.subject(value), sample)))),
    changeSubject: (id, value) =>
      write(() => {
        const row = subject.get(id)
        if (row === undefined) throw missing('subject')
        const before = new Set(photos.all(row.version_id).map(({ sha256 }) => sha256))
        // A drawn sample that is given a photo may show somebody: what is asked of people is then asked for it too.
        if (row.sample === 1 && value.photos.some(({ sha256 }) => !before.has(sha256))) ownSubject({ id })
        changeSubject.version({ id, version: versions.subject(value), at: now() })
      }),
    archiveSubject: async (id, archived) => {
      await write(() => {
        found('subject', changeSubject.archived({ id, at: archived ? now() : null }))
        if (archived) wipe(id)
      })
      if (archived) settle()
    },
    identities: () => asking(() => identities.all().map(toIdentity)),
    identity: (id: IdentityId) => asking(() => optional(identity.get(id), toIdentity)),
    addIdentity: (value, sample) =>
      write(() => IdentityIdSchema.parse(insertIdentity(added(versions.identity(value), sample)))),
    changeIdentity: (id, value) =>
      write(() => found('identity', changeIdentity.version({ id, version: versions.identity(value), at: now() }))),
    archiveIdentity: (id, archived) =>
      write(() => found('identity', changeIdentity.archived({ id, at: archived ? now() : null }))),
    giveConsent: (id, engine, by, text) =>
      write(() => {
        if (subject.get(id) === undefined) throw missing('subject')
        endConsent({ subject: id, engine, at: now() })
        insertConsent({ subject_id: id, engine, given_by: by, given_at: now(), agreed: JSON.stringify(text) })
      }),
    withdrawConsent: async (id, engine) => {
      await write(() => {
        if (subject.get(id) === undefined) throw missing('subject')
        endConsent({ subject: id, engine, at: now() })
        if (engine === 'likeness') wipe(id)
      })
      if (engine === 'likeness') settle()
    },
  }
}

const optional = <Row, T>(row: Row | undefined, read: (row: Row) => T): T | null =>
  row === undefined ? null : read(row)

const whenOf = (row: KnownRow) => ({
  archived: row.archived_at !== null,
  sample: row.sample === 1,
  createdAt: row.created_at,
  changedAt: row.changed_at,
})

const toConsent = (row: ConsentRow): Consent =>
  Consent.parse({
    engine: row.engine,
    by: row.given_by,
    givenAt: row.given_at,
    withdrawnAt: row.withdrawn_at,
    text: JSON.parse(row.agreed),
  })
