import { useEffect, useRef, useState } from 'react'
import type { LineageNode } from '../../../contract/api/index.ts'
import type { Sha256 } from '../../../contract/index.ts'
import type { Measured } from '../../studio/insights.ts'
import type { Size } from '../../viewer/geometry.ts'
import { Loss } from './loss.tsx'
import styles from './row.module.css'
import { StepTile } from './step-tile.tsx'
import type { Role, Step, StepLikeness } from './steps.ts'

/** Left and right of the row. */
const EDGE = 16
/** Between two steps, where what was lost is told. */
const GAP = 44
/** A head and its shoulders, upright. */
const PROPORTIONS = 4 / 5
const MOST_WIDE = 420

/** The size of a step's window in so wide and high a place. */
const windowIn = (room: Size, steps: number): Size => {
  const width = Math.floor(
    Math.min(MOST_WIDE, (room.width - 2 * EDGE - GAP * (steps - 1)) / steps, room.height * 0.46 * PROPORTIONS),
  )
  return { width: Math.max(72, width), height: Math.round(Math.max(72, width) / PROPORTIONS) }
}

/** The five stations beside each other, with what was lost between them. */
export const Row = ({
  steps,
  along,
  shown,
  measured,
  whole,
  focus,
  onLook,
  onPick,
}: {
  readonly steps: readonly Step[]
  readonly along: readonly StepLikeness[]
  /** The picture that stands for each step. */
  readonly shown: readonly (LineageNode | null)[]
  readonly measured: Measured
  readonly whole: boolean
  readonly focus: Sha256 | null
  readonly onLook: (sha256: Sha256) => void
  readonly onPick: (role: Role, sha256: Sha256) => void
}) => {
  const element = useRef<HTMLOListElement>(null)
  const [room, setRoom] = useState<Size>({ width: 0, height: 0 })
  useEffect(() => {
    const screen = element.current?.parentElement
    if (!screen) return
    const watch = new ResizeObserver(([entry]) => {
      if (entry) setRoom({ width: entry.contentRect.width, height: entry.contentRect.height })
    })
    watch.observe(screen)
    return () => watch.disconnect()
  }, [])
  const window = windowIn(room, steps.length)
  return (
    <ol className={styles.row} ref={element} aria-label="From the photos to the final">
      {steps.map((step, index) => {
        const told = along[index] ?? { score: null, lost: null, worst: false }
        return (
          <li key={step.role} className={styles.station} data-worst={told.worst || undefined}>
            {index > 0 && <Loss width={GAP} height={window.height} told={told} empty={step.pictures.length === 0} />}
            {room.width > 0 && (
              <StepTile
                step={step}
                node={shown[index] ?? null}
                told={told}
                measured={measured}
                whole={whole}
                window={window}
                focus={focus}
                onLook={onLook}
                onPick={(sha256) => onPick(step.role, sha256)}
              />
            )}
          </li>
        )
      })}
    </ol>
  )
}
