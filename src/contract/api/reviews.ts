import { z } from 'zod'
import { Sha256 } from '../ids.ts'
import { method } from './base.ts'
import { Review, ReviewChange } from './review.ts'

const pictures = z.array(Sha256).min(1).max(5000).readonly()

/** What can be taken back and done again, in words for a menu ("3 stars for 4 pictures"); null: nothing. */
export const UndoState = z.object({ undo: z.string().nullable(), redo: z.string().nullable() })
export type UndoState = Readonly<z.infer<typeof UndoState>>

/** The reviews an action changed, as they are now. */
export const Reviewed = z.object({ reviews: z.array(Review).readonly(), state: UndoState })
export type Reviewed = Readonly<z.infer<typeof Reviewed>>

export const reviews = {
  /** One action, however many pictures: one undo takes it back. Never waits for a running pipeline. */
  change: method.input(z.strictObject({ pictures, set: ReviewChange })).output(Reviewed),
  /** Picks one picture and rejects the rest of its group, as one action. */
  keepOne: method
    .input(z.strictObject({ keep: Sha256, reject: z.array(Sha256).max(5000).readonly() }))
    .output(Reviewed),
  /** Takes the newest action back, on reviews or on side notes; an empty list when it was none on reviews. */
  undo: method.output(Reviewed),
  redo: method.output(Reviewed),
  state: method.output(UndoState),
  /** In the order asked for; pictures nobody said anything about have an empty review. */
  of: method.input(z.strictObject({ pictures })).output(z.array(Review).readonly()),
}
