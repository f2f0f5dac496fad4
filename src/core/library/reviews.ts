import { z } from 'zod'
import { failed, ProblemError, type Sha256 } from '../../contract/index.ts'
import { Review } from '../../contract/api/index.ts'
import { type ActionLine, nextOf, type Undoable, type Way } from './action-line.ts'
import type { Reviews } from './app.ts'
import { type ReviewColumns, toReview } from './card-rows.ts'
import { asking } from './problems.ts'
import { sealedInsert, sealedUpdate } from './sealing.ts'
import type { ReviewLog } from './side-notes.ts'
import type { WritingParts } from './writing.ts'

interface ActionRow {
  readonly id: number
  readonly says: string
  readonly at: string
  readonly before: string
  readonly after: string
}

const Stored = z.array(Review).readonly()

/** Nothing was said of the picture, or all of it was taken back. */
const isEmpty = ({ stars, flag, label, approved, notes }: Review): boolean =>
  stars === 0 && flag === null && label === null && approved === null && notes.length === 0

const isSame = (one: Review, other: Review): boolean => JSON.stringify(one) === JSON.stringify(other)

/**
 * Reviews, and the undo of the whole library: what was done to `sideNotes` is taken back in its turn. `changed` is called with
 * every commit; what was seen goes into `log`.
 */
export const openReviews = (
  { database, write, now }: Omit<WritingParts, 'reader'>,
  changed: () => void,
  log: ReviewLog,
  line: ActionLine,
  sideNotes: Undoable<void>,
): Reviews => {
  const read = database.prepare<[string], ReviewColumns>(
    'SELECT stars, flag, label, approved_by, approved_at, notes FROM reviews WHERE image = ?',
  )
  const known = database.prepare<[string]>('SELECT 1 FROM pictures WHERE sha256 = ?')
  const columns = 'stars, flag, label, approved_by, approved_at, notes, changed_at'
  const insert = sealedInsert(database, 'reviews', `image, ${columns}`)
  const update = sealedUpdate(
    database,
    'reviews',
    `UPDATE reviews SET (${columns}) = (${columns.replaceAll(/\w+/g, '@$&')}) WHERE image = @image`,
  )
  const mark = sealedUpdate(
    database,
    'cards',
    `UPDATE cards SET stars = @stars, flag = @flag, label = @label, approved = @approved, reviewed_at = @reviewed
     WHERE image = @image`,
  )
  const insertAction = sealedInsert(database, 'review_actions', 'says, done_by, done_at, before, after, state')
  const moveAction = sealedUpdate(database, 'review_actions', 'UPDATE review_actions SET state = @state WHERE id = @id')
  const actions = 'SELECT id, says, done_at AS at, before, after FROM review_actions'
  const toUndo = database.prepare<[], ActionRow>(`${actions} WHERE state = 'done' ORDER BY id DESC LIMIT 1`)
  // What was undone last is what was done first of all that is undone.
  const toRedo = database.prepare<[], ActionRow>(`${actions} WHERE state = 'undone' ORDER BY id LIMIT 1`)

  const of = (picture: Sha256): Review => toReview(picture, read.get(picture))

  const put = (review: Review): void => {
    const { sha256: image, stars, flag, label, approved, notes } = review
    const at = now()
    const row = {
      image,
      stars,
      flag,
      label,
      approved_by: approved?.by ?? null,
      approved_at: approved?.at ?? null,
      notes: JSON.stringify(notes),
      changed_at: at,
    }
    if (update(row).length === 0) insert(row)
    mark({ image, stars, flag, label, approved: Number(approved !== null), reviewed: isEmpty(review) ? null : at })
  }

  const own: Undoable<readonly Review[]> = {
    next: (way) => (way === 'undo' ? toUndo : toRedo).get() ?? null,
    step: (way) => {
      const row = (way === 'undo' ? toUndo : toRedo).get()
      if (row === undefined) return []
      const reviews = Stored.parse(JSON.parse(way === 'undo' ? row.before : row.after))
      for (const review of reviews) put(review)
      moveAction({ id: row.id, state: way === 'undo' ? 'undone' : 'done' })
      log.show(row.id, way === 'redo')
      changed()
      return reviews
    },
  }
  const step = (way: Way) =>
    write(() => {
      if (nextOf(way, own, sideNotes) !== 'other') return own.step(way)
      sideNotes.step(way)
      return []
    })
  const toldOf = (way: Way): string | null => {
    const next = nextOf(way, own, sideNotes)
    return next === null ? null : ((next === 'one' ? own : sideNotes).next(way)?.says ?? null)
  }

  return {
    of: (pictures) => asking(() => pictures.map(of)),
    act: (pictures, { says, by, change }) =>
      write(() => {
        const wanted = [...new Set(pictures)]
        for (const picture of wanted) if (known.get(picture) === undefined) throw unknownPicture(picture)
        const all = wanted.map((picture) => {
          const before = of(picture)
          return { before, after: change(before) }
        })
        const moved = all.filter(({ before, after }) => !isSame(before, after))
        if (moved.length > 0) {
          for (const { after } of moved) put(after)
          const action = insertAction({
            says,
            done_by: by,
            done_at: line.begin(),
            before: JSON.stringify(moved.map(({ before }) => before)),
            after: JSON.stringify(moved.map(({ after }) => after)),
            state: 'done',
          })
          log.record(action, moved, by)
          changed()
        }
        return all.map(({ after }) => after)
      }),
    undo: () => step('undo'),
    redo: () => step('redo'),
    state: () => asking(() => ({ undo: toldOf('undo'), redo: toldOf('redo') })),
  }
}

const unknownPicture = (picture: Sha256): ProblemError =>
  new ProblemError(
    failed(
      'picture-missing',
      `The picture ${picture.slice(0, 12)} is not in the library.`,
      'Reload the window to see those there are.',
    ).problem,
  )
