import type { Rgb } from '../shot.ts'
import { softBlur } from './blur.ts'
import { type Easel } from './easel.ts'
import type { Shade } from './plate.ts'
import { shrink } from './scale.ts'

const STEP = 4

/**
 * A polished surface below a line of the picture (in pixels from the top): its own colour plus the smeared mirror image of
 * what has been painted above, strongest near the line. `strength` 1 is a mirror.
 */
export const polished = (e: Easel, line: number, base: Rgb, strength: number): Shade => {
  const small = shrink(e.picture.data, e.width, e.height, 4, STEP)
  const soft = softBlur(small.data, small.width, small.height, 4, Math.max(1, small.height * 0.012))
  const rows = small.height
  return (x, y, out) => {
    const below = Math.max(0, y - line)
    const weaker = strength * (0.35 + 0.65 * Math.exp((-below / e.height) * 7))
    const column = Math.min(small.width - 1, Math.floor(x / STEP))
    for (let c = 0; c < 3; c++) out[c] = base[c] ?? 0
    for (let tap = 0; tap < 4; tap++) {
      const from = Math.floor((line - below * (0.55 + 0.4 * tap)) / STEP)
      const i = (Math.min(rows - 1, Math.max(0, from)) * small.width + column) * 4
      for (let c = 0; c < 3; c++) out[c] = (out[c] ?? 0) + Math.min(2.5, soft[i + c] ?? 0) * weaker * 0.25
    }
  }
}
