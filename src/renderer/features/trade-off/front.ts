import type { TradeOffDot } from '../../../contract/api/index.ts'
import type { StrategyName } from '../../../contract/index.ts'

type Placed = Pick<TradeOffDot, 'sceneKept' | 'likeness'>

/** One strategy, or `null` for finals whose strategy is not known. */
export type StrategyMean = {
  readonly strategy: StrategyName | null
  readonly finals: number
  /** Of these finals, how many no other final beats in both. */
  readonly onFront: number
  readonly sceneKept: number
  readonly likeness: number
  /** The geometric mean of both: high only where neither was given up for the other. */
  readonly balance: number
}

const atLeast = (one: Placed, other: Placed): boolean =>
  one.sceneKept >= other.sceneKept && one.likeness >= other.likeness

const same = (one: Placed, other: Placed): boolean =>
  one.sceneKept === other.sceneKept && one.likeness === other.likeness

/** The finals that no other final beats in one figure without losing in the other; by scene kept, least first. */
export const paretoFront = <T extends Placed>(dots: readonly T[]): readonly T[] =>
  dots
    .filter((dot) => !dots.some((other) => atLeast(other, dot) && !same(other, dot)))
    .toSorted((a, b) => a.sceneKept - b.sceneKept)

const mean = (figures: readonly number[]): number =>
  figures.reduce((sum, figure) => sum + figure, 0) / Math.max(1, figures.length)

/** Every strategy by the mean of its finals, the best balance first. */
export const byStrategy = (dots: readonly TradeOffDot[]): readonly StrategyMean[] => {
  const front = new Set(paretoFront(dots))
  return [...new Set(dots.map(({ strategy }) => strategy))]
    .map((strategy) => {
      const own = dots.filter((dot) => dot.strategy === strategy)
      const sceneKept = mean(own.map((dot) => dot.sceneKept))
      const likeness = mean(own.map((dot) => dot.likeness))
      return {
        strategy,
        finals: own.length,
        onFront: own.filter((dot) => front.has(dot)).length,
        sceneKept,
        likeness,
        balance: Math.sqrt(Math.max(0, sceneKept) * Math.max(0, likeness)),
      }
    })
    .toSorted((a, b) => b.balance - a.balance)
}

/** From and to of an axis that holds these figures: whole tenths, four of them at least, and 1 always. */
export const domainOf = (figures: readonly number[]): readonly [from: number, to: number] => {
  const least = Math.min(0.6, ...figures)
  const most = Math.max(1, ...figures)
  return [Math.floor((least - 0.02) * 10) / 10, Math.ceil(most * 10 - 1e-9) / 10]
}

/** The dot that an arrow key leads to: the nearest one on that side; null where there is none. */
export const dotTowards = <T extends { readonly x: number; readonly y: number }>(
  dots: readonly T[],
  from: T,
  direction: 'left' | 'right' | 'up' | 'down',
): T | null => {
  const ahead = ({ x, y }: T): number =>
    ({ left: from.x - x, right: x - from.x, up: from.y - y, down: y - from.y })[direction]
  const aside = ({ x, y }: T): number =>
    direction === 'left' || direction === 'right' ? Math.abs(y - from.y) : Math.abs(x - from.x)
  const cost = (dot: T): number => ahead(dot) + 2 * aside(dot)
  return (
    dots
      .filter((dot) => dot !== from && ahead(dot) > 0)
      .toSorted((a, b) => cost(a) - cost(b))
      .at(0) ?? null
  )
}
