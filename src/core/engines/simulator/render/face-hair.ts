import type { Person } from '../shot.ts'
import type { Anatomy } from './anatomy.ts'
import type { Field } from './distance.ts'
import { bell, hash, linearRgb, mix, noise } from './math.ts'
import type { Mesh } from './mesh.ts'
import { lowerLid, upperLid } from './paint-eye.ts'
import { beardShare } from './paint-skin.ts'
import { strandList } from './strands.ts'
import type { Strands } from './strands.ts'

/** Depth of the face's surface at (x, y), seen from the front. */
const front = (head: Field, x: number, y: number): number => {
  let z = 1.15
  for (let i = 0; i < 24; i++) {
    const d = head(x, y, z)
    if (d < 0.002) break
    z -= d * 0.8
  }
  return z
}

/** Brows of single strokes: rising at the root, lying outward along the arch. */
export const growBrows = (p: Person, a: Anatomy, head: Field): Strands => {
  const list = strandList()
  const thick = 0.034 * p.browThickness * (a.man ? 1.15 : 0.8)
  const strokes = Math.round(300 * Math.sqrt(p.browThickness))
  for (let side = -1; side < 2; side += 2)
    for (let i = 0; i < strokes; i++) {
      const u = (i + hash(i, side, 1)) / strokes
      const v = hash(i, side, 2) * 2 - 1
      const [x0, y0] = browLine(a, u)
      const wide = thick * (u < 0.12 ? 0.55 + u * 3.7 : 1 - 0.72 * ((u - 0.12) / 0.88) ** 1)
      const lean = 0.15 + 0.85 * u
      const long = 0.075 * (1 - 0.35 * u) * (0.75 + 0.5 * hash(i, side, 3))
      const up = (1 - lean) * 0.95 - v * 0.28 - u * 0.32
      const points: number[] = []
      const facing: number[] = []
      for (let s = 0; s < 4; s++) {
        const t = s / 3
        const x = (x0 + long * t * (0.35 + 0.65 * lean)) * side
        const y = y0 + v * wide + long * up * (t - 0.3 * t * t)
        points.push(x, y, front(head, x, y) + 0.006 + 0.01 * t)
        facing.push(0.2 * side, 0.1, 0.97)
      }
      list.add(points, facing, 0.7 + 0.6 * hash(i, side, 4), 0.0078)
    }
  const hair = linearRgb(p.hair)
  // Brows are darker than the hair, so that even fair ones carry the face.
  return list.finish(
    [mix(hair[0] * 0.75, 0.03, 0.3), mix(hair[1] * 0.7, 0.018, 0.3), mix(hair[2] * 0.68, 0.012, 0.3)],
    0.1,
    0.8,
    'head',
  )
}

/** Middle of the brow, from the nose (0) to the temple (1). */
export const browLine = (a: Anatomy, u: number): readonly [number, number] => {
  const x = 0.105 + 0.4 * u + (a.eyeX - 0.31) * 0.6
  const arch = a.man ? 0.036 : 0.06
  const k = u / 0.66
  const rise = u < 0.66 ? k * (2 - k) : 1 - ((u - 0.66) / 0.34) ** 2 * 0.85
  return [x, a.browY - 0.016 + arch * rise]
}

/** Lashes above, longer outward, and short ones below. */
export const growLashes = (a: Anatomy, head: Field): Strands => {
  const list = strandList()
  const long = a.man ? 0.034 : 0.058
  for (let side = -1; side < 2; side += 2)
    for (let i = 0; i < 44; i++) {
      const above = i < 30
      const u = above ? (i + 0.5) / 30 : (i - 29.5) / 14
      const q = mix(above ? -0.78 : -0.35, 0.99, u)
      const x0 = a.eyeX + q * a.eyeW
      const y0 = a.eyeY + (above ? upperLid(a, q) + 0.005 : lowerLid(a, q) - 0.004)
      const z0 = front(head, x0 * side, y0) + 0.004
      const reach = (above ? long * (0.55 + 0.6 * u) : 0.018) * (0.8 + 0.4 * hash(i, side, 12))
      const points: number[] = []
      const facing: number[] = []
      for (let s = 0; s < 4; s++) {
        const t = s / 3
        const sweep = (q * 0.75 + 0.08) * t * reach
        points.push(
          (x0 + sweep) * side,
          y0 + (above ? 1 : -0.8) * reach * t * (0.2 + 0.75 * t),
          z0 + reach * (0.95 * t - 0.3 * t * t),
        )
        facing.push(0, 0, 1)
      }
      list.add(points, facing, 0.8, above ? 0.0085 : 0.005)
    }
  return list.finish([0.012, 0.009, 0.008], 0, 0.9, 'head')
}

/** Beard and moustache of short strands lying down and outward; stubble is the same, cut to points. */
export const growBeard = (p: Person, a: Anatomy, skin: Mesh): Strands | null => {
  if (p.beard < 0.2 || !a.man) return null
  const list = strandList()
  const full = Math.min(1, Math.max(0, (p.beard - 0.35) / 0.65))
  const { position, normal, triangle } = skin
  const tries = full > 0.2 ? 5 : 3
  for (let t = 0; t < triangle.length; t += 3) {
    const v = (triangle[t] ?? 0) * 3
    const y = position[v + 1] ?? 0
    if (y > 0.1 || y < -1.3) continue
    const x = position[v] ?? 0
    const z = position[v + 2] ?? 0
    const share = beardShare(a, x, y, z)
    if (share <= 0.02) continue
    for (let i = 0; i < tries; i++) {
      if (hash(t, i, 31) > share * (0.45 + 0.4 * full) * (y > -0.3 ? 0.55 : 1)) continue
      const j = (triangle[t + 1 + (i & 1)] ?? 0) * 3
      const w = hash(t, i, 32)
      const at = (k: number): number => (position[v + k] ?? 0) * (1 - w) + (position[j + k] ?? 0) * w
      const lock = noise(x * 7, y * 7, z * 7)
      const long =
        mix(0.022, 0.03 + 0.05 * share * (y < -0.78 && z > 0.2 ? 1.5 : 0.7), full) * (0.7 + 0.6 * hash(t, i, 33))
      // Trimmed round the mouth, so that the lips show from the side too.
      const mouth = bell((x / (a.mouthW * 1.2)) ** 2 + ((y - a.mouthY) / 0.16) ** 2)
      const trimmed = long * (1 - 0.72 * mouth)
      const nx = normal[v] ?? 0
      const ny = normal[v + 1] ?? 0
      const nz = normal[v + 2] ?? 0
      const aside = y > a.mouthY && Math.abs(x) < 0.28 ? x * 3 : x * 0.25 + (lock - 0.5) * 0.8
      const points: number[] = []
      const facing: number[] = []
      for (let s = 0; s < 4; s++) {
        const k = s / 3
        const off = 0.003 + trimmed * (0.55 * k - 0.22 * k * k)
        points.push(
          at(0) + nx * off + aside * trimmed * k * 0.6,
          at(1) + ny * off - trimmed * k * 0.8,
          at(2) + nz * off + (lock - 0.5) * trimmed * k * 0.5,
        )
        facing.push(nx, ny, nz)
      }
      list.add(points, facing, (0.5 + 0.55 * hash(t, i, 34)) * (0.7 + 0.6 * lock), full > 0.2 ? 0.0078 : 0.0068)
    }
  }
  const hair = linearRgb(p.hair)
  return list.finish([hair[0] + 0.02, hair[1] + 0.015, hair[2] + 0.012], 0.7, mix(0.6, 0.8, full), 'head')
}
