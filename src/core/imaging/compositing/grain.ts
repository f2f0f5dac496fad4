import { blurred, weightedBlur } from './blur.ts'
import type { Plane } from './lab.ts'

/** Grain: its strength around each pixel (standard deviation), and how coarse it is (sigma in pixels, 0 white noise). */
export interface Grain {
  readonly strength: Float32Array
  readonly coarse: number
}

const BLOCK = 6
/** Of the blocks around a place the calm ones tell the grain; the others hold hair, edges, lashes. */
const CALM = 0.3
/** A block's deviation lies below the true one when it is picked for being calm; measured on plain noise. */
const PICKED = 1.12

const detail = (plane: Plane, sigma: number): Float32Array => {
  const soft = blurred(plane, sigma)
  return plane.data.map((value, at) => value - (soft[at] ?? 0))
}

/** Standard deviations of blocks of a plane, those that count for nothing left out. */
const blocksOf = (values: Float32Array, { width, height }: Plane, counts: Float32Array) => {
  const blocks: { readonly x: number; readonly y: number; readonly deviation: number }[] = []
  for (let y = 0; y + BLOCK <= height; y += BLOCK)
    for (let x = 0; x + BLOCK <= width; x += BLOCK) {
      let sum = 0
      let squares = 0
      let counted = 0
      for (let j = 0; j < BLOCK; j++)
        for (let i = 0; i < BLOCK; i++) {
          const at = (y + j) * width + x + i
          const value = values[at] ?? 0
          sum += value
          squares += value * value
          counted += counts[at] ?? 0
        }
      const size = BLOCK * BLOCK
      if (counted < 0.7 * size) continue
      blocks.push({ x, y, deviation: Math.sqrt(Math.max(0, squares / size - (sum / size) ** 2)) })
    }
  return blocks
}

const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(share * (values.length - 1))] ?? 0

/** A number from -1 to 1 for each place and seed, without memory; equal on every machine (xorshift-multiply, 32 bits). */
const hash = (at: number, seed: number): number => {
  let h = Math.imul(at ^ seed, 0x9e3779b1)
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return ((h ^ (h >>> 16)) >>> 0) / 2_147_483_648 - 1
}

/** Noise of deviation 1, as coarse as asked. Equal seeds give equal noise. */
export const noise = (width: number, height: number, coarse: number, seed: number): Float32Array => {
  const white = Float32Array.from(
    { length: width * height },
    (_, at) => hash(at, seed) + hash(at, seed + 1) + hash(at, seed + 2),
  )
  const soft = blurred({ width, height, data: white }, coarse)
  let squares = 0
  for (const value of soft) squares += value * value
  const scale = 1 / Math.sqrt(squares / Math.max(1, soft.length) || 1)
  return soft.map((value) => value * scale)
}

/** How much finer detail there is than coarser, by which grain of different coarseness is told apart. */
const finenessOf = (plane: Plane, counts: Float32Array): number => {
  const fine = blocksOf(detail(plane, 0.7), plane, counts).map(({ deviation }) => deviation)
  const all = blocksOf(detail(plane, 1.5), plane, counts).map(({ deviation }) => deviation)
  return quantile(fine, CALM) / Math.max(1e-6, quantile(all, CALM))
}

const COARSENESS = [0, 0.4, 0.6, 0.8, 1, 1.3, 1.7] as const
const SAMPLE = 96
const fineness = COARSENESS.map((coarse) => ({
  coarse,
  fineness: finenessOf(
    { width: SAMPLE, height: SAMPLE, data: noise(SAMPLE, SAMPLE, coarse, 7) },
    new Float32Array(SAMPLE * SAMPLE).fill(1),
  ),
}))

/** The deviation that detail above 1.5 pixels keeps of noise of each coarseness. */
const kept = COARSENESS.map((coarse) => {
  const plane = { width: SAMPLE, height: SAMPLE, data: noise(SAMPLE, SAMPLE, coarse, 7) }
  return {
    coarse,
    share: quantile(
      blocksOf(detail(plane, 1.5), plane, new Float32Array(SAMPLE * SAMPLE).fill(1)).map(({ deviation }) => deviation),
      CALM,
    ),
  }
})

/**
 * The grain of a plane where it counts, read from the calm blocks around each place.
 * @param reach over how many pixels the strength is averaged
 */
export const grainOf = (plane: Plane, counts: Float32Array, reach: number): Grain => {
  const { width, height } = plane
  const blocks = blocksOf(detail(plane, 1.5), plane, counts)
  const measured = finenessOf(plane, counts)
  const nearest = fineness.toSorted((a, b) => Math.abs(a.fineness - measured) - Math.abs(b.fineness - measured))[0]
  const coarse = nearest?.coarse ?? 0
  const share = kept.find((one) => one.coarse === coarse)?.share ?? 1
  const calm = quantile(
    blocks.map(({ deviation }) => deviation),
    CALM,
  )
  const values = new Float32Array(width * height)
  const weights = new Float32Array(width * height)
  for (const { x, y, deviation } of blocks) {
    if (deviation > 2 * calm) continue
    for (let j = 0; j < BLOCK; j++)
      for (let i = 0; i < BLOCK; i++) {
        const at = (y + j) * width + x + i
        values[at] = deviation
        weights[at] = 1
      }
  }
  const local = weightedBlur({ width, height, data: values }, weights, reach)
  const near = blurred({ width, height, data: weights }, reach)
  const everywhere = calm / Math.max(0.05, share)
  return {
    coarse,
    strength: local.map((value, at) => {
      const trust = Math.min(1, (near[at] ?? 0) * 8)
      return trust * Math.min(value / Math.max(0.05, share) / PICKED, 1.5 * everywhere) + (1 - trust) * everywhere
    }),
  }
}
