import type { Plane } from './lab.ts'

/** Radii of three box blurs that together come close to a Gaussian (Kovesi, "Fast almost-Gaussian filtering", 2010). */
const boxes = (sigma: number): readonly number[] => {
  const ideal = Math.sqrt(4 * sigma * sigma + 1)
  const lower = Math.floor(ideal) - (Math.floor(ideal) % 2 === 0 ? 1 : 0)
  const wider = Math.round((12 * sigma * sigma - 3 * lower * lower - 12 * lower - 9) / (-4 * lower - 4))
  return [0, 1, 2].map((index) => ((index < wider ? lower : lower + 2) - 1) / 2)
}

/** One box blur along lines of `length` values that lie `step` apart; the outermost value goes on beyond the rim. */
const boxLines = (
  from: Float32Array,
  to: Float32Array,
  lines: number,
  lineStep: number,
  length: number,
  step: number,
  radius: number,
): void => {
  const share = 1 / (2 * radius + 1)
  for (let line = 0; line < lines; line++) {
    const start = line * lineStep
    const first = from[start] ?? 0
    const last = from[start + (length - 1) * step] ?? 0
    let sum = first * (radius + 1)
    for (let k = 0; k < radius; k++) sum += k < length ? (from[start + k * step] ?? 0) : last
    for (let k = 0; k < length; k++) {
      const enters = k + radius
      const leaves = k - radius - 1
      sum += enters < length ? (from[start + enters * step] ?? 0) : last
      sum -= leaves >= 0 ? (from[start + leaves * step] ?? 0) : first
      to[start + k * step] = sum * share
    }
  }
}

/** A small blur is done with its own weights: boxes are too coarse for it. */
const narrow = ({ width, height, data }: Plane, sigma: number): Float32Array => {
  const radius = Math.ceil(sigma * 3)
  const weights = Array.from({ length: radius + 1 }, (_, k) => Math.exp(-(k * k) / (2 * sigma * sigma)))
  const total = weights.reduce((sum, weight, k) => sum + (k === 0 ? weight : 2 * weight), 0)
  const across = new Float32Array(data.length)
  const out = new Float32Array(data.length)
  const pass = (from: Float32Array, to: Float32Array, step: number, length: number): void => {
    for (let at = 0; at < from.length; at++) {
      const place = step === 1 ? at % width : Math.floor(at / width)
      let sum = (from[at] ?? 0) * (weights[0] ?? 1)
      for (let k = 1; k <= radius; k++) {
        const weight = weights[k] ?? 0
        sum += weight * (from[at - Math.min(k, place) * step] ?? 0)
        sum += weight * (from[at + Math.min(k, length - 1 - place) * step] ?? 0)
      }
      to[at] = sum / total
    }
  }
  pass(data, across, 1, width)
  pass(across, out, width, height)
  return out
}

/** The plane blurred by a Gaussian of `sigma` pixels; a sigma near 0 gives a copy. */
export const blurred = (plane: Plane, sigma: number): Float32Array => {
  const { width, height } = plane
  if (sigma < 0.15) return plane.data.slice()
  if (sigma < 1.6) return narrow(plane, sigma)
  let here = plane.data.slice()
  let there = new Float32Array(here.length)
  for (const radius of boxes(sigma)) {
    boxLines(here, there, height, width, width, 1, radius)
    boxLines(there, here, width, 1, height, width, radius)
  }
  return here
}

/** The mean of the values around each pixel, counted by their weights (normalized convolution); 0 where nothing counts. */
export const weightedBlur = (values: Plane, weights: Float32Array, sigma: number): Float32Array => {
  const { width, height, data } = values
  const sum = blurred({ width, height, data: data.map((value, at) => value * (weights[at] ?? 0)) }, sigma)
  const count = blurred({ width, height, data: weights }, sigma)
  return sum.map((value, at) => value / Math.max(1e-6, count[at] ?? 0))
}
