import { z } from 'zod'
import { failed, ProblemError, type Sha256 } from '../../contract/index.ts'
import { Review } from '../../contract/api/index.ts'
import type { Reviews } from './app.ts'
import { type ReviewColumns, toReview } from './card-rows.ts'
import { asking } from './problems.ts'
import { sealedInsert, sealedUpdate } from './sealing.ts'
import type { ReviewLog } from './side-notes.ts'
import type { WritingParts } from './writing.ts'

interface ActionRow {
  readonly id: number
  readonly says: string
  readonly before: string
  readonly after: string
}

const Stored = z.array(Review).readonly()

/** Nothing was said of the picture, or all of it was taken back. */
const isEmpty = ({ stars, flag, label, approved, notes }: Review): boolean =>
  stars === 0 && flag === null && label === null && approved === null && notes.length === 0

const isSame = (one: Review, other: Review): boolean => JSON.stringify(one) === JSON.stringify(other)

/**
 * Reviews and their undo: one line of actions for the whole library. `changed` is called with every commit; what was seen goes
 * into `log`.
 */
export const openReviews = (
  { database, write, now }: Omit<WritingParts, 'reader'>,
  changed: () => void,
  log: ReviewLog,
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
  const dropUndone = sealedUpdate(
    database,
    'review_actions',
    "UPDATE review_actions SET state = 'dropped' WHERE state = 'undone'",
  )
  const actions = 'SELECT id, says, before, after FROM review_actions'
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

  const step = (find: () => ActionRow | undefined, side: 'before' | 'after', state: 'done' | 'undone') =>
    write(() => {
      const row = find()
      if (row === undefined) return []
      const reviews = Stored.parse(JSON.parse(row[side]))
      for (const review of reviews) put(review)
      moveAction({ id: row.id, state })
      log.show(row.id, state === 'done')
      changed()
      return reviews
    })

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
          dropUndone({})
          const action = insertAction({
            says,
            done_by: by,
            done_at: now(),
            before: JSON.stringify(moved.map(({ before }) => before)),
            after: JSON.stringify(moved.map(({ after }) => after)),
            state: 'done',
          })
          log.record(action, moved, by)
          changed()
        }
        return all.map(({ after }) => after)
      }),
    undo: () => step(() => toUndo.get(), 'before', 'undone'),
    redo: () => step(() => toRedo.get(), 'after', 'done'),
    state: () => asking(() => ({ undo: toUndo.get()?.says ?? null, redo: toRedo.get()?.says ?? null })),
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
