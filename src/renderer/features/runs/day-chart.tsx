import type { HistoryTotals } from '../../../contract/api/index.ts'
import { count, dollars } from '../../ui/figures.ts'
import styles from './totals.module.css'

const HEIGHT = 84
const WIDTH = 640
/** As many days as stay wide enough to be told apart. */
const MOST_DAYS = 60

type Day = HistoryTotals['days'][number]

const saysOf = ({ day, requests, blocked, failed, costUsd }: Day): string =>
  `${day}: ${count(requests, 'request')}, ${blocked} blocked, ${failed} failed, ${dollars(costUsd)}`

/** Requests of each day as bars, those that were blocked or failed at their foot; cost as a line over them. */
export const DayChart = ({ days }: { readonly days: readonly Day[] }) => {
  const shown = days.slice(-MOST_DAYS)
  const most = Math.max(1, ...shown.map(({ requests }) => requests))
  const dearest = Math.max(...shown.map(({ costUsd }) => costUsd))
  const step = Math.min(40, WIDTH / shown.length)
  const bar = Math.max(2, step * 0.7)
  const tall = (value: number): number => (HEIGHT * value) / most
  const line = shown.map(({ costUsd }, at) => `${at * step + bar / 2},${HEIGHT - (HEIGHT * costUsd) / (dearest || 1)}`)
  return (
    <figure className={styles.chart}>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="xMinYMid meet"
        role="img"
        aria-label={`Requests by day. ${shown.map(saysOf).join('. ')}`}
      >
        <defs>
          <pattern
            id="blocked-stripes"
            width="4"
            height="4"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width="4" height="4" className={styles.bad} />
            <rect width="1.5" height="4" className={styles.stripe} />
          </pattern>
        </defs>
        {shown.map((day, at) => {
          const bad = tall(day.blocked + day.failed)
          const whole = Math.max(1, tall(day.requests))
          return (
            <g key={day.day}>
              <title>{saysOf(day)}</title>
              <rect x={at * step} y={0} width={step} height={HEIGHT} fill="transparent" />
              <rect className={styles.asked} x={at * step} y={HEIGHT - whole} width={bar} height={whole} />
              <rect x={at * step} y={HEIGHT - bad} width={bar} height={bad} fill="url(#blocked-stripes)" />
            </g>
          )
        })}
        {dearest > 0 && shown.length > 1 && <polyline className={styles.cost} points={line.join(' ')} />}
      </svg>
      <figcaption>
        <span>
          {shown[0]?.day}
          {shown.length > 1 ? ` to ${shown.at(-1)?.day}` : ''}
        </span>
        <span className={styles.key} data-key="asked">
          requests, at most {most.toLocaleString('en')} a day
        </span>
        <span className={styles.key} data-key="bad">
          blocked or failed
        </span>
        {dearest > 0 && shown.length > 1 && (
          <span className={styles.key} data-key="cost">
            cost, at most {dollars(dearest)}
          </span>
        )}
      </figcaption>
    </figure>
  )
}
