import type { Person } from '../shot.ts'
import type { Anatomy } from './anatomy.ts'
import { bell, clamp, hash, linearRgb, mix, noise, smoothstep } from './math.ts'
import type { Vec3 } from './math.ts'
import type { EyePainter } from './paint-eye.ts'
import { cover, shadeWarm, stroke } from './surface.ts'
import type { Surface } from './surface.ts'

const square = (v: number): number => v * v

/** Paints skin in rest space: tones, blush, pores, sockets, nose, folds, lines, freckles; then eyes and mouth over it. */
export const skinPainter = (
  p: Person,
  a: Anatomy,
  paintEye: EyePainter,
  paintMouth: EyePainter,
  scalp: (x: number, y: number, z: number) => number,
): ((s: Surface, x: number, y: number, z: number) => void) => {
  const skin = linearRgb(p.skin)
  const light = (skin[0] + skin[1] + skin[2]) / 3
  const blush: Vec3 = [skin[0] * 1.02, skin[1] * 0.7, skin[2] * 0.69]
  const sallow: Vec3 = [skin[0] * 1.03, skin[1] * 1.0, skin[2] * 0.95]
  const hair = linearRgb(p.hair)
  const root: Vec3 = [
    mix(hair[0], skin[0] * 0.3, 0.3),
    mix(hair[1], skin[1] * 0.3, 0.3),
    mix(hair[2], skin[2] * 0.3, 0.3),
  ]
  const mole: Vec3 = [skin[0] * 0.6, skin[1] * 0.42, skin[2] * 0.34]
  const beardTone: Vec3 = [
    mix(skin[0], hair[0], 0.6) * 0.8,
    mix(skin[1], hair[1], 0.6) * 0.8,
    mix(skin[2], hair[2], 0.6) * 0.84,
  ]
  const shadowOfBeard = a.man ? Math.max(0.1, Math.min(1, p.beard * 1.2)) : 0
  const lines = clamp(p.age, 0, 1)
  return (s, x, y, z) => {
    const ax = x < 0 ? -x : x
    const cloud = noise(x * 3 + 9, y * 3, z * 3) - 0.5
    const pore = noise(x * 42, y * 42, z * 42) - 0.5
    const tone = 1 + cloud * 0.07 + pore * 0.045
    s.r = skin[0] * tone
    s.g = skin[1] * tone
    s.b = skin[2] * tone
    s.rough = 0.46 + 0.06 * pore
    s.gloss = 0.4
    s.glint = 0
    if (y > -1.2 && z > -0.5) {
      cover(
        s,
        blush,
        (a.man ? 0.36 : 0.46) *
          bell(square((ax - 0.4) / 0.2) + square((y + 0.2 - 0.05 * a.smile) / 0.17)) *
          (1 + 0.3 * a.smile),
      )
      cover(s, sallow, 0.4 * smoothstep(0.25, 0.6, y))
      cover(s, blush, 0.5 * smoothstep(a.skullX + 0.01, a.skullX + 0.08, ax))
    }
    if (z > 0.12 && y > -1.15 && y < 0.95) paintFace(s, x, y, z, ax)
    const grown = scalp(x, y, z)
    if (grown > 0) {
      cover(s, root, grown)
      s.gloss *= 1 - grown * 0.7
    }
    if (z > 0.12 && y < 0.4 && y > -0.9) {
      paintEye(s, x, y)
      paintMouth(s, x, y)
    }
  }

  function paintFace(s: Surface, x: number, y: number, z: number, ax: number): void {
    const ex = ax - a.eyeX
    const ey = y - a.eyeY
    // T-zone shines more, cheeks less.
    s.gloss +=
      0.35 * bell(square(x / 0.2) + square((y + 0.05) / 0.4)) + 0.14 * bell(square(x / 0.4) + square((y - 0.55) / 0.16))
    shadeWarm(s, 0.34 * bell(square(ex / 0.2) + square((ey - 0.03) / 0.11)))
    shadeWarm(s, 0.24 * bell(square((ex + 0.15) / 0.07) + square((ey - 0.01) / 0.11)))
    shadeWarm(s, (0.12 + 0.2 * lines) * bell(square(ex / 0.15) + square((ey + 0.15) / 0.025)))
    shadeWarm(s, 0.2 * bell(square((ax - 0.125 * a.noseW) / 0.045) + square((y + 0.07) / 0.2)))
    cover(s, blush, 0.45 * bell(square(x / 0.11) + square((y - a.noseY) / 0.09)))
    // Nose: the wing's crease, the shadow under it, nostrils.
    const wingX = ax - 0.165 * a.noseW
    shadeWarm(s, 0.42 * bell(square(wingX / 0.018) + square((y - a.noseY + 0.02) / 0.055)))
    shadeWarm(s, 0.3 * bell(square(x / 0.15) + square((y - a.noseY + 0.115) / 0.032)))
    const nostril = bell(
      square((ax - 0.06 * a.noseW) / 0.03) + square((y - a.noseY + 0.076 + 0.12 * (ax - 0.06)) / 0.017),
    )
    cover(s, [0.03, 0.01, 0.008], 0.92 * smoothstep(0.2, 0.8, nostril))
    // Philtrum and the folds from nose to mouth.
    shadeWarm(s, 0.1 * bell(square(ax / 0.022) + square((y - (a.noseY + a.mouthY) / 2 - 0.01) / 0.06)))
    const foldX = 0.185 + 0.1 * a.smile + (0.3 + 0.12 * a.smile) * Math.max(0, a.noseY - y + 0.02)
    const along = smoothstep(a.noseY + 0.05, a.noseY - 0.06, y) * smoothstep(a.mouthY - 0.1, a.mouthY + 0.06, y)
    shadeWarm(s, along * (0.05 + 0.27 * a.smile + 0.32 * lines) * bell(square((ax - foldX) / 0.03)))
    shadeWarm(
      s,
      along * (0.05 + 0.1 * a.smile) * smoothstep(foldX - 0.12, foldX, ax) * smoothstep(foldX + 0.03, foldX, ax),
    )
    if (lines > 0.05) paintAge(s, x, y, ax, ex, ey)
    if (p.freckles > 0 && y < 0.12 && y > -0.42 && ax < 0.62) {
      const cx = Math.floor(x * 26)
      const cy = Math.floor(y * 26)
      const fx = x * 26 - cx - 0.25 - 0.5 * hash(cx, cy, 1)
      const fy = y * 26 - cy - 0.25 - 0.5 * hash(cx, cy, 2)
      const is = hash(cx, cy, 3) < 0.55 * p.freckles ? 1 : 0
      const spread = bell(square((ax - 0.25) / 0.3) + square((y + 0.13) / 0.16))
      cover(s, mole, is * spread * 0.6 * stroke(Math.sqrt(fx * fx + fy * fy), 0.1 + 0.1 * hash(cx, cy, 4), 0.2))
    }
    if (shadowOfBeard > 0) cover(s, beardTone, shadowOfBeard * 0.55 * beardShare(a, x, y, z) * (light > 0.12 ? 1 : 0.7))
  }

  function paintAge(s: Surface, x: number, y: number, ax: number, ex: number, ey: number): void {
    for (let i = 0; i < 3; i++) {
      const at = 0.43 + i * 0.1 + 0.02 * noise(x * 4, i * 7, 1) - 0.06 * ax * ax
      shadeWarm(s, lines * 0.3 * stroke(y - at, 0.003, 0.03) * smoothstep(0.5, 0.25, ax) * noise(x * 5, i * 3, 8) * 1.6)
    }
    for (let i = -1; i < 2; i++) {
      const d = ey - 0.005 - i * (0.025 + 0.32 * (ex - a.eyeW))
      shadeWarm(
        s,
        lines *
          0.4 *
          stroke(d, 0.002, 0.018) *
          smoothstep(a.eyeW * 1.05, a.eyeW * 1.25, ex) *
          smoothstep(a.eyeW + 0.17, a.eyeW + 0.08, ex),
      )
    }
    shadeWarm(s, lines * 0.22 * stroke(ax - 0.055 + 0.02 * y, 0.003, 0.025) * bell(square((y - 0.2) / 0.07)))
    shadeWarm(
      s,
      lines *
        0.25 *
        bell(square((ax - a.mouthW * 1.12 - 0.05 * (a.mouthY - y)) / 0.02)) *
        smoothstep(a.mouthY - 0.22, a.mouthY - 0.1, y) *
        smoothstep(a.mouthY + 0.02, a.mouthY - 0.03, y),
    )
  }
}

