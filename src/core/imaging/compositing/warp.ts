import type { Area, LabPicture } from './lab.ts'
import type { Spot } from './registration.ts'

/** Pixels between the places where the map is worked out; between them it is taken as straight. */
const STEP = 8

/** Weights of the four neighbours at a place between the middle two (Catmull-Rom). */
const cubic = (t: number): readonly [number, number, number, number] => [
  ((2 - t) * t - 1) * t * 0.5,
  ((3 * t - 5) * t * t + 2) * 0.5,
  ((4 - 3 * t) * t + 1) * t * 0.5,
  (t - 1) * t * t * 0.5,
]

/**
 * A picture drawn into the place of another: each pixel of the area looks up where it comes from.
 * @param source where a pixel of the target picture lies in `from`, in pixels of `from`
 */
export const warped = (from: LabPicture, area: Area, source: (spot: Spot) => Spot): LabPicture => {
  const { width, height } = area
  const columns = Math.ceil(width / STEP) + 2
  const rows = Math.ceil(height / STEP) + 2
  const grid = new Float32Array(columns * rows * 2)
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      grid.set(source([area.x + column * STEP, area.y + row * STEP]), (row * columns + column) * 2)
  const out = from.channels.map(() => new Float32Array(width * height))
  const planes = from.channels
  const offsets = new Int32Array(16)
  const weights = new Float32Array(16)
  for (let y = 0, at = 0; y < height; y++) {
    const row = Math.floor(y / STEP)
    const v = y / STEP - row
    for (let x = 0; x < width; x++, at++) {
      const column = Math.floor(x / STEP)
      const u = x / STEP - column
      const node = (row * columns + column) * 2
      const below = node + columns * 2
      const mix = (k: number): number =>
        ((grid[node + k] ?? 0) * (1 - u) + (grid[node + 2 + k] ?? 0) * u) * (1 - v) +
        ((grid[below + k] ?? 0) * (1 - u) + (grid[below + 2 + k] ?? 0) * u) * v
      const sx = mix(0)
      const sy = mix(1)
      const left = Math.floor(sx)
      const top = Math.floor(sy)
      const across = cubic(sx - left)
      const down = cubic(sy - top)
      for (let j = 0, n = 0; j < 4; j++) {
        const line = Math.max(0, Math.min(from.height - 1, top + j - 1)) * from.width
        for (let i = 0; i < 4; i++, n++) {
          offsets[n] = line + Math.max(0, Math.min(from.width - 1, left + i - 1))
          weights[n] = (across[i] ?? 0) * (down[j] ?? 0)
        }
      }
      for (let channel = 0; channel < 3; channel++) {
        const plane = planes[channel]
        const target = out[channel]
        if (!plane || !target) continue
        let sum = 0
        for (let n = 0; n < 16; n++) sum += (plane[offsets[n] ?? 0] ?? 0) * (weights[n] ?? 0)
        target[at] = sum
      }
    }
  }
  const [l, a, b] = out
  if (!l || !a || !b) throw new Error('three planes were drawn')
  return { width, height, channels: [l, a, b] }
}
