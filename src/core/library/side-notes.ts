import { z } from 'zod'
import { failed, ProblemError, type Sha256, SideNoteId } from '../../contract/index.ts'
import { type Review, SideNote } from '../../contract/api/index.ts'
import type { ActionLine, Undoable } from './action-line.ts'
import { asking } from './problems.ts'
import type { SideNotes } from './prompt-shelf.ts'
import { sealedInsert, sealedUpdate } from './sealing.ts'
import type { WritingParts } from './writing.ts'

type Parts = Pick<WritingParts, 'database' | 'write' | 'now'>

interface NoteRow {
  readonly id: number
  readonly identity_id: number | null
  readonly kind: string
  readonly text: string
  readonly image: string | null
  readonly template: string | null
  readonly version: string | null
  readonly author: string
  readonly written_at: string
  readonly removed_at: string | null
}

interface ActionRow {
  readonly id: number
  readonly note_id: number
  readonly says: string
  readonly at: string
  readonly before: string
  readonly after: string
}

const COLUMNS = 'identity_id, kind, text, image, template, version, author, written_at, review_action_id'

const Side = z.object({ text: z.string(), removed: z.boolean() })
type Side = z.infer<typeof Side>

const toNote = (row: NoteRow): SideNote =>
  SideNote.parse({
    id: row.id,
    everywhere: row.identity_id === null,
    kind: row.kind,
    text: row.text,
    image: row.image,
    prompt: row.template === null || row.version === null ? null : { template: row.template, version: row.version },
    by: row.author,
    at: row.written_at,
  })

/** What was tried and seen; what people did to it is undone on the line of the whole library. */
export const openSideNotes = (
  { database, write, now }: Parts,
  line: ActionLine,
): SideNotes & { readonly undoable: Undoable<void> } => {
  const of = database.prepare<[number], NoteRow>(
    `SELECT * FROM side_notes WHERE (identity_id = ? OR identity_id IS NULL) AND removed_at IS NULL ORDER BY id DESC`,
  )
  const one = database.prepare<[number], NoteRow>('SELECT * FROM side_notes WHERE id = ?')
  const insert = sealedInsert(database, 'side_notes', COLUMNS)
  const set = sealedUpdate(
    database,
    'side_notes',
    'UPDATE side_notes SET text = @text, removed_at = @removed WHERE id = @id',
  )
  const insertAction = sealedInsert(
    database,
    'side_note_actions',
    'note_id, says, before, after, done_by, done_at, state',
  )
  const moveAction = sealedUpdate(
    database,
    'side_note_actions',
    'UPDATE side_note_actions SET state = @state WHERE id = @id',
  )
  const action = 'SELECT id, note_id, says, done_at AS at, before, after FROM side_note_actions'
  const toUndo = database.prepare<[], ActionRow>(`${action} WHERE state = 'done' ORDER BY id DESC LIMIT 1`)
  const toRedo = database.prepare<[], ActionRow>(`${action} WHERE state = 'undone' ORDER BY id LIMIT 1`)

  const put = (id: number, { text, removed }: Side): void => {
    set({ id, text, removed: removed ? now() : null })
  }
  const noted = (id: number, says: string, before: Side, after: Side, by: string): void => {
    const sides = { before: JSON.stringify(before), after: JSON.stringify(after) }
    insertAction({ note_id: id, says, ...sides, done_by: by, done_at: line.begin(), state: 'done' })
  }
  const change = (id: number, says: string, by: string, to: (before: Side) => Side) =>
    write(() => {
      const row = one.get(id)
      if (row === undefined) throw noNote()
      const before: Side = { text: row.text, removed: row.removed_at !== null }
      const after = to(before)
      put(id, after)
      noted(id, says, before, after, by)
    })
  const undoable: Undoable<void> = {
    next: (way) => (way === 'undo' ? toUndo : toRedo).get() ?? null,
    step: (way) => {
      const row = (way === 'undo' ? toUndo : toRedo).get()
      if (row === undefined) return
      put(row.note_id, Side.parse(JSON.parse(way === 'undo' ? row.before : row.after)))
      moveAction({ id: row.id, state: way === 'undo' ? 'undone' : 'done' })
    },
  }
  /** The newest that hold the words, in whatever case; all of them where no words are given. */
  const found = (identity: number, limit: number, words: string): readonly SideNote[] => {
    const wanted = words.trim().toLocaleLowerCase()
    const notes: SideNote[] = []
    for (const row of of.iterate(identity)) {
      const said = `${row.text} ${row.author} ${row.template ?? ''} ${row.version ?? ''}`
      if (wanted === '' || said.toLocaleLowerCase().includes(wanted)) notes.push(toNote(row))
      if (notes.length >= limit) break
    }
    return notes
  }

  return {
    undoable,
    of: (identity, limit, words = '') => asking(() => found(identity, limit, words)),
    add: ({ identity, kind, text, image, prompt, author }) =>
      write(() => {
        const id = insert({
          identity_id: identity,
          kind,
          text,
          image: image ?? null,
          template: prompt?.template ?? null,
          version: prompt?.version ?? null,
          author,
          written_at: now(),
          review_action_id: null,
        })
        if (kind === 'written') noted(id, 'the note', { text, removed: true }, { text, removed: false }, author)
        return SideNoteId.parse(id)
      }),
    edit: (id, text, by) => change(id, 'the changed note', by, (before) => ({ ...before, text })),
    remove: (id, by) => change(id, 'the removed note', by, (before) => ({ ...before, removed: true })),
  }
}

