import { z } from 'zod'
import { Likeness, PictureAnalysis, Point, SceneKept } from '../analysis.ts'
import { CheckFinding } from '../attempt.ts'
import { IdentityId, Sha256, SubjectId } from '../ids.ts'
import { StrategyName } from '../names.ts'
import { method } from './base.ts'
import { Card } from './card.ts'

/** Everything that was measured in a picture and found about it. */
export const PictureInsight = z.object({
  sha256: Sha256,
  /** Null until it is measured; asking for it queues it. */
  analysis: PictureAnalysis.nullable(),
  checks: z.array(CheckFinding).readonly(),
  /** Null where the picture belongs to no subject, or nobody agreed to have faces compared. */
  likeness: Likeness.nullable(),
  /** Of finals, against their scene; null otherwise. */
  sceneKept: SceneKept.nullable(),
  /** Centres of the main face's eyes as fractions of width and height, by which pictures are laid over each other. */
  eyes: z.object({ left: Point, right: Point }).nullable(),
})
export type PictureInsight = Readonly<z.infer<typeof PictureInsight>>

/** One final on the trade-off chart. */
export const TradeOffDot = z.object({
  sha256: Sha256,
  strategy: StrategyName.nullable(),
  rung: z.int().nullable(),
  sceneKept: z.number(),
  likeness: z.number(),
  /** No other final keeps more of both. */
  best: z.boolean(),
})
export type TradeOffDot = Readonly<z.infer<typeof TradeOffDot>>

export const TradeOff = z.object({
  dots: z.array(TradeOffDot).readonly(),
  /** Finals that are still being measured. */
  pending: z.int(),
  /** Finals without a place on the chart, and why. */
  left: z.array(z.object({ sha256: Sha256, says: z.string() })).readonly(),
})
export type TradeOff = Readonly<z.infer<typeof TradeOff>>

export const faces = {
  /** What is known now; what is missing is measured and told by a `faces` event. */
  of: method
    .input(z.strictObject({ pictures: z.array(Sha256).max(500).readonly() }))
    .output(z.array(PictureInsight).readonly()),
  /** A view or portrait turned about left to right, kept beside it and marked so. Nothing is flipped by itself. */
  flip: method.input(z.strictObject({ sha256: Sha256 })).output(Card),
  tradeOff: method.input(z.strictObject({ subject: SubjectId, identity: IdentityId })).output(TradeOff),
}
