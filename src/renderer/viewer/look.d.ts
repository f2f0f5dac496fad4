import { type StoreApi } from 'zustand/vanilla'
import { type Camera, type Freed } from './camera.ts'
import { type Point, type Rect, type Affine } from './geometry.ts'
/** Where the viewer looks: one camera for all ("fit" follows the pane's size), and the pictures taken out of the lock. */
export type Look = {
  readonly camera: Camera | 'fit'
  readonly freed: Readonly<Record<string, Freed>>
}
export declare const WHOLE: Look
/** A look that lives as long as a comparison: views subscribe, gestures set. */
export declare const openLook: () => StoreApi<Look>
/** Where something happens: the pane, the picture in it, and a place on the stage in device pixels. */
export type Spot = {
  readonly bounds: Rect
  readonly pane: Rect
  readonly sha256: string
  readonly placement: Affine
  readonly at: Point
  /** Only this picture, out of the lock. */
  readonly alone: boolean
}
/** The shared camera in a pane, "fit" worked out. */
export declare const sharedCamera: (look: Look, bounds: Rect, pane: Rect) => Camera
/** The camera one picture is seen by, its own freedom included. */
export declare const cameraOf: (look: Look, bounds: Rect, pane: Rect, sha256: string) => Camera
/** Zooms by a factor; the point under the pointer stays where it is. */
export declare const zoomed: (look: Look, spot: Spot, factor: number) => Look
/** Zooms so that one pixel of the picture under the pointer takes `scale` device pixels. */
export declare const zoomedTo: (look: Look, spot: Spot, scale: number) => Look
/** Drags by device pixels. */
export declare const dragged: (look: Look, spot: Spot, by: Point) => Look
/** Between everything in view and 100 % of the picture under the pointer. */
export declare const toggled: (look: Look, spot: Spot) => Look
/** Every picture back in the lock. */
export declare const locked: (look: Look) => Look
