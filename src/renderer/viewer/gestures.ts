import { wheelFactor } from './camera.ts'
import type { Point } from './geometry.ts'

/** What fingers, pens, mice and wheels mean, in device pixels of the stage. `alone` is Shift: only this picture. */
export type Gestures = {
  readonly drag: (from: Point, by: Point, alone: boolean) => void
  readonly zoom: (at: Point, factor: number, alone: boolean) => void
  readonly toggle: (at: Point) => void
  /** Where the pointer is, or null when it left. */
  readonly point: (at: Point | null) => void
}

const middle = (one: Point, other: Point): Point => ({ x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 })
const apart = (one: Point, other: Point): number => Math.hypot(one.x - other.x, one.y - other.y)

/** Buttons and sliders that lie over the stage keep their own presses. */
const isControl = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('button, a, input, [role=slider]') !== null

/**
 * Listens on an element that covers the stage; `density` gives device pixels per CSS pixel. Gives back how to stop.
 * A drag belongs to the place it began at, so that it may leave its pane.
 */
export const listen = (stage: HTMLElement, density: () => number, gestures: Gestures): (() => void) => {
  const fingers = new Map<number, Point>()
  let began: Point = { x: 0, y: 0 }

  const place = (event: MouseEvent): Point => {
    const { left, top } = stage.getBoundingClientRect()
    return { x: (event.clientX - left) * density(), y: (event.clientY - top) * density() }
  }

  const down = (event: PointerEvent): void => {
    if (event.button > 1 || fingers.size > 1 || isControl(event.target)) return
    stage.setPointerCapture(event.pointerId)
    fingers.set(event.pointerId, place(event))
    began = place(event)
  }

  const move = (event: PointerEvent): void => {
    const here = place(event)
    gestures.point(here)
    const before = fingers.get(event.pointerId)
    if (!before) return
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1]
    fingers.set(event.pointerId, here)
    if (other) {
      const [old, now] = [middle(before, other), middle(here, other)]
      gestures.drag(old, { x: now.x - old.x, y: now.y - old.y }, event.shiftKey)
      if (apart(before, other) > 0) gestures.zoom(now, apart(here, other) / apart(before, other), event.shiftKey)
    } else gestures.drag(began, { x: here.x - before.x, y: here.y - before.y }, event.shiftKey)
  }

  const up = (event: PointerEvent): void => {
    fingers.delete(event.pointerId)
    const [left] = fingers.values()
    if (left) began = left
  }

  const wheel = (event: WheelEvent): void => {
    event.preventDefault()
    // With Shift held some systems turn the wheel sideways.
    const delta = event.deltaY === 0 ? event.deltaX : event.deltaY
    gestures.zoom(place(event), wheelFactor(delta, event.deltaMode, event.ctrlKey), event.shiftKey)
  }

  const toggle = (event: MouseEvent): void => {
    if (!isControl(event.target)) gestures.toggle(place(event))
  }
  const leave = (): void => gestures.point(null)

  const listening = new AbortController()
  const { signal } = listening
  stage.addEventListener('pointerdown', down, { signal })
  stage.addEventListener('pointermove', move, { signal })
  stage.addEventListener('pointerup', up, { signal })
  stage.addEventListener('pointercancel', up, { signal })
  stage.addEventListener('pointerleave', leave, { signal })
  stage.addEventListener('wheel', wheel, { signal, passive: false })
  stage.addEventListener('dblclick', toggle, { signal })
  return () => listening.abort()
}
