import type { EncodePng } from './draw.ts'
import type { Pixels } from './reading/face.ts'
import { GRAIN_TILE, grainTile } from './worlds/grain.ts'

/** Grey levels that the grain laid over everything deviates by. */
const GRAIN = 2.2
/** How much darker the corners are than the middle: the last touch of a grade. */
const FALL_OFF = 0.05

/**
 * A finished picture developed once more, as a model does that is asked for one light and one grain: a shade more contrast,
 * one grain over all, the corners a little darker. Who and what is in it stays. Equal input gives equal bytes.
 */
export const unified = async (
  { width, height, data }: Pixels,
  seed: number,
  encodePng: EncodePng,
): Promise<Uint8Array> => {
  const grain = grainTile(seed)
  const out = new Uint8Array(width * height * 3)
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const far = Math.hypot(x / width - 0.5, y / height - 0.5) / Math.SQRT1_2
      const light = 1 - FALL_OFF * far * far
      const speck = GRAIN * (grain[((y % GRAIN_TILE) * GRAIN_TILE + (x % GRAIN_TILE)) * 2] ?? 0)
      for (let channel = 0; channel < 3; channel++, at++) {
        const value = (data[at] ?? 0) / 255
        const curved = value + 0.12 * value * (1 - value) * (2 * value - 1)
        out[at] = Math.max(0, Math.min(255, Math.round(curved * 255 * light + speck)))
      }
    }
  return await encodePng(out, width, height)
}
