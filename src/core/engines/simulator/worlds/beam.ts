import type { Rgb } from '../shot.ts'
import { type Easel, type Place, scaleAt, screenX, screenY } from './easel.ts'
import { cloudNoise } from './noise.ts'

/**
 * Adds a shaft of light in dusty air from a source to where it falls; radii in metres. It is softest at the sides, thins out
 * along its way, and drifting dust makes it uneven.
 */
export const beam = (e: Easel, from: Place, to: Place, fromRadius: number, toRadius: number, light: Rgb): void => {
  const ax = screenX(e, from[0], from[2])
  const ay = screenY(e, from[1], from[2])
  const bx = screenX(e, to[0], to[2])
  const by = screenY(e, to[1], to[2])
  const long = Math.hypot(bx - ax, by - ay)
  if (long < 1) return
  const dx = (bx - ax) / long
  const dy = (by - ay) / long
  const r0 = Math.max(0.5, fromRadius * scaleAt(e, from[2]))
  const r1 = Math.max(0.5, toRadius * scaleAt(e, to[2]))
  const reach = 1.6 * Math.max(r0, r1)
  const x0 = Math.max(0, Math.floor(Math.min(ax, bx) - reach))
  const x1 = Math.min(e.width - 1, Math.ceil(Math.max(ax, bx) + reach))
  const y0 = Math.max(0, Math.floor(Math.min(ay, by) - reach))
  const y1 = Math.min(e.height - 1, Math.ceil(Math.max(ay, by) + reach))
  const dust = dustAlong(long, e.seed + Math.round(ax))
  const d = e.layer.data
  e.touched = true
  for (let y = y0; y <= y1; y++)
    for (let x = x0; x <= x1; x++) {
      const px = x + 0.5 - ax
      const py = y + 0.5 - ay
      const t = (px * dx + py * dy) / long
      if (t <= 0 || t >= 1) continue
      const across = Math.abs(px * dy - py * dx) / (r0 + (r1 - r0) * t)
      if (across >= 1.5) continue
      const side = 1 - across / 1.5
      const k =
        side * side * (1 - t) * (0.35 + 0.65 / (1 + 2.5 * t)) * Math.min(1, t * 30) * (dust[Math.floor(t * 64)] ?? 1)
      const i = (y * e.width + x) * 4
      for (let c = 0; c < 3; c++) d[i + c] = (d[i + c] ?? 0) + (light[c] ?? 0) * k
    }
}

const dustAlong = (long: number, seed: number): Float32Array => {
  const dust = new Float32Array(65)
  for (let i = 0; i <= 64; i++) dust[i] = 0.6 + 0.8 * cloudNoise((i * long) / 3200, 0.5, seed, 3)
  return dust
}
