import type { StrategyName } from '../../../contract/index.ts'
import { POSTER, type InputName, type RequestStep, type Step } from '../steps/step.ts'

/** What the recipe hands to a strategy. */
export type Supply = 'views' | 'scene' | 'portrait'

/** One step of a strategy; each input comes from the recipe or from an earlier node of the same strategy. */
export interface StrategyNode {
  readonly name: string
  readonly step: Step
  readonly inputs: Readonly<Partial<Record<InputName, Supply | { readonly node: string }>>>
}

/** One way to make a final: a small graph of steps whose last node is the final. */
export interface Strategy {
  readonly name: StrategyName
  readonly title: string
  /** What goes in, in a few words. */
  readonly goesIn: string
  /** What is known about it from the field. */
  readonly known: string
  readonly nodes: readonly [StrategyNode, ...StrategyNode[]]
}

/** What a strategy must be given. */
export const suppliesOf = (strategy: Strategy): ReadonlySet<Supply> =>
  new Set(
    strategy.nodes.flatMap((node) =>
      Object.values(node.inputs).filter((source): source is Supply => typeof source === 'string'),
    ),
  )

/** Whether a strategy sends anything at all. */
export const asksAModel = (strategy: Strategy): boolean => strategy.nodes.some(({ step }) => step.kind === 'request')

/** A step that makes a final in poster proportions. */
export const finalStep = (
  maker: `final-${string}`,
  order: RequestStep['order'],
  more: Pick<RequestStep, 'after' | 'select'> = {},
): RequestStep => ({ kind: 'request', maker, step: 'final', output: 'image', aspectRatio: POSTER, order, ...more })
