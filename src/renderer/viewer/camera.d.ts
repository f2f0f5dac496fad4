import { type Affine, type Point, type Rect, type Size } from './geometry.ts'
/**
 * Where we look: `zoom` is device pixels per frame unit, x and y are the frame point at the middle of a pane.
 * One camera serves every pane; that is the lock.
 */
export type Camera = {
  readonly zoom: number
  readonly x: number
  readonly y: number
}
/** How far one picture was taken out of the lock: a shift of its camera in frame units, and a factor on its zoom. */
export type Freed = {
  readonly dx: number
  readonly dy: number
  readonly factor: number
}
export declare const LOCKED: Freed
/** 6400 %: a pixel is as large as a fingertip. */
export declare const MOST_ZOOM = 64
/** Above this many device pixels per picture pixel, pixels are shown as squares. */
export declare const SMOOTH_UP_TO = 3
/** The camera that shows the whole frame in a pane. */
export declare const fitting: (bounds: Rect, pane: Size) => Camera
/** The shared camera as one freed picture sees it. */
export declare const seenBy: (camera: Camera, freed: Freed) => Camera
/** The frame point at a place in a pane (device pixels from the pane's corner). */
export declare const pointAt: (camera: Camera, pane: Size, at: Point) => Point
/** A camera of the given zoom that keeps the frame point under `at` where it is. */
export declare const zoomedAt: (camera: Camera, pane: Size, at: Point, zoom: number) => Camera
/** The camera after the picture was dragged by so many device pixels. */
export declare const draggedBy: (camera: Camera, by: Point) => Camera
/** Keeps the zoom sensible and the middle of the pane on the frame, so that nobody gets lost in the grey. */
export declare const kept: (camera: Camera, bounds: Rect, least: number) => Camera
/** A step of the wheel as a factor on the zoom; `mode` is WheelEvent.deltaMode. A pinch on a touchpad arrives with ctrl. */
export declare const wheelFactor: (delta: number, mode: number, pinch: boolean) => number
/**
 * Picture pixels to device pixels of the stage. Where the picture stands upright at 100 %, 200 % ... it is moved to whole
 * device pixels, so that each of its pixels is shown as exactly that.
 */
export declare const onScreen: (placement: Affine, camera: Camera, pane: Rect) => Affine
