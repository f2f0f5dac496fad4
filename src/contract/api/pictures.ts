import { z } from 'zod'
import { Attempt } from '../attempt.ts'
import { IdentityId, Sha256, SubjectId } from '../ids.ts'
import { EngineName, StrategyName } from '../names.ts'
import { ReferencePhoto } from '../subject.ts'
import { method } from './base.ts'
import { Card, CardStep, Origin } from './card.ts'
import { ColourLabel, Flag, Stars } from './review.ts'

/** All conditions hold together; one not given is no condition. */
export const PictureFilter = z.strictObject({
  steps: z.array(CardStep).min(1).readonly().optional(),
  subject: SubjectId.optional(),
  identity: IdentityId.optional(),
  /** `none`: without a flag. */
  flag: z.union([Flag, z.literal('none')]).optional(),
  starsAtLeast: Stars.optional(),
  label: z.union([ColourLabel, z.literal('none')]).optional(),
  approved: z.boolean().optional(),
  strategy: StrategyName.optional(),
  engine: EngineName.optional(),
  check: z.enum(['pass', 'warn', 'fail', 'none']).optional(),
  /** Likeness to its person, 0 to 1: a picture that was not compared, or of somebody who did not agree to it, is left out. */
  likenessAtLeast: z.number().min(0).max(1).optional(),
  /** Of finals: how much of the scene they kept, 0 to 1; what was not measured is left out. */
  sceneKeptAtLeast: z.number().min(0).max(1).optional(),
  /** Found in names of subject and identity, strategy, model, notes, or as the beginning of a hash. */
  text: z.string().trim().min(1).max(200).optional(),
})
export type PictureFilter = Readonly<z.infer<typeof PictureFilter>>

/** By what was measured: the most first, what was not measured last and newest first. */
export const PictureSort = z.enum(['newest', 'oldest', 'stars', 'reviewed', 'likeness', 'scene-kept'])
export type PictureSort = z.infer<typeof PictureSort>

export const PicturePage = z.object({ total: z.int(), offset: z.int(), cards: z.array(Card).readonly() })
export type PicturePage = Readonly<z.infer<typeof PicturePage>>

/** Everything Compare can show of a picture; what two of them share is left out by whoever shows it. */
export const PictureFacts = z.object({
  sha256: Sha256,
  width: z.int(),
  height: z.int(),
  mimeType: z.string(),
  bytes: z.int(),
  /** Null for a photo. */
  card: Card.nullable(),
  /** The request that made it, word by word; null for a photo. */
  attempt: Attempt.nullable(),
  photo: ReferencePhoto.nullable(),
})
export type PictureFacts = Readonly<z.infer<typeof PictureFacts>>

/** One picture on the way from the photos to a final. */
export const LineageNode = z.object({
  sha256: Sha256,
  role: z.enum(['reference', 'view', 'scene', 'portrait', 'final']),
  card: Card.nullable(),
  madeFrom: z.array(Origin).readonly(),
})
export type LineageNode = Readonly<z.infer<typeof LineageNode>>

const one = z.strictObject({ sha256: Sha256 })

export const pictures = {
  /** A window of the pictures that match, each once. */
  query: method
    .input(
      z.strictObject({
        filter: PictureFilter.prefault({}),
        sort: PictureSort.default('newest'),
        offset: z.int().min(0).default(0),
        limit: z.int().min(1).max(500).default(100),
      }),
    )
    .output(PicturePage),
  card: method.input(one).output(Card),
  cards: method
    .input(z.strictObject({ pictures: z.array(Sha256).max(500).readonly() }))
    .output(z.array(Card).readonly()),
  facts: method
    .input(z.strictObject({ pictures: z.array(Sha256).min(1).max(24).readonly() }))
    .output(z.array(PictureFacts).readonly()),
  /** Photos first, the picture asked for last; each picture once. */
  lineage: method.input(one).output(z.array(LineageNode).readonly()),
}