interface PlaceRow {
  readonly identity_id: number
  readonly strategy: string | null
  readonly prompt: string | null
}

const Prompt = z.object({ template: z.string(), version: z.string() }).nullable()

/** A picture's review before and after an action. */
interface Moved {
  readonly before: Review
  readonly after: Review
}

/** More pictures than this at once are a sweep, not an observation: they are told together. */
const TOLD_ALONE = 3

export interface ReviewLog {
  /** Writes what an action says of pictures into the log of the identities they belong to. To be run inside a transaction. */
  readonly record: (action: number, moved: readonly Moved[], by: string) => void
  /** Takes what an action wrote away, or puts it back. */
  readonly show: (action: number, shown: boolean) => void
}

/** Fills the side notes from reviews: approvals, rejections, stars, labels and notes. Picks are on the way to something. */
export const openReviewLog = ({ database, now }: Pick<Parts, 'database' | 'now'>): ReviewLog => {
  const places = database.prepare<[string], PlaceRow>(
    `SELECT c.identity_id, c.strategy, q.prompt FROM cards c JOIN attempts a ON a.id = c.attempt_id JOIN requests q ON q.id = a.request_id
     WHERE c.image = ? AND c.identity_id IS NOT NULL GROUP BY c.identity_id`,
  )
  const insert = sealedInsert(database, 'side_notes', COLUMNS)
  const setShown = sealedUpdate(
    database,
    'side_notes',
    'UPDATE side_notes SET removed_at = @removed WHERE review_action_id = @action',
  )
  const write = (
    action: number,
    by: string,
    note: {
      readonly identity: number
      readonly text: string
      readonly image: Sha256 | null
      readonly prompt: string | null
    },
  ): void => {
    const prompt = Prompt.catch(null).parse(note.prompt === null ? null : JSON.parse(note.prompt))
    insert({
      identity_id: note.identity,
      kind: 'review',
      text: note.text,
      image: note.image,
      template: prompt?.template ?? null,
      version: prompt?.version ?? null,
      author: by,
      written_at: now(),
      review_action_id: action,
    })
  }

  return {
    record: (action, moved, by) => {
      const seen = moved.flatMap((one) => {
        const text = seenIn(one)
        return text === '' ? [] : [{ text, image: one.after.sha256 }]
      })
      if (seen.length <= TOLD_ALONE) {
        for (const { text, image } of seen)
          for (const { identity_id: identity, prompt, strategy } of places.all(image)) {
            // A prompt names its strategy; what is made on this machine has none.
            const how = prompt === null && strategy !== null ? ` (${strategy.replaceAll('-', ' ')})` : ''
            write(action, by, { identity, text: `${text}${how}`, image, prompt })
          }
        return
      }
      const counts = new Map<string, { identity: number; text: string; count: number }>()
      for (const { text, image } of seen)
        for (const { identity_id: identity } of places.all(image)) {
          const key = `${identity} ${text}`
          const known = counts.get(key) ?? { identity, text, count: 0 }
          counts.set(key, { ...known, count: known.count + 1 })
        }
      for (const { identity, text, count } of counts.values())
        write(action, by, {
          identity,
          text: count === 1 ? text : `${text} (${count} pictures)`,
          image: null,
          prompt: null,
        })
    },
    show: (action, shown) => {
      setShown({ action, removed: shown ? null : now() })
    },
  }
}

/** What a review says that was not said before, in words; empty when it says nothing of what was seen. */
const seenIn = ({ before, after }: Moved): string => {
  const fresh = after.notes.filter((note) => before.notes.find(({ id }) => id === note.id)?.text !== note.text)
  return [
    after.approved !== null && before.approved === null ? 'Approved' : null,
    after.approved === null && before.approved !== null ? 'Approval withdrawn' : null,
    after.flag === 'reject' && before.flag !== 'reject' ? 'Rejected' : null,
    after.stars !== before.stars ? starsInWords(after.stars) : null,
    after.label !== before.label
      ? after.label === null
        ? 'Label taken away'
        : `${labelInWords(after.label)} label`
      : null,
    ...fresh.map(({ text }) => `“${text}”`),
  ]
    .filter((words) => words !== null)
    .join(', ')
}

const labelInWords = (label: string): string => `${label.slice(0, 1).toUpperCase()}${label.slice(1)}`

const starsInWords = (stars: number): string =>
  stars === 0 ? 'Stars taken away' : stars === 1 ? '1 star' : `${stars} stars`

const noNote = (): ProblemError =>
  new ProblemError(failed('note-missing', 'This note is not there any more.', 'Reload the window.').problem)
