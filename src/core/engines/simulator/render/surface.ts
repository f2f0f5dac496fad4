import type { Vec3 } from './math.ts'

/** What a painter says of one point of a surface: a scratch record, written anew for every point. Linear light. */
export interface Surface {
  r: number
  g: number
  b: number
  /** Strength and roughness of the highlight. */
  gloss: number
  rough: number
  /** Light added whatever reaches the point, as a share of the key: the catch lights of the eyes. */
  glint: number
}

export const cover = (s: Surface, c: Vec3, a: number): void => {
  s.r += (c[0] - s.r) * a
  s.g += (c[1] - s.g) * a
  s.b += (c[2] - s.b) * a
}

/** Darkens by `a`, the blue most: shadows in skin stay warm. */
export const shadeWarm = (s: Surface, a: number): void => {
  s.r *= 1 - a * 0.8
  s.g *= 1 - a
  s.b *= 1 - a * 1.04
}

/** A rounded stroke's coverage: 1 within `half` of the line, soft over `blur`. */
export const stroke = (distance: number, half: number, blur: number): number => {
  const d = distance < 0 ? -distance : distance
  const t = (half + blur * 0.5 - d) / blur
  return t <= 0 ? 0 : t >= 1 ? 1 : t
}