/** Where a beard grows: jaw, chin, moustache, thinning toward cheek, lip and throat. 0 to 1. */
export const beardShare = (a: Anatomy, x: number, y: number, z: number): number => {
  const ax = x < 0 ? -x : x
  if (y > 0.15 || y < -1.32) return 0
  // From the corner of the mouth back and up to the ear.
  const back = clamp((0.62 - z) / 0.47, 0, 1)
  const upperEdge = -0.54 + 0.1 * back + 0.44 * back * back * back
  const jawEdge = -1.04 + 0.62 * Math.max(0, 0.36 - z)
  let share =
    smoothstep(upperEdge + 0.11, upperEdge - 0.13, y) *
    smoothstep(jawEdge - 0.12, jawEdge + 0.08, y) *
    smoothstep(-0.12, 0.1, z)
  share *= smoothstep(0.06, -0.12, y) * smoothstep(a.skullX * 1.02, a.skullX * 0.94, ax)
  const v = ax / (a.mouthW * 1.12)
  const yo = y - a.mouthY - a.lift * v * v
  // Around the lips nothing grows; above them the moustache does.
  const lips = bell(
    square(v / 0.85) * square(v / 0.85) +
      square((yo + 0.03 + 0.03 * a.open) / (0.075 * a.lips + 0.052 + 0.05 * a.open)) * 1.1,
  )
  share *= 1 - smoothstep(0.25, 0.55, lips)
  const clearBeside = bell(square((ax - 0.13) / 0.05) + square((y - a.mouthY + 0.15) / 0.05)) * 0.4
  const moustache = smoothstep(a.noseY - 0.07, a.noseY - 0.12, y) * smoothstep(0.3, 0.22, ax)
  const cheekGap = smoothstep(a.noseY - 0.02, a.noseY - 0.12, y + (ax - 0.25) * 0.2)
  return clamp(
    Math.max(
      share * Math.max(cheekGap, smoothstep(0.3, 0.42, ax)) * (1 - clearBeside),
      yo > 0 ? moustache * (1 - smoothstep(0.25, 0.55, lips)) * smoothstep(-0.2, 0.1, z) : 0,
    ),
    0,
    1,
  )
}
