import type { Field } from './distance.ts'
import { cosDeg, mix, sinDeg, smoothstep } from './math.ts'
import type { Vec3 } from './math.ts'
import type { Mesh } from './mesh.ts'
import { merge, pushOut, sheetMesh, tube } from './sheet.ts'

/** How a collar runs round the neck. Angles in degrees from the nape; heights in head units. */
export interface CollarCut {
  /** Where its ends lie: 180 would meet in front. */
  readonly ends: number
  readonly neckR: number
  /** Height of its upper edge behind and in front. */
  readonly back: number
  readonly front: number
  /** How far the leaf hangs behind and at its points; 0 for a collar that only stands. */
  readonly leaf: number
  readonly points: number
  /** How far the points spread outward. */
  readonly spread: number
}

const ring = (c: CollarCut, u: number, grow: number): readonly [number, number, number, number] => {
  const angle = (1 - u * 2) * c.ends
  const turnFront = (1 - cosDeg(angle)) / 2
  const r = c.neckR + 0.075 + grow
  const y = mix(c.back, c.front, turnFront * turnFront * 0.5 + turnFront * 0.5)
  return [r * sinDeg(angle), y, -0.36 - r * 1.04 * cosDeg(angle) + 0.02 * turnFront, turnFront]
}

/** The band that stands round the neck. */
export const collarStand = (c: CollarCut, skin: Field, high: number): Mesh =>
  sheetMesh(48, 4, (u, v) => {
    const [x, y, z] = ring(c, u, 0.02 * v)
    return pushOut(skin, 0.025, x, y - high * v, z)
  })

/** The leaf that folds over it, down to its points, with a seam along its edge. */
export const collarLeaf = (c: CollarCut, body: Field): Mesh => {
  const leaf = sheetMesh(56, 7, (u, v) => leafAt(c, body, u, v))
  if (c.points < 0.3) return leaf
  const down = [0.3, 0.65].map((v) => leafAt(c, body, 0.001, v))
  const edge = Array.from({ length: 57 }, (_, i) => leafAt(c, body, i / 56, 1))
  const up = [0.65, 0.3].map((v) => leafAt(c, body, 0.999, v))
  return merge([leaf, tube([...down, ...edge, ...up], 0.014)])
}

const leafAt = (c: CollarCut, body: Field, u: number, v: number): Vec3 => {
  const [x, y, z, turnFront] = ring(c, u, 0.03)
  const angle = (1 - u * 2) * c.ends
  const end = smoothstep(0.62, 1, Math.abs(u * 2 - 1))
  const hang = mix(c.leaf, c.points, end * end) * v
  const side = u < 0.5 ? 1 : -1
  // On the shoulder the leaf lies outward; behind and in front it hangs.
  const lie = sinDeg(angle) * sinDeg(angle) * (1 - end)
  const out = 0.035 * Math.sqrt(v) + hang * (0.22 + 0.62 * lie)
  const px = x + sinDeg(angle) * out + side * c.spread * end * v
  const pz = z - cosDeg(angle) * out * 0.6 + 0.05 * turnFront * v
  const lift = 0.03 + 0.045 * smoothstep(0, 0.3, v) * (1 - 0.35 * v)
  return pushOut(body, lift, px, y - hang * (1 - 0.5 * lie) + 0.05 * Math.min(v, 0.2), pz)
}
