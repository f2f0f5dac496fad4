import { z } from 'zod'
import { IdentityId, Sha256, SubjectId } from '../ids.ts'
import { method } from './base.ts'
import { Card, CardStep } from './card.ts'
import { LiveJob } from './live.ts'

/** Something that stands in the way of a run in this lane (`stop`), or that is good to know before it. */
export const Readiness = z.object({
  code: z.enum([
    'needs-scene',
    'needs-portrait',
    'needs-photos',
    'needs-profile',
    'needs-consent',
    'no-key',
    'simulator',
    'archived',
    'seeding',
  ]),
  level: z.enum(['stop', 'note']),
  /** "Needs a picked scene." */
  says: z.string(),
})
export type Readiness = Readonly<z.infer<typeof Readiness>>

export const Lane = z.object({
  step: CardStep,
  /** Newest first, the first {@link LANE_PAGE}; `pictures.query` has the rest. */
  cards: z.array(Card).readonly(),
  total: z.int(),
  /** Work of this lane that has no picture yet, or ended without one; in the order it was queued. */
  jobs: z.array(LiveJob).readonly(),
  /** How many there are; the first {@link LANE_PAGE} of them are in `jobs`. */
  jobsTotal: z.int(),
  /** The prompt template and the version in use. */
  prompt: z.object({ template: z.string(), version: z.string() }).nullable(),
  readiness: z.array(Readiness).readonly(),
})
export type Lane = Readonly<z.infer<typeof Lane>>

export const LANE_PAGE = 200

export const Board = z.object({
  subject: SubjectId,
  identity: IdentityId,
  views: Lane,
  scenes: Lane,
  portraits: Lane,
  finals: Lane,
  /** The number of the newest event this picture of things holds; later ones change it. */
  seq: z.int(),
})
export type Board = Readonly<z.infer<typeof Board>>

export const board = {
  /** `picked` decides what is ready; absent, the pictures flagged as picks stand for it. */
  get: method
    .input(
      z.strictObject({
        subject: SubjectId,
        identity: IdentityId,
        picked: z
          .strictObject({
            scenes: z.array(Sha256).max(500).readonly().default([]),
            portraits: z.array(Sha256).max(500).readonly().default([]),
          })
          .optional(),
      }),
    )
    .output(Board),
}
