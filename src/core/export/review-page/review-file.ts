import { z } from 'zod'
import { Sha256 } from '../../../contract/index.ts'

export const REVIEW_FORMAT = 'identity-studio-review'

/** What a reviewer said of one picture. What was not said is null or empty. */
const PictureReview = z.strictObject({
  sha256: Sha256,
  stars: z.int().min(1).max(5).nullable(),
  approved: z.boolean(),
  comments: z
    .array(
      z.strictObject({
        text: z.string().trim().min(1).max(4000),
        at: z
          .strictObject({ x: z.number().min(0).max(1), y: z.number().min(0).max(1) })
          .nullable()
          .default(null),
      }),
    )
    .max(100)
    .readonly(),
})

/** The file that a review page saves and the studio takes in. Anybody may have written it: every size has its limit. */
export const ReviewFile = z.strictObject({
  format: z.literal(REVIEW_FORMAT),
  version: z.literal(1),
  page: z.string().max(80),
  by: z.string().trim().min(1).max(120),
  savedAt: z.iso.datetime(),
  reviews: z.array(PictureReview).max(5000).readonly(),
})
export type ReviewFile = Readonly<z.infer<typeof ReviewFile>>
export type PictureReview = ReviewFile['reviews'][number]
