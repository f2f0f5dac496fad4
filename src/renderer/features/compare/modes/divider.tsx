import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { clamp } from '../../../viewer/geometry.ts'
import styles from './divider.module.css'
import type { OverlayProps } from './mode.ts'

const STEP = 0.01
const LEAP = 0.1

/** The line of a wipe: dragged, or moved with the arrow keys while it has the focus. */
export const Divider = ({ across, scene, composition, setAmount }: OverlayProps & { readonly across: boolean }) => {
  const held = useRef(false)
  const [pane] = composition.panes
  if (!pane) return null
  const { density, amount } = scene
  const { x, y, width, height } = pane.rect
  const place = across
    ? { left: (x + Math.round(width * amount)) / density, top: y / density, height: height / density }
    : { top: (y + Math.round(height * amount)) / density, left: x / density, width: width / density }

  const drag = (event: PointerEvent<HTMLElement>): void => {
    if (!held.current) return
    const stage = event.currentTarget.parentElement?.getBoundingClientRect()
    if (!stage) return
    const along = across
      ? ((event.clientX - stage.left) * density - x) / width
      : ((event.clientY - stage.top) * density - y) / height
    setAmount(clamp(along, 0, 1))
  }

  const press = (event: KeyboardEvent): void => {
    const step = event.shiftKey ? LEAP : STEP
    const to: Record<string, number> = {
      ArrowLeft: amount - step,
      ArrowUp: amount - step,
      ArrowRight: amount + step,
      ArrowDown: amount + step,
      PageUp: amount - LEAP,
      PageDown: amount + LEAP,
      Home: 0,
      End: 1,
    }
    const next = to[event.key]
    if (next === undefined) return
    event.preventDefault()
    setAmount(clamp(next, 0, 1))
  }

  return (
    <div
      className={across ? styles.upright : styles.level}
      style={place}
      role="slider"
      tabIndex={0}
      aria-label="Divider between A and B"
      aria-orientation={across ? 'horizontal' : 'vertical'}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(amount * 100)}
      aria-valuetext={`${Math.round(amount * 100)} % shows A`}
      onKeyDown={press}
      onPointerDown={(event) => {
        held.current = true
        event.currentTarget.setPointerCapture(event.pointerId)
        event.stopPropagation()
      }}
      onPointerMove={drag}
      onPointerUp={() => (held.current = false)}
      onPointerCancel={() => (held.current = false)}
    >
      <span className={styles.grip} aria-hidden="true" />
    </div>
  )
}
