import type { Person } from '../shot.ts'
import type { Anatomy } from './anatomy.ts'
import { clamp, hash, linearRgb, mix, smoothstep } from './math.ts'
import type { Vec3 } from './math.ts'
import { cover, shadeWarm, stroke } from './surface.ts'
import type { Surface } from './surface.ts'

export type EyePainter = (s: Surface, x: number, y: number) => void

/** Height of the upper and lower lid's edge over the eye's middle at q (-1 inner corner, 1 outer). */
export const upperLid = (a: Anatomy, q: number): number => {
  const k = Math.max(0, 1 - q * q)
  const root = Math.sqrt(k)
  return a.eyeH * (root * Math.sqrt(root) * 1.04 - 0.1 * q * k) + 0.012 * q
}

export const lowerLid = (a: Anatomy, q: number): number => {
  const k = Math.max(0, 1 - q * q)
  return -a.eyeH * (0.78 * k - 0.1 * q * k) + 0.012 * q
}

const SCLERA: Vec3 = [0.68, 0.645, 0.62]
const DARK: Vec3 = [0.012, 0.008, 0.006]
const WATERLINE: Vec3 = [0.62, 0.34, 0.29]

/**
 * Paints eyes and lids. `catchX`, `catchY`: where on the iris the key light mirrors, in iris radii; `gazeX`, `gazeY`: where the
 * person looks, in head units; `blur`: a pixel in head units.
 */
export const eyePainter = (
  p: Person,
  a: Anatomy,
  look: { readonly catchX: number; readonly catchY: number; readonly gazeX: number; readonly gazeY: number },
  blur: number,
): EyePainter => {
  const tint = linearRgb(p.iris)
  const iris: Vec3 = [tint[0] * 0.8, tint[1] * 0.8, tint[2] * 0.8]
  const ring: Vec3 = [iris[0] * 0.16, iris[1] * 0.16, iris[2] * 0.16]
  const bright: Vec3 = [iris[0] * 1.7 + 0.02, iris[1] * 1.65 + 0.015, iris[2] * 1.6 + 0.01]
  const skinDark: Vec3 = linearRgb([p.skin[0] * 0.42, p.skin[1] * 0.3, p.skin[2] * 0.27])
  const lash: Vec3 = a.man ? [0.03, 0.018, 0.014] : [0.012, 0.008, 0.008]
  const lashH = (a.man ? 0.011 : 0.016) * (0.6 + 0.4 * p.eyeSize)
  const soft = Math.max(blur, 0.006)
  return (s, x, y) => {
    const side = x < 0 ? -1 : 1
    const ex = x * side - a.eyeX
    const q = ex / a.eyeW
    if (q < -1.35 || q > 1.5) return
    const ey = y - a.eyeY
    if (ey > a.eyeH * 2.6 || ey < -a.eyeH * 2.2) return
    const top = upperLid(a, q)
    const low = lowerLid(a, q)
    // The crease above the lid, and the soft shadow under it.
    const creaseY = top + 0.034 + 0.012 * (1 - q * q)
    if (q > -1.1 && q < 1.25) {
      const ends = smoothstep(-1.1, -0.6, q) * smoothstep(1.3, 0.75, q)
      shadeWarm(s, ends * 0.5 * stroke(ey - creaseY, 0.004, 0.022))
      shadeWarm(s, ends * 0.16 * smoothstep(creaseY + 0.05, creaseY, ey) * smoothstep(top, creaseY, ey))
    }
    if (q > -1 && q < 1 && ey > low - soft && ey < top + soft) {
      const inside =
        smoothstep(low - soft * 0.5, low + soft * 0.5, ey) * smoothstep(top + soft * 0.5, top - soft * 0.5, ey)
      paintBall(s, side, ex, ey, top, q, inside)
    }
    // Inner corner.
    const corner = stroke(Math.sqrt((q + 0.97) * (q + 0.97) * 0.6 + (ey / a.eyeH) * (ey / a.eyeH) * 0.25), 0.07, 0.14)
    cover(s, WATERLINE, corner * 0.55)
    if (q > -1 && q < 1) cover(s, WATERLINE, 0.42 * stroke(ey - low + 0.004, 0.004, soft * 1.2))
    // Lash lines: above dark and wide, with a wing; below thin.
    const wing = q > 0.7 ? (q - 0.7) * 0.035 : 0
    const thick =
      lashH * (0.55 + 0.45 * smoothstep(-0.9, 0.3, q)) * smoothstep(1.22, 0.92, q) * smoothstep(-1.1, -0.85, q)
    if (thick > 0.001) cover(s, lash, 0.94 * stroke(ey - top - wing - thick * 0.4, thick, soft * 1.3))
    if (q > -0.8 && q < 1.08)
      cover(s, skinDark, 0.62 * smoothstep(-0.8, 0.5, q) * stroke(ey - low + 0.011, 0.003, soft * 1.6))
  }

  function paintBall(s: Surface, side: number, ex: number, ey: number, top: number, q: number, inside: number): void {
    const before = [s.r, s.g, s.b, s.gloss] as const
    cover(s, SCLERA, 1)
    const far = Math.abs(q)
    shadeWarm(s, 0.45 * smoothstep(0.45, 1, far))
    const dx = ex - look.gazeX * side
    const dy = ey - 0.011 - look.gazeY
    const r = Math.sqrt(dx * dx + dy * dy) / a.iris
    if (r < 1.15) {
      // Streaks by direction, without an angle: hash of the rounded unit vector.
      const streak =
        r > 0.05 ? hash(Math.floor((dx / (r * a.iris)) * 14), Math.floor((dy / (r * a.iris)) * 14), side) : 0.5
      const lit = clamp(0.5 - (dx * side * look.catchX + dy * look.catchY) / a.iris, 0, 1)
      const edge = smoothstep(1.02 + soft / a.iris, 0.98 - soft / a.iris, r)
      const light = lit * smoothstep(0.95, 0.5, r) * (0.55 + 0.6 * streak)
      const body: Vec3 = [
        mix(iris[0], bright[0], light),
        mix(iris[1], bright[1], light),
        mix(iris[2], bright[2], light),
      ]
      cover(s, body, edge)
      cover(s, ring, edge * (0.88 * smoothstep(0.7, 1, r)))
      cover(s, DARK, smoothstep(0.43 + soft / a.iris, 0.4 - soft / a.iris, r))
    }
    // The upper lid's shadow on the ball.
    shadeWarm(s, 0.75 * smoothstep(0.042, 0, top - ey))
    s.gloss = 0
    const gx = (dx * side) / a.iris - look.catchX
    const gy = dy / a.iris - look.catchY
    const spot = stroke(Math.sqrt(gx * gx + gy * gy * 0.8), 0.19, 0.1 + blur / a.iris)
    const second = stroke(
      Math.sqrt((gx + look.catchX * 1.9) * (gx + look.catchX * 1.9) + (gy + 0.9) * (gy + 0.9)),
      0.07,
      0.2,
    )
    s.glint = Math.max(s.glint, inside * (spot * 0.95 + second * 0.14))
    s.r = mix(before[0], s.r, inside)
    s.g = mix(before[1], s.g, inside)
    s.b = mix(before[2], s.b, inside)
    s.gloss = mix(before[3], s.gloss, inside)
  }
}
