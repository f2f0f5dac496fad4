import type { StrategyName } from '../../../contract/index.ts'

type Shape = 'circle' | 'square' | 'triangle' | 'diamond' | 'down' | 'cross' | 'plus'

/** Outlines around 0, 0 of about the same area: no strategy looks larger than another. */
const SHAPES: Record<Shape, string> = {
  circle: 'M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0',
  square: 'M-4.4 -4.4h8.8v8.8h-8.8z',
  triangle: 'M0 -6 5.6 4.2H-5.6z',
  diamond: 'M0 -6.2 6.2 0 0 6.2 -6.2 0z',
  down: 'M0 6 5.6 -4.2H-5.6z',
  cross: 'M-5.4 -2.9-2.9 -5.4 0 -2.5 2.9 -5.4 5.4 -2.9 2.5 0 5.4 2.9 2.9 5.4 0 2.5 -2.9 5.4 -5.4 2.9 -2.5 0z',
  plus: 'M-1.8 -6h3.6v4.2h4.2v3.6h-4.2v4.2h-3.6v-4.2h-4.2v-3.6h4.2z',
}

/** Shape and colour (a number of `--mark-n`) of a strategy; no two have both in common. */
const MARKS: Readonly<Record<string, readonly [Shape, number]>> = {
  'scene-views': ['circle', 0],
  'environment-only': ['square', 1],
  'describe-regenerate': ['triangle', 2],
  'direct-edit': ['diamond', 3],
  'portrait-only': ['down', 4],
  'expand-portrait': ['cross', 5],
  'text-scene-views': ['plus', 0],
  'direct-consistency': ['square', 3],
  'multi-turn': ['circle', 2],
  'matched-view-swap': ['triangle', 1],
  'face-swap': ['diamond', 5],
  'masked-scene': ['down', 0],
  'local-composite': ['circle', 4],
  'composite-harmonize': ['square', 4],
}

const UNKNOWN: readonly [Shape, number] = ['plus', 5]

/** The sign of a strategy, drawn around 0, 0. */
export const Mark = ({
  strategy,
  hollow = false,
  scale = 1,
}: {
  readonly strategy: StrategyName | null
  /** An outline: a mean, and not a final. */
  readonly hollow?: boolean
  readonly scale?: number
}) => {
  const [shape, colour] = (strategy === null ? undefined : MARKS[strategy]) ?? UNKNOWN
  const ink = `var(--mark-${colour})`
  return (
    <path
      d={SHAPES[shape]}
      transform={scale === 1 ? undefined : `scale(${scale})`}
      fill={hollow ? 'none' : ink}
      stroke={hollow ? ink : 'var(--grey-0)'}
      strokeWidth={hollow ? 1.6 / scale : 1}
    />
  )
}
