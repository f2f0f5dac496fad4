import type { Note, Review, ReviewImported } from '../../../contract/api/index.ts'
import { failed, ok, type Result, type Sha256 } from '../../../contract/index.ts'
import type { AppLibrary } from '../../library/app.ts'
import type { LibraryReader } from '../../library/types.ts'
import { counted } from '../figures.ts'
import { type PictureReview, REVIEW_FORMAT, ReviewFile } from './review-file.ts'

/** Larger ones are no review: 5000 pictures with a comment each are a tenth of it. */
export const MOST_REVIEW_BYTES = 20_000_000

const no = (why: string) =>
  failed(
    'review-unreadable',
    `This is no review that can be taken in: ${why}.`,
    'Ask for the file that "Save my review" made.',
  )

/** The file a reviewer gave back; `review-unreadable` says in one sentence why it is none. */
export const readReviewFile = (bytes: Uint8Array): Result<ReviewFile> => {
  if (bytes.byteLength > MOST_REVIEW_BYTES) return no('it is too large')
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return no('it is not JSON')
  }
  const isReview = typeof value === 'object' && value !== null && 'format' in value && value.format === REVIEW_FORMAT
  if (!isReview) return no('it does not come from a review page')
  const parsed = ReviewFile.safeParse(value)
  if (parsed.success) return ok(parsed.data)
  const [issue] = parsed.error.issues
  return no(`${issue?.path.map(String).join('.') || 'it'}: ${issue?.message ?? 'not understood'}`)
}

/** A review with what somebody outside said of the picture. What is said already, word for word by the same person, is not said again. */
const reviewedBy = (before: Review, said: PictureReview, { by, savedAt }: ReviewFile): Review => {
  const known = new Set(before.notes.filter((note) => note.by === by).map(({ text }) => text))
  const fresh = said.comments.filter(({ text }) => !known.has(text))
  const last = Math.max(0, ...before.notes.map(({ id }) => id))
  const notes: readonly Note[] = [
    ...before.notes,
    ...fresh.map(({ text, at }, index) => ({ id: last + 1 + index, text, at, by, writtenAt: savedAt })),
  ]
  return {
    ...before,
    stars: said.stars ?? before.stars,
    approved: said.approved ? (before.approved ?? { by, at: savedAt }) : before.approved,
    notes,
  }
}

/**
 * Takes a review in as one action, which one undo takes back: stars stand, approvals are added and never withdrawn, comments become
 * notes of the reviewer. Pictures that are not here are told. Gives back the changed reviews too.
 */
export const takeReviewIn = async (
  file: ReviewFile,
  library: Pick<AppLibrary, 'reviews'> & Pick<LibraryReader, 'pictureFacts'>,
): Promise<{ readonly imported: ReviewImported; readonly reviews: readonly Review[] }> => {
  const said = new Map<Sha256, PictureReview>()
  for (const review of file.reviews) said.set(review.sha256, review)
  const here = [...said.keys()].filter((sha256) => library.pictureFacts(sha256) !== null)
  const unknown = [...said.keys()].filter((sha256) => library.pictureFacts(sha256) === null)
  const before = new Map(library.reviews.of(here).map((review) => [review.sha256, review]))
  const reviews =
    here.length === 0
      ? []
      : await library.reviews.act(here, {
          says: `the review of ${file.by}`,
          by: file.by,
          change: (review) => {
            const one = said.get(review.sha256)
            return one ? reviewedBy(review, one, file) : review
          },
        })
  const moved = reviews.filter((review) => JSON.stringify(review) !== JSON.stringify(before.get(review.sha256)))
  const sum = (of: (after: Review, was: Review | undefined) => number): number =>
    moved.reduce((total, review) => total + of(review, before.get(review.sha256)), 0)
  const facts = {
    by: file.by,
    changed: moved.length,
    stars: sum((after, was) => Number(after.stars !== (was?.stars ?? 0))),
    approved: sum((after, was) => Number(after.approved !== null && (was?.approved ?? null) === null)),
    notes: sum((after, was) => after.notes.length - (was?.notes.length ?? 0)),
    unknown,
  }
  return { imported: { ...facts, says: saysOf(facts) }, reviews: moved }
}

const saysOf = ({ changed, stars, approved, notes, unknown }: Omit<ReviewImported, 'says' | 'by'>): string => {
  const said = [
    ...(stars > 0 ? [`stars for ${counted(stars, 'picture')}`] : []),
    ...(approved > 0 ? [counted(approved, 'approval')] : []),
    ...(notes > 0 ? [counted(notes, 'comment')] : []),
  ]
  const taken = changed === 0 ? 'Nothing in it was new.' : `Taken in: ${said.join(', ')}.`
  return unknown.length === 0
    ? taken
    : `${taken} ${counted(unknown.length, 'picture')} of it ${unknown.length === 1 ? 'is' : 'are'} not in this library.`
}
