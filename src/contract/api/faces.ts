import { z } from 'zod'
import { Likeness, PictureAnalysis, Point, SceneKept } from '../analysis.ts'
import { CheckFinding } from '../attempt.ts'
import { IdentityId, RunId, Sha256, SubjectId } from '../ids.ts'
import { EngineName, StrategyName } from '../names.ts'
import { Problem } from '../problem.ts'
import { method } from './base.ts'
import { Card } from './card.ts'

/** Everything that was measured in a picture and found about it. */
export const PictureInsight = z.object({
  sha256: Sha256,
  /** Null until it is measured; asking for it queues it. */
  analysis: PictureAnalysis.nullable(),
  checks: z.array(CheckFinding).readonly(),
  /** What a vision model said when it was asked, told beside the checks; no verdict and no regeneration follows from it. */
  second: z.array(CheckFinding).readonly(),
  /** Null where the picture belongs to no subject, or nobody agreed to have faces compared. */
  likeness: Likeness.nullable(),
  /** Of finals, against their scene; null otherwise. */
  sceneKept: SceneKept.nullable(),
  /** Centres of the main face's eyes as fractions of width and height, by which pictures are laid over each other. */
  eyes: z.object({ left: Point, right: Point }).nullable(),
})
export type PictureInsight = Readonly<z.infer<typeof PictureInsight>>

/** Whom a question about a picture would go to. */
export const SecondOpinionOffer = z.object({
  engine: EngineName,
  /** 0 where it was asked before: the stored answer is used. */
  costUsd: z.number(),
  /** Why it cannot be asked now: no key, no consent; null where it can. */
  refused: Problem.nullable(),
})
export type SecondOpinionOffer = Readonly<z.infer<typeof SecondOpinionOffer>>

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
  /** What a second opinion would cost; sends nothing. */
  secondOpinionOffer: method.input(z.strictObject({ sha256: Sha256 })).output(SecondOpinionOffer),
  /** Asks a vision model about a picture. Gives the run at once; a `faces` event tells when there is an answer. */
  secondOpinion: method.input(z.strictObject({ sha256: Sha256 })).output(z.object({ run: RunId })),
  tradeOff: method.input(z.strictObject({ subject: SubjectId, identity: IdentityId })).output(TradeOff),
}
