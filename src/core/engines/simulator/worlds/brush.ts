import type { LinearImage } from '../shot.ts'
import { boxBlur, softBlur } from './blur.ts'
import { ramp } from './colour.ts'

/** A round place that is painted with a finer brush, in pixels. */
export interface FineSpot {
  readonly x: number
  readonly y: number
  readonly radius: number
}

/**
 * Strokes instead of detail: each pixel takes the mean of the calmest of four neighbouring squares (Kuwahara's filter), so
 * edges stay and textures melt. `size` is the square's half-width in pixels.
 */
export const paintWithBrush = (picture: LinearImage, size: number, fine?: FineSpot): Float32Array => {
  const { width, height, data } = picture
  const half = Math.max(1, Math.round(size / 2))
  const four = new Float32Array(width * height * 4)
  for (let i = 0, j = 0; i < data.length; i += 3, j += 4) {
    let sum = 0
    for (let c = 0; c < 3; c++) {
      // Square roots are close to what the eye sees, and keep lamps from eating their surroundings.
      const v = Math.sqrt(Math.max(0, data[i + c] ?? 0))
      four[j + c] = v
      sum += v
    }
    four[j + 3] = (sum * sum) / 9
  }
  const mean = boxBlur(four, width, height, 4, half)
  const out = new Float32Array(data.length)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let best = 0
      let calm = Infinity
      for (let k = 0; k < 4; k++) {
        const sx = Math.min(width - 1, Math.max(0, x + (k % 2 === 0 ? -half : half)))
        const sy = Math.min(height - 1, Math.max(0, y + (k < 2 ? -half : half)))
        const at = (sy * width + sx) * 4
        const m = ((mean[at] ?? 0) + (mean[at + 1] ?? 0) + (mean[at + 2] ?? 0)) / 3
        const spread = (mean[at + 3] ?? 0) - m * m
        if (spread < calm) {
          calm = spread
          best = at
        }
      }
      const i = (y * width + x) * 3
      for (let c = 0; c < 3; c++) out[i + c] = (mean[best + c] ?? 0) ** 2
    }
  // Wet edges: what is left of the squares melts.
  const melted = softBlur(out, width, height, 3, 0.3 * half)
  if (fine !== undefined) keepDetail(melted, picture, fine)
  return melted
}

/** Brings the picture's own detail back toward the middle of a spot. */
const keepDetail = (painted: Float32Array, { width, height, data }: LinearImage, spot: FineSpot): void => {
  const reach = spot.radius * 1.4
  const y1 = Math.min(height - 1, Math.ceil(spot.y + reach))
  const x1 = Math.min(width - 1, Math.ceil(spot.x + reach))
  for (let y = Math.max(0, Math.floor(spot.y - reach)); y <= y1; y++)
    for (let x = Math.max(0, Math.floor(spot.x - reach)); x <= x1; x++) {
      const own = 0.7 * ramp(1.4, 0.6, Math.hypot(x - spot.x, y - spot.y) / spot.radius)
      const i = (y * width + x) * 3
      for (let c = 0; c < 3; c++) painted[i + c] = (painted[i + c] ?? 0) * (1 - own) + (data[i + c] ?? 0) * own
    }
}
