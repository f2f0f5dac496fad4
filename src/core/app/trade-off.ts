import type { TradeOff, TradeOffDot } from '../../contract/api/index.ts'
import type { Likeness, SceneKept, Sha256, StrategyName } from '../../contract/index.ts'

/** A final and what is known of it. */
export interface WeighedFinal {
  readonly sha256: Sha256
  readonly strategy: StrategyName | null
  readonly rung: number | null
  /** Null for a final that was made without a scene. */
  readonly sceneKept: SceneKept | 'missing' | 'unreadable' | null
  /** Null where faces may not be compared. */
  readonly likeness: Likeness | 'missing' | null
}

const whyLeft = ({ sceneKept, likeness }: WeighedFinal): string | null => {
  if (sceneKept === null) return 'It was made without a scene that could be kept.'
  if (sceneKept === 'unreadable') return 'It, or its scene, cannot be read.'
  if (likeness === null) return 'Nobody has agreed yet that faces are compared.'
  if (likeness !== 'missing' && likeness.score === null) return likeness.says
  return null
}

const isBeaten = (one: TradeOffDot, others: readonly TradeOffDot[]): boolean =>
  others.some(
    (other) =>
      other.sceneKept >= one.sceneKept &&
      other.likeness >= one.likeness &&
      (other.sceneKept > one.sceneKept || other.likeness > one.likeness),
  )

/** The finals on the chart of scene kept and likeness, the best of both marked (Pareto), and those without a place on it. */
export const tradeOffOf = (finals: readonly WeighedFinal[]): TradeOff => {
  const left: { sha256: Sha256; says: string }[] = []
  const dots: TradeOffDot[] = []
  let pending = 0
  for (const final of finals) {
    const { sha256, strategy, rung, sceneKept, likeness } = final
    const says = whyLeft(final)
    if (says !== null) left.push({ sha256, says })
    else if (typeof sceneKept !== 'object' || typeof likeness !== 'object') pending++
    else if (sceneKept !== null && likeness !== null && likeness.score !== null)
      dots.push({ sha256, strategy, rung, sceneKept: sceneKept.score, likeness: likeness.score, best: false })
  }
  return { dots: dots.map((dot) => ({ ...dot, best: !isBeaten(dot, dots) })), pending, left }
}
