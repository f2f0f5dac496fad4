import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import styles from './resizer.module.css'
import { useStudio, useView } from './studio.tsx'

const LEAST = 160
const MOST = 480
const STEP = 16

/** The edge of a column: dragged, or moved with the arrow keys. */
export const Resizer = ({ side }: { readonly side: 'left' | 'right' }) => {
  const { view } = useStudio()
  const width = useView((state) => state[side])
  const start = useRef<{ readonly x: number; readonly width: number } | null>(null)
  const sign = side === 'left' ? 1 : -1

  const set = (next: number): void => view.setState({ [side]: Math.round(Math.min(MOST, Math.max(LEAST, next))) })

  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    event.currentTarget.setPointerCapture(event.pointerId)
    start.current = { x: event.clientX, width }
  }
  const onPointerMove = (event: PointerEvent): void => {
    if (start.current) set(start.current.width + sign * (event.clientX - start.current.x))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = { ArrowRight: STEP, ArrowLeft: -STEP }[event.key]
    if (by === undefined) return
    event.preventDefault()
    set(width + sign * by)
  }

  return (
    <div
      className={styles.resizer}
      role="separator"
      aria-orientation="vertical"
      aria-label={side === 'left' ? 'Width of the left column' : 'Width of the inspector'}
      aria-valuenow={width}
      aria-valuemin={LEAST}
      aria-valuemax={MOST}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => (start.current = null)}
      onKeyDown={onKeyDown}
    />
  )
}
