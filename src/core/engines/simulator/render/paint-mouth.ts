import type { Person } from '../shot.ts'
import type { Anatomy } from './anatomy.ts'
import { bell, clamp, linearRgb, noise, smoothstep } from './math.ts'
import type { Vec3 } from './math.ts'
import { cover, shadeWarm, stroke } from './surface.ts'
import type { Surface } from './surface.ts'

const TEETH: Vec3 = [0.9, 0.87, 0.81]
const INSIDE: Vec3 = [0.06, 0.014, 0.012]
const TOOTH = 0.052

/** Paints lips, what is between them, and the shadows around them. */
export const mouthPainter = (p: Person, a: Anatomy, blur: number): ((s: Surface, x: number, y: number) => void) => {
  const lip = linearRgb(p.lip)
  const upper: Vec3 = [lip[0] * 0.78, lip[1] * 0.74, lip[2] * 0.76]
  const seam: Vec3 = [lip[0] * 0.16, lip[1] * 0.1, lip[2] * 0.1]
  const soft = Math.max(blur, 0.012)
  const strength = a.man ? 0.8 : 0.95
  return (s, x, y) => {
    const ax = x < 0 ? -x : x
    if (y > a.mouthY + 0.3 || y < a.mouthY - 0.34 || ax > a.mouthW * 1.4) return
    const v = ax / a.mouthW
    const k = v < 1 ? 1 - v * v : 0
    const centre = a.mouthY + a.lift * v * v - 0.016 * a.smile
    const yo = y - centre
    const bow = 0.02 * (1 - bell((v / 0.13) * (v / 0.13))) - 0.012
    const up =
      (0.058 * a.lips * Math.sqrt(k) * Math.sqrt(Math.sqrt(k)) + bow * k) * (1 - 0.3 * a.smile) + 0.014 * a.open * k
    const gapUp = 0.02 * a.open * k
    const gapLow = 0.118 * a.open * Math.sqrt(k) * (0.4 + 0.6 * k)
    const low = (0.075 * a.lips * k + 0.01 * Math.sqrt(k)) * (1 - 0.2 * a.smile) + gapLow
    // Under the lower lip, beside the corners, above the upper lip.
    shadeWarm(s, 0.3 * k * bell(((yo + low + 0.045) / 0.035) * ((yo + low + 0.045) / 0.035)))
    shadeWarm(s, (0.22 + 0.2 * a.smile) * bell(((v - 1.05) / 0.09) * ((v - 1.05) / 0.09) + (yo / 0.03) * (yo / 0.03)))
    if (v < 1.02) {
      const inside = smoothstep(up + gapUp + soft, up + gapUp - soft, yo) * smoothstep(-low - soft, -low + soft, yo)
      if (inside > 0) {
        const wrinkle = 0.9 + 0.2 * noise(x * 75, y * 9, 3)
        const tone = yo > 0 ? upper : lip
        cover(
          s,
          [tone[0] * wrinkle, tone[1] * wrinkle, tone[2] * wrinkle],
          inside * strength * smoothstep(1.03, 0.93, v),
        )
        s.gloss += inside * 0.5 * (1 - s.gloss)
        s.rough += (0.36 - s.rough) * inside
      }
      if (a.open > 0.02) paintTeeth(s, x, v, yo, gapUp, gapLow)
      const line = stroke(a.open > 0.02 ? Math.min(Math.abs(yo - gapUp), Math.abs(yo + gapLow)) : yo, 0.004, soft * 1.1)
      cover(s, seam, line * (a.open > 0.02 ? 0.5 : 0.85) * smoothstep(1.04, 0.9, v))
    }
  }

  function paintTeeth(s: Surface, x: number, v: number, yo: number, gapUp: number, gapLow: number): void {
    const opening =
      smoothstep(gapUp + blur * 0.5, gapUp - blur * 0.5, yo) *
      smoothstep(-gapLow - blur * 0.5, -gapLow + blur * 0.5, yo)
    if (opening <= 0) return
    const cell = x / TOOTH - Math.floor(x / TOOTH)
    const gapX = Math.min(cell, 1 - cell)
    const edge = -gapLow * 0.8 + 0.014 * v * v - 0.006 * smoothstep(0.3, 0.05, gapX) * -1
    const tooth = smoothstep(edge - blur, edge + blur, yo)
    cover(s, INSIDE, opening)
    const dim = clamp(1 - 0.7 * v * v, 0.15, 1) * (1 - 0.3 * smoothstep(gapUp - 0.03, gapUp, yo))
    const line = 1 - 0.22 * stroke(gapX * TOOTH, 0.001, Math.max(blur, 0.008))
    cover(s, [TEETH[0] * dim * line, TEETH[1] * dim * line, TEETH[2] * dim * line], opening * tooth)
    s.gloss = s.gloss * (1 - opening) + 0.35 * opening * tooth
    s.rough = s.rough * (1 - opening) + 0.3 * opening
  }
}
