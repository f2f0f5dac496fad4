import { type Affine, clamp, isUpright, type Point, type Rect, type Size, chained } from './geometry.ts'

/**
 * Where we look: `zoom` is device pixels per frame unit, x and y are the frame point at the middle of a pane.
 * One camera serves every pane; that is the lock.
 */
export type Camera = { readonly zoom: number; readonly x: number; readonly y: number }

/** How far one picture was taken out of the lock: a shift of its camera in frame units, and a factor on its zoom. */
export type Freed = { readonly dx: number; readonly dy: number; readonly factor: number }

export const LOCKED: Freed = { dx: 0, dy: 0, factor: 1 }

/** 6400 %: a pixel is as large as a fingertip. */
export const MOST_ZOOM = 64

/** Above this many device pixels per picture pixel, pixels are shown as squares. */
export const SMOOTH_UP_TO = 3

/** The camera that shows the whole frame in a pane. */
export const fitting = (bounds: Rect, pane: Size): Camera => ({
  zoom: Math.max(1e-4, Math.min(MOST_ZOOM, pane.width / bounds.width, pane.height / bounds.height)),
  x: bounds.x + bounds.width / 2,
  y: bounds.y + bounds.height / 2,
})

/** The shared camera as one freed picture sees it. */
export const seenBy = (camera: Camera, freed: Freed): Camera => ({
  zoom: camera.zoom * freed.factor,
  x: camera.x + freed.dx,
  y: camera.y + freed.dy,
})

/** The frame point at a place in a pane (device pixels from the pane's corner). */
export const pointAt = (camera: Camera, pane: Size, at: Point): Point => ({
  x: camera.x + (at.x - pane.width / 2) / camera.zoom,
  y: camera.y + (at.y - pane.height / 2) / camera.zoom,
})

/** A camera of the given zoom that keeps the frame point under `at` where it is. */
export const zoomedAt = (camera: Camera, pane: Size, at: Point, zoom: number): Camera => {
  const held = pointAt(camera, pane, at)
  return { zoom, x: held.x - (at.x - pane.width / 2) / zoom, y: held.y - (at.y - pane.height / 2) / zoom }
}

/** The camera after the picture was dragged by so many device pixels. */
export const draggedBy = (camera: Camera, by: Point): Camera => ({
  ...camera,
  x: camera.x - by.x / camera.zoom,
  y: camera.y - by.y / camera.zoom,
})

/** Keeps the zoom sensible and the middle of the pane on the frame, so that nobody gets lost in the grey. */
export const kept = (camera: Camera, bounds: Rect, least: number): Camera => ({
  zoom: clamp(camera.zoom, least, MOST_ZOOM),
  x: clamp(camera.x, bounds.x, bounds.x + bounds.width),
  y: clamp(camera.y, bounds.y, bounds.y + bounds.height),
})

/** A step of the wheel as a factor on the zoom; `mode` is WheelEvent.deltaMode. A pinch on a touchpad arrives with ctrl. */
export const wheelFactor = (delta: number, mode: number, pinch: boolean): number => {
  const pixels = mode === 1 ? delta * 16 : mode === 2 ? delta * 400 : delta
  return Math.exp(-clamp(pixels, -400, 400) * (pinch ? 0.01 : 0.002))
}

/**
 * Picture pixels to device pixels of the stage. Where the picture stands upright at 100 %, 200 % ... it is moved to whole
 * device pixels, so that each of its pixels is shown as exactly that.
 */
export const onScreen = (placement: Affine, camera: Camera, pane: Rect): Affine => {
  const { zoom } = camera
  const map = chained(placement, [
    zoom,
    0,
    0,
    zoom,
    pane.x + pane.width / 2 - camera.x * zoom,
    pane.y + pane.height / 2 - camera.y * zoom,
  ])
  const whole = Math.round(map[0])
  const exact =
    whole >= 1 && isUpright(map) && Math.abs(map[0] - whole) < 1e-4 * whole && Math.abs(map[3] - whole) < 1e-4 * whole
  return exact ? [whole, 0, 0, whole, Math.round(map[4]), Math.round(map[5])] : map
}
