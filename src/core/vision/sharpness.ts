import { laplacianVariances, luminance } from '../imaging/quality.ts'
import { cropOf, type Frame, type Pyramid } from './crop.ts'

const MOST_SIDE = 160
const LEAST_SIDE = 24
/** Edges against contrast, as its logarithm, of faces that anybody calls blurred and sharp. */
const BLURRED = -5
const SHARP = -1

/** 0 (blurred) to 1 (sharp): how much of a face's contrast is in its finest detail, at the size that it has. */
export const sharpnessOf = (pyramid: Pyramid, features: Frame): number => {
  const side = Math.round(Math.max(LEAST_SIDE, Math.min(MOST_SIDE, features.side)))
  const data = Uint8Array.from(cropOf(pyramid, features, side))
  const grey = luminance({ data, width: side, height: side })
  const mean = grey.reduce((sum, v) => sum + v, 0) / grey.length
  const contrast = grey.reduce((sum, v) => sum + (v - mean) ** 2, 0) / grey.length
  const edges = laplacianVariances(grey, side, side, 1)[0] ?? 0
  const detail = Math.log((edges + 1e-3) / (contrast + 4))
  return Math.max(0, Math.min(1, (detail - BLURRED) / (SHARP - BLURRED)))
}
