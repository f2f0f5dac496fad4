import { type KeyboardEvent, useState } from 'react'
import type { TradeOffDot } from '../../../contract/api/index.ts'
import type { Sha256 } from '../../../contract/index.ts'
import { pictureUrl } from '../../studio/pictures.ts'
import { percent } from '../../ui/likeness.ts'
import { strategyTitle } from '../../ui/naming.ts'
import styles from './chart.module.css'
import { domainOf, dotTowards, paretoFront, type StrategyMean } from './front.ts'
import { Mark } from './mark.tsx'

const EDGE = { left: 40, right: 12, top: 24, bottom: 32 }

type Domain = readonly [from: number, to: number]

const ticksOf = ([from, to]: Domain): readonly number[] => {
  const step = to - from > 0.8 ? 0.2 : 0.1
  const count = Math.floor((to - from) / step + 1e-6)
  return Array.from({ length: count + 1 }, (_, index) => to - index * step).toReversed()
}

/** Words near an edge run away from it. */
const anchorAt = (x: number, width: number): 'start' | 'middle' | 'end' =>
  x > width * 0.75 ? 'end' : x < width * 0.25 ? 'start' : 'middle'

const ARROWS: Readonly<Record<string, 'left' | 'right' | 'up' | 'down'>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}

const titleOfDot = ({ strategy }: TradeOffDot): string =>
  strategy === null ? 'unknown strategy' : strategyTitle(strategy)

