import type { Database } from 'better-sqlite3'
import { failed, type Identity, IdentityId, ProblemError, PromptVersionId } from '../../contract/index.ts'
import { PromptOrigin } from '../../contract/api/index.ts'
import { sha256OfJson } from '../engines/keys.ts'
import { asking } from './problems.ts'
import type { Choice, KeptVersion, PromptReader, PromptShelf, Wording } from './prompt-shelf.ts'
import { sealedInsert, sealedUpdate } from './sealing.ts'
import type { WritingParts } from './writing.ts'

interface VersionRow {
  readonly id: number
  readonly template: string
  readonly version: string
  readonly text: string
  readonly note: string
  readonly author: string
  readonly made_at: string
  readonly parent_id: number | null
  readonly origin: string
  readonly archived_at: string | null
}

interface ChoiceRow {
  readonly template: string
  readonly identity_id: number | null
  readonly means: Choice['means']
  readonly version_id: number | null
  readonly default_version: string
  readonly chosen_by: string
  readonly chosen_at: string
}

const VERSION = 'SELECT v.*, t.text FROM prompt_versions v JOIN prompt_texts t ON t.version = v.version'
/** SQLite fills the bare columns from the row that has the maximum. */
const NEWEST_CHOICE = 'SELECT *, max(id) FROM prompt_choices'

const toVersion = (row: VersionRow): KeptVersion => ({
  id: PromptVersionId.parse(row.id),
  template: row.template,
  version: row.version,
  text: row.text,
  note: row.note,
  author: row.author,
  madeAt: row.made_at,
  parent: row.parent_id === null ? null : PromptVersionId.parse(row.parent_id),
  origin: PromptOrigin.parse(row.origin),
  archived: row.archived_at !== null,
})

/** What can be asked about prompts. */
export const openPromptReader = (database: Database): PromptReader => {
  const text = database.prepare<[string], string>('SELECT text FROM prompt_texts WHERE version = ?').pluck()
  const versions = database.prepare<[string], VersionRow>(`${VERSION} WHERE v.template = ? ORDER BY v.id DESC`)
  const version = database.prepare<[number], VersionRow>(`${VERSION} WHERE v.id = ?`)
  const choices = database.prepare<[], ChoiceRow>(`${NEWEST_CHOICE} GROUP BY template, identity_id`)
  const choice = database.prepare<[string, number | null], ChoiceRow>(
    `${NEWEST_CHOICE} WHERE template = ? AND identity_id IS ? GROUP BY template`,
  )
  const identity = database
    .prepare<[string], number>(
      `SELECT k.id FROM known_identities k JOIN identities i ON i.id = k.version_id WHERE i.hash = ? ORDER BY k.id LIMIT 1`,
    )
    .pluck()

  const find = (id: number): KeptVersion | null => {
    const row = version.get(id)
    return row === undefined ? null : toVersion(row)
  }
  const toChoice = (row: ChoiceRow): Choice => ({
    template: row.template,
    identity: row.identity_id === null ? null : IdentityId.parse(row.identity_id),
    means: row.means,
    version: row.version_id === null ? null : find(row.version_id),
    defaultThen: row.default_version,
    by: row.chosen_by,
    at: row.chosen_at,
  })

  return {
    text: (name) => asking(() => text.get(name) ?? null),
    versions: (template) => asking(() => versions.all(template).map(toVersion)),
    version: (id) => asking(() => find(id)),
    choices: () => asking(() => choices.all().map(toChoice)),
    choice: (template, id) =>
      asking(() => {
        const row = choice.get(template, id)
        return row === undefined ? null : toChoice(row)
      }),
    identityLike: (content: Identity) =>
      asking(() => {
        const id = identity.get(sha256OfJson(content))
        return id === undefined ? null : IdentityId.parse(id)
      }),
  }
}

/** Versions of prompts in a library that is held. */
export const openPromptShelf = (
  { database, write, now }: Pick<WritingParts, 'database' | 'write' | 'now'>,
  reader: PromptReader,
): PromptShelf => {
  const known = database.prepare<[string]>('SELECT 1 FROM prompt_texts WHERE version = ?')
  const insertText = sealedInsert(database, 'prompt_texts', 'version, text, kept_at')
  const insertVersion = sealedInsert(
    database,
    'prompt_versions',
    'template, version, note, author, made_at, parent_id, origin',
  )
  const insertChoice = sealedInsert(
    database,
    'prompt_choices',
    'template, identity_id, means, version_id, default_version, chosen_by, chosen_at',
  )
  const setNote = sealedUpdate(database, 'prompt_versions', 'UPDATE prompt_versions SET note = @note WHERE id = @id')
  const setArchived = sealedUpdate(
    database,
    'prompt_versions',
    'UPDATE prompt_versions SET archived_at = @at WHERE id = @id',
  )
  const keep = ({ version, text }: Wording): void => {
    if (known.get(version) === undefined) insertText({ version, text, kept_at: now() })
  }
  return {
    ...reader,
    keep: async (wordings) => {
      const fresh = wordings.filter(({ version }) => known.get(version) === undefined)
      if (fresh.length === 0) return
      await write(() => {
        for (const wording of fresh) keep(wording)
      })
    },
    add: ({ template, version, text, note, author, parent, origin }) =>
      write(() => {
        keep({ version, text })
        const row = { template, version, note, author, made_at: now(), parent_id: parent, origin }
        return PromptVersionId.parse(insertVersion(row))
      }),
    annotate: (id, note) => write(() => found(setNote({ id, note }))),
    archive: (id, archived) => write(() => found(setArchived({ id, at: archived ? now() : null }))),
    choose: ({ template, identity, means, version, defaultNow, by }) =>
      write(() => {
        keep(defaultNow)
        insertChoice({
          template,
          identity_id: identity,
          means,
          version_id: version,
          default_version: defaultNow.version,
          chosen_by: by,
          chosen_at: now(),
        })
      }),
  }
}

const found = (rows: readonly unknown[]): void => {
  if (rows.length === 0) throw noVersion()
}

const noVersion = (): ProblemError =>
  new ProblemError(
    failed(
      'prompt-version-missing',
      'This version of the prompt is not in the library.',
      'Reload the window to see those there are.',
    ).problem,
  )
