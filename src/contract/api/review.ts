import { z } from 'zod'
import { Sha256 } from '../ids.ts'

const fraction = z.number().min(0).max(1)

export const Flag = z.enum(['pick', 'reject'])
export type Flag = z.infer<typeof Flag>

export const ColourLabel = z.enum(['red', 'yellow', 'green', 'blue', 'purple'])
export type ColourLabel = z.infer<typeof ColourLabel>

export const Stars = z.int().min(0).max(5)

export const Author = z.string().trim().min(1).max(120)

/** A remark about a picture, or about one point in it. */
export const Note = z.object({
  /** Unique among the notes of its picture. */
  id: z.int().positive(),
  text: z.string(),
  /** Fractions of the picture's width and height from its upper left corner; null: about the whole picture. */
  at: z.object({ x: fraction, y: fraction }).nullable(),
  by: z.string(),
  writtenAt: z.iso.datetime(),
})
export type Note = Readonly<z.infer<typeof Note>>

/** What people said of a picture. It belongs to the picture's bytes and thereby survives every rerun. */
export const Review = z.object({
  sha256: Sha256,
  stars: Stars,
  flag: Flag.nullable(),
  label: ColourLabel.nullable(),
  approved: z.object({ by: z.string(), at: z.iso.datetime() }).nullable(),
  notes: z.array(Note).readonly(),
})
export type Review = Readonly<z.infer<typeof Review>>

/** What a review action says; what is not named stays. The author is the one in the settings. */
export const ReviewChange = z
  .strictObject({
    stars: Stars.optional(),
    flag: Flag.nullable().optional(),
    label: ColourLabel.nullable().optional(),
    approved: z.boolean().optional(),
    addNote: z
      .strictObject({
        text: z.string().trim().min(1).max(4000),
        at: z.strictObject({ x: fraction, y: fraction }).nullable().default(null),
      })
      .optional(),
    editNote: z.strictObject({ id: z.int().positive(), text: z.string().trim().min(1).max(4000) }).optional(),
    removeNote: z.int().positive().optional(),
  })
  .refine((change) => Object.values(change).some((value) => value !== undefined), { message: 'nothing is changed' })
export type ReviewChange = Readonly<z.infer<typeof ReviewChange>>
