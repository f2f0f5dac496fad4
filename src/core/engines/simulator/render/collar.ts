import type { Field } from './distance.ts'
import { cosDeg, mix, sinDeg, smoothstep } from './math.ts'
import type { Mesh } from './mesh.ts'
import { pushOut, sheetMesh } from './sheet.ts'

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

/** The leaf that folds over it, down to its points. */
export const collarLeaf = (c: CollarCut, body: Field): Mesh =>
  sheetMesh(56, 7, (u, v) => {
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
    const lift = 0.03 + 0.035 * smoothstep(0, 0.3, v) * (1 - 0.6 * v)
    return pushOut(body, lift, px, y - hang * (1 - 0.5 * lie) + 0.05 * Math.min(v, 0.2), pz)
  })