/** Each final by how much of the scene it kept and how like the person it is; the front; and the mean of each strategy. */
export const Chart = ({
  dots,
  means,
  chosen,
  width,
  height,
  onChoose,
  onOpen,
}: {
  readonly dots: readonly TradeOffDot[]
  readonly means: readonly StrategyMean[]
  readonly chosen: Sha256
  /** CSS pixels. */
  readonly width: number
  readonly height: number
  readonly onChoose: (sha256: Sha256) => void
  readonly onOpen: (sha256: Sha256) => void
}) => {
  const [over, setOver] = useState<Sha256 | null>(null)
  const across = domainOf(dots.map(({ sceneKept }) => sceneKept))
  const up = domainOf(dots.map(({ likeness }) => likeness))
  const right = width - EDGE.right
  const bottom = height - EDGE.bottom
  const x = (kept: number): number => EDGE.left + ((kept - across[0]) / (across[1] - across[0])) * (right - EDGE.left)
  const y = (likeness: number): number => bottom - ((likeness - up[0]) / (up[1] - up[0])) * (bottom - EDGE.top)

  const front = paretoFront(dots)
  const best = new Set(front.map(({ sha256 }) => sha256))
  const winner = means.length > 1 ? means[0] : null
  const placed = dots.map((dot) => ({ dot, x: x(dot.sceneKept), y: y(dot.likeness) }))
  // Those that lie on the front or are chosen are drawn over the others.
  const drawn = placed.toSorted(
    (a, b) =>
      Number(a.dot.sha256 === chosen) - Number(b.dot.sha256 === chosen) ||
      Number(best.has(a.dot.sha256)) - Number(best.has(b.dot.sha256)),
  )
  const entry = placed.find(({ dot }) => dot.sha256 === chosen) ?? placed[0]
  const told = placed.find(({ dot }) => dot.sha256 === over)

  // A stair: whatever lies below and left of it is beaten by a final on it.
  const stair = front
    .map(
      ({ sceneKept, likeness }, index) =>
        `${index === 0 ? `M${EDGE.left} ${y(likeness)}` : `V${y(likeness)}`}H${x(sceneKept)}`,
    )
    .join('')
  const line = front.length === 0 ? '' : `${stair}V${bottom}`

  const onKeyDown = (event: KeyboardEvent<SVGGElement>, from: (typeof placed)[number]): void => {
    const direction = ARROWS[event.key]
    if (direction && !event.shiftKey) {
      event.preventDefault()
      event.stopPropagation()
      const next = dotTowards(placed, from, direction)
      const around = event.currentTarget.parentElement
      if (next) around?.querySelector<SVGGElement>(`[data-dot="${next.dot.sha256}"]`)?.focus()
    }
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      event.stopPropagation()
      if (event.key === 'Enter') onOpen(from.dot.sha256)
      else onChoose(from.dot.sha256)
    }
  }

  return (
    <div className={styles.chart} style={{ width, height }}>
      <svg width={width} height={height} role="group" aria-label="Trade-off: scene kept across, likeness upward">
        <g className={styles.axes} aria-hidden="true">
          {ticksOf(across).map((tick) => (
            <g key={tick} transform={`translate(${x(tick)} 0)`}>
              <path d={`M0 ${EDGE.top}V${bottom}`} />
              <text y={bottom + 14} textAnchor="middle">
                {percent(tick)}
              </text>
            </g>
          ))}
          {ticksOf(up).map((tick) => (
            <g key={tick} transform={`translate(0 ${y(tick)})`}>
              <path d={`M${EDGE.left} 0H${right}`} />
              <text x={EDGE.left - 6} y={4} textAnchor="end">
                {percent(tick)}
              </text>
            </g>
          ))}
          <text className={styles.name} x={right} y={height - 4} textAnchor="end">
            scene kept →
          </text>
          <text className={styles.name} x={EDGE.left} y={12}>
            ↑ likeness
          </text>
        </g>
        {line !== '' && (
          <g aria-hidden="true">
            <path className={styles.beaten} d={`${line}H${EDGE.left}Z`} />
            <path className={styles.front} d={line} />
          </g>
        )}
        <g aria-hidden="true">
          {means
            .filter(({ finals }) => finals > 1)
            .map((mean) => (
              <g key={mean.strategy} transform={`translate(${x(mean.sceneKept)} ${y(mean.likeness)})`}>
                <Mark strategy={mean.strategy} hollow scale={2} />
                {mean === winner && (
                  <text
                    className={styles.winner}
                    y={y(mean.likeness) > bottom - 40 ? -18 : 27}
                    textAnchor={anchorAt(x(mean.sceneKept), width)}
                  >
                    {mean.strategy === null ? 'unknown' : strategyTitle(mean.strategy)} ★
                  </text>
                )}
              </g>
            ))}
        </g>
        <g>
          {drawn.map((one) => {
            const { dot } = one
            const isBest = best.has(dot.sha256)
            return (
              <g
                key={dot.sha256}
                className={styles.dot}
                role="button"
                data-dot={dot.sha256}
                data-picture={dot.sha256}
                data-best={isBest || undefined}
                tabIndex={one.dot === entry?.dot ? 0 : -1}
                aria-pressed={dot.sha256 === chosen}
                aria-label={`${titleOfDot(dot)}, ${percent(dot.sceneKept)} of the scene kept, ${percent(dot.likeness)} likeness${isBest ? ', on the front' : ''}`}
                transform={`translate(${one.x} ${one.y})`}
                onClick={() => onChoose(dot.sha256)}
                onDoubleClick={() => onOpen(dot.sha256)}
                onPointerEnter={() => setOver(dot.sha256)}
                onPointerLeave={() => setOver(null)}
                onFocus={() => setOver(dot.sha256)}
                onBlur={() => setOver(null)}
                onKeyDown={(event) => onKeyDown(event, one)}
              >
                <circle className={styles.reach} r={12} />
                {dot.sha256 === chosen && <circle className={styles.chosen} r={10} />}
                <Mark strategy={dot.strategy} />
              </g>
            )
          })}
        </g>
      </svg>
      {told && (
        <div
          className={styles.told}
          aria-hidden="true"
          data-left={told.x > width / 2 || undefined}
          style={told.x > width / 2 ? { right: width - told.x + 14, top: told.y } : { left: told.x + 14, top: told.y }}
        >
          <img src={pictureUrl(told.dot.sha256, 'thumb')} alt="" />
          <p>
            <strong>{titleOfDot(told.dot)}</strong>
            {percent(told.dot.sceneKept)} of the scene kept
            <br />
            {percent(told.dot.likeness)} likeness
            {best.has(told.dot.sha256) && <em>No other final keeps more of both.</em>}
          </p>
        </div>
      )}
    </div>
  )
}
