import { softBlur } from './blur.ts'
import { hash } from './noise.ts'

/** Pixels a side; a power of two. */
export const GRAIN_TILE = 512

/** Two grains a pixel, fine and clumped, each with mean 0 and standard deviation 1, as a tile. */
export const grainTile = (seed: number): Float32Array => {
  const n = GRAIN_TILE * GRAIN_TILE
  const fine = new Float32Array(n)
  const rough = new Float32Array(n)
  for (let i = 0; i < n; i++) {
    fine[i] = bell(hash(i, 1, seed))
    rough[i] = bell(hash(i, 2, seed))
  }
  const sharp = softBlur(fine, GRAIN_TILE, GRAIN_TILE, 1, 0.5)
  const clumps = softBlur(rough, GRAIN_TILE, GRAIN_TILE, 1, 1.1)
  const scaleA = 1 / deviation(sharp)
  const scaleB = 1 / deviation(clumps)
  const tile = new Float32Array(n * 2)
  for (let i = 0; i < n; i++) {
    tile[i * 2] = (sharp[i] ?? 0) * scaleA
    tile[i * 2 + 1] = (clumps[i] ?? 0) * scaleB
  }
  return tile
}

/** Four bytes added: close to a normal distribution, mean 0. */
const bell = (h: number): number => (h & 255) + ((h >>> 8) & 255) + ((h >>> 16) & 255) + (h >>> 24) - 510

const deviation = (values: Float32Array): number => {
  let sum = 0
  for (const v of values) sum += v * v
  return Math.sqrt(sum / values.length)
}
