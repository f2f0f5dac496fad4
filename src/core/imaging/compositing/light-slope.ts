import type { LabPicture } from './lab.ts'

/** A value for each pixel that grows evenly across and down. */
export interface Slope {
  readonly middle: number
  readonly across: number
  readonly down: number
}

const ROUNDS = 5

/** Solves three equations with three unknowns (Cramer); null where they do not tell. */
const solved = (m: readonly number[], v: readonly number[]): readonly [number, number, number] | null => {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = m
  const [p = 0, q = 0, r = 0] = v
  const whole = a * (d * f - e * e) - b * (b * f - e * c) + c * (b * e - d * c)
  if (Math.abs(whole) < 1e-12) return null
  return [
    (p * (d * f - e * e) - b * (q * f - e * r) + c * (q * e - d * r)) / whole,
    (a * (q * f - e * r) - p * (b * f - e * c) + c * (b * r - q * c)) / whole,
    (a * (d * r - q * e) - b * (b * r - q * c) + p * (b * e - d * c)) / whole,
  ]
}

/** Where a pixel lies from the middle of its area, in halves of the area's width. */
export const placeOf = (at: number, width: number, height: number): readonly [number, number] => [
  (2 * (at % width)) / width - 1,
  (2 * Math.floor(at / width) - height) / width,
]

/**
 * The evenly growing value that lies nearest to a plane of differences, with what is far off counted less in each round
 * (weights of 1 / (1 + (off / scale)²)): two lights from two sides differ like this over a whole face, and hair does not.
 */
export const slopeOf = (
  differences: Float32Array,
  { width, height }: Pick<LabPicture, 'width' | 'height'>,
  counts: Float32Array,
  scale: number,
): Slope => {
  let slope: Slope = { middle: 0, across: 0, down: 0 }
  for (let round = 0; round < ROUNDS; round++) {
    let [n, sx, sy, sxx, sxy, syy, s, vx, vy] = [0, 0, 0, 0, 0, 0, 0, 0, 0]
    for (let at = 0; at < differences.length; at += 3) {
      const count = counts[at] ?? 0
      if (count < 0.2) continue
      const [x, y] = placeOf(at, width, height)
      const value = differences[at] ?? 0
      const off = value - slope.middle - slope.across * x - slope.down * y
      const weight = round === 0 ? count : count / (1 + (off / scale) ** 2)
      n += weight
      sx += weight * x
      sy += weight * y
      sxx += weight * x * x
      sxy += weight * x * y
      syy += weight * y * y
      s += weight * value
      vx += weight * value * x
      vy += weight * value * y
    }
    const found = solved([n, sx, sy, sxx, sxy, syy], [s, vx, vy])
    if (found) slope = { middle: found[0], across: found[1], down: found[2] }
  }
  return slope
}
