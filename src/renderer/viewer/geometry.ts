/** A width and a height; the unit is said where it is used (picture pixels, device pixels). */
export type Size = { readonly width: number; readonly height: number }
export type Point = { readonly x: number; readonly y: number }
export type Rect = Size & Point

/**
 * A 2x3 affine map in the canvas's order: x' = a x + c y + e, y' = b x + d y + f.
 * Pixel edges are whole numbers: the first pixel reaches from 0 to 1.
 */
export type Affine = readonly [a: number, b: number, c: number, d: number, e: number, f: number]

export const IDENTITY: Affine = [1, 0, 0, 1, 0, 0]

export const scaling = (x: number, y = x): Affine => [x, 0, 0, y, 0, 0]
export const translation = (x: number, y: number): Affine => [1, 0, 0, 1, x, y]

/** The map that does `first`, then `second`. */
export const chained = (first: Affine, second: Affine): Affine => {
  const [a, b, c, d, e, f] = first
  const [A, B, C, D, E, F] = second
  return [A * a + C * b, B * a + D * b, A * c + C * d, B * c + D * d, A * e + C * f + E, B * e + D * f + F]
}

/** The way back. A map without one (no area) gives the identity: there is nothing to see then anyway. */
export const inverse = ([a, b, c, d, e, f]: Affine): Affine => {
  const area = a * d - b * c
  if (Math.abs(area) < 1e-12) return IDENTITY
  return [d / area, -b / area, -c / area, a / area, (c * f - d * e) / area, (b * e - a * f) / area]
}

export const apply = ([a, b, c, d, e, f]: Affine, { x, y }: Point): Point => ({
  x: a * x + c * y + e,
  y: b * x + d * y + f,
})

/** How many times larger a length becomes (the square root of the area's growth). */
export const scaleOf = ([a, b, c, d]: Affine): number => Math.sqrt(Math.abs(a * d - b * c))

/** True when the map neither turns nor shears. */
export const isUpright = ([, b, c]: Affine): boolean => Math.abs(b) < 1e-9 && Math.abs(c) < 1e-9

/** The smallest upright rectangle that holds a mapped picture of this size. */
export const boundsOf = (map: Affine, { width, height }: Size): Rect => {
  const corners = [
    { x: 0, y: 0 },
    { x: width, y: 0 },
    { x: 0, y: height },
    { x: width, y: height },
  ].map((corner) => apply(map, corner))
  const x = Math.min(...corners.map((corner) => corner.x))
  const y = Math.min(...corners.map((corner) => corner.y))
  return {
    x,
    y,
    width: Math.max(...corners.map((corner) => corner.x)) - x,
    height: Math.max(...corners.map((corner) => corner.y)) - y,
  }
}

/** What two rectangles share; width or height is 0 when they share nothing. */
export const intersection = (one: Rect, other: Rect): Rect => {
  const x = Math.max(one.x, other.x)
  const y = Math.max(one.y, other.y)
  return {
    x,
    y,
    width: Math.max(0, Math.min(one.x + one.width, other.x + other.width) - x),
    height: Math.max(0, Math.min(one.y + one.height, other.y + other.height) - y),
  }
}

/** The smallest rectangle that holds all of these. */
export const union = (rects: readonly Rect[]): Rect => {
  const x = Math.min(...rects.map((rect) => rect.x))
  const y = Math.min(...rects.map((rect) => rect.y))
  return {
    x,
    y,
    width: Math.max(...rects.map((rect) => rect.x + rect.width)) - x,
    height: Math.max(...rects.map((rect) => rect.y + rect.height)) - y,
  }
}

export const contains = (rect: Rect, { x, y }: Point): boolean =>
  x >= rect.x && y >= rect.y && x < rect.x + rect.width && y < rect.y + rect.height

/** Grown outward to whole numbers. */
export const outward = (rect: Rect): Rect => {
  const x = Math.floor(rect.x + 1e-6)
  const y = Math.floor(rect.y + 1e-6)
  return {
    x,
    y,
    width: Math.ceil(rect.x + rect.width - 1e-6) - x,
    height: Math.ceil(rect.y + rect.height - 1e-6) - y,
  }
}

export const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value))
