import { blurred } from './blur.ts'
import { heightOf, type Mesh, spotsOf } from './face-points.ts'
import type { Area, Plane } from './lab.ts'
import type { Spot } from './registration.ts'

/** Inner corners of the eyes: a frame crosses the nose between them. */
const INNER_CORNERS = [133, 362] as const
/** Stretches of the way from one inner corner to the other: a turned nose hides some of them. */
const STRETCHES = [0.05, 0.2, 0.35, 0.5, 0.65] as const
const STRETCH = 0.3
/** How far above and below the corners is looked, as shares of the face's height: brows begin above. */
const ABOVE = -0.065
const BELOW = 0.1
/** How far off the skin is that a line is compared with. */
const BESIDE = 0.03

/**
 * How much darker a line across the bridge of the nose is than the skin above and below it, in lightness (OKLab, 0 to 1):
 * the frame of a pair of glasses. Measured on 18 drawn faces and 6 photographed and scanned ones: at most 0.04 without
 * glasses, at least 0.25 with dark frames; rimless ones are not seen.
 */
export const frameOver = (lightness: Plane, area: Area, mesh: Mesh): number => {
  const size = heightOf(mesh)
  const soft = blurred(lightness, Math.max(0.6, 0.004 * size))
  const [from, to] = spotsOf(mesh, INNER_CORNERS)
  if (!from || !to) return 0
  const way: Spot = [to[0] - from[0], to[1] - from[1]]
  const length = Math.hypot(way[0], way[1]) || 1
  const down: Spot = [-way[1] / length, way[0] / length]
  const at = (along: number, below: number): number => {
    const x = Math.round(from[0] + way[0] * along + down[0] * below - area.x)
    const y = Math.round(from[1] + way[1] * along + down[1] * below - area.y)
    if (x < 0 || y < 0 || x >= area.width || y >= area.height) return 0
    return soft[y * area.width + x] ?? 0
  }
  const beside = BESIDE * size
  let darkest = 0
  for (let below = ABOVE * size; below < BELOW * size; below += 0.5)
    for (const start of STRETCHES) {
      const depths = Array.from({ length: 11 }, (_, step) => {
        const along = start + (STRETCH * step) / 10
        return Math.min(at(along, below - beside), at(along, below + beside)) - at(along, below)
      }).toSorted((a, b) => a - b)
      darkest = Math.max(darkest, depths[3] ?? 0)
    }
  return darkest
}
