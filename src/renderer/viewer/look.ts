import { createStore, type StoreApi } from 'zustand/vanilla'
import { type Camera, draggedBy, fitting, type Freed, kept, LOCKED, MOST_ZOOM, seenBy, zoomedAt } from './camera.ts'
import { type Affine, apply, clamp, inverse, type Point, type Rect, scaleOf } from './geometry.ts'

/** Where the viewer looks: one camera for all ("fit" follows the pane's size), and the pictures taken out of the lock. */
export type Look = {
  readonly camera: Camera | 'fit'
  readonly freed: Readonly<Record<string, Freed>>
}

export const WHOLE: Look = { camera: 'fit', freed: {} }

/** A look that lives as long as a comparison: views subscribe, gestures set. */
export const openLook = (): StoreApi<Look> => createStore<Look>(() => WHOLE)

/** Where something happens: the pane, the picture in it, and a place on the stage in device pixels. */
export type Spot = {
  /** What "fit" shows, and how far the frame reaches. */
  readonly bounds: Rect
  readonly reach: Rect
  readonly pane: Rect
  readonly sha256: string
  readonly placement: Affine
  readonly at: Point
  /** Only this picture, out of the lock. */
  readonly alone: boolean
}

/** The shared camera in a pane, "fit" worked out. */
export const sharedCamera = (look: Look, bounds: Rect, pane: Rect): Camera =>
  look.camera === 'fit' ? fitting(bounds, pane) : look.camera

/** The camera one picture is seen by, its own freedom included. */
export const cameraOf = (look: Look, bounds: Rect, pane: Rect, sha256: string): Camera =>
  seenBy(sharedCamera(look, bounds, pane), look.freed[sha256] ?? LOCKED)

const leastZoom = (reach: Rect, pane: Rect): number => Math.min(0.5, fitting(reach, pane).zoom / 2)

/** The look after the camera of the picture under the pointer became `next`, alone or with all the others. */
const moved = (look: Look, spot: Spot, next: Camera): Look => {
  const { bounds, reach, pane, sha256 } = spot
  const shared = sharedCamera(look, bounds, pane)
  const freed = look.freed[sha256] ?? LOCKED
  if (spot.alone) {
    const own = { dx: next.x - shared.x, dy: next.y - shared.y, factor: next.zoom / shared.zoom }
    return { ...look, freed: { ...look.freed, [sha256]: own } }
  }
  const camera = { zoom: next.zoom / freed.factor, x: next.x - freed.dx, y: next.y - freed.dy }
  return { ...look, camera: kept(camera, reach, leastZoom(reach, pane)) }
}

const inPane = ({ at, pane }: Spot): Point => ({ x: at.x - pane.x, y: at.y - pane.y })

/** Zooms by a factor; the point under the pointer stays where it is. */
export const zoomed = (look: Look, spot: Spot, factor: number): Look => {
  const own = cameraOf(look, spot.bounds, spot.pane, spot.sha256)
  const zoom = clamp(own.zoom * factor, leastZoom(spot.reach, spot.pane), MOST_ZOOM)
  return moved(look, spot, zoomedAt(own, spot.pane, inPane(spot), zoom))
}

/** Zooms so that one pixel of the picture under the pointer takes `scale` device pixels. */
export const zoomedTo = (look: Look, spot: Spot, scale: number): Look => {
  const own = cameraOf(look, spot.bounds, spot.pane, spot.sha256)
  return moved(look, spot, zoomedAt(own, spot.pane, inPane(spot), scale / scaleOf(spot.placement)))
}

/** Drags by device pixels. */
export const dragged = (look: Look, spot: Spot, by: Point): Look =>
  moved(look, spot, draggedBy(cameraOf(look, spot.bounds, spot.pane, spot.sha256), by))

/** Between everything in view and 100 % of the picture under the pointer. */
export const toggled = (look: Look, spot: Spot): Look =>
  look.camera === 'fit' ? zoomedTo(look, { ...spot, alone: false }, 1) : { ...look, camera: 'fit' }

/** Every picture back in the lock. */
export const locked = (look: Look): Look => ({ ...look, freed: {} })

/**
 * The look after the frame was laid out anew: where everything was shown, everything is again; else the picture that people look
 * at stays where and as large as it is, and the others go with it.
 */
export const relaid = (look: Look, before: Affine, after: Affine): Look => {
  const { camera } = look
  if (camera === 'fit') return WHOLE
  const middle = apply(after, apply(inverse(before), camera))
  return { camera: { ...middle, zoom: (camera.zoom * scaleOf(before)) / scaleOf(after) }, freed: {} }
}
