/** A width and a height; the unit is said where it is used (picture pixels, device pixels). */
export type Size = {
  readonly width: number
  readonly height: number
}
export type Point = {
  readonly x: number
  readonly y: number
}
export type Rect = Size & Point
/**
 * A 2x3 affine map in the canvas's order: x' = a x + c y + e, y' = b x + d y + f.
 * Pixel edges are whole numbers: the first pixel reaches from 0 to 1.
 */
export type Affine = readonly [a: number, b: number, c: number, d: number, e: number, f: number]
export declare const IDENTITY: Affine
export declare const scaling: (x: number, y?: number) => Affine
export declare const translation: (x: number, y: number) => Affine
/** The map that does `first`, then `second`. */
export declare const chained: (first: Affine, second: Affine) => Affine
/** The way back. A map without one (no area) gives the identity: there is nothing to see then anyway. */
export declare const inverse: ([a, b, c, d, e, f]: Affine) => Affine
export declare const apply: ([a, b, c, d, e, f]: Affine, { x, y }: Point) => Point
/** How many times larger a length becomes (the square root of the area's growth). */
export declare const scaleOf: ([a, b, c, d]: Affine) => number
/** True when the map neither turns nor shears. */
export declare const isUpright: ([, b, c]: Affine) => boolean
/** The smallest upright rectangle that holds a mapped picture of this size. */
export declare const boundsOf: (map: Affine, { width, height }: Size) => Rect
/** What two rectangles share; width or height is 0 when they share nothing. */
export declare const intersection: (one: Rect, other: Rect) => Rect
/** The smallest rectangle that holds all of these. */
export declare const union: (rects: readonly Rect[]) => Rect
export declare const contains: (rect: Rect, { x, y }: Point) => boolean
/** Grown outward to whole numbers. */
export declare const outward: (rect: Rect) => Rect
export declare const clamp: (value: number, least: number, most: number) => number
