import type { Field } from './distance.ts'
import { mix, smoothstep } from './math.ts'
import type { Mesh } from './mesh.ts'
import { frontOf, merge, pushOut, sheetMesh } from './sheet.ts'

/** The opening of a jacket's front: a V from beside the neck to where it closes. */
export interface Opening {
  readonly topX: number
  readonly topY: number
  readonly closeY: number
}

/** Half width of the opening at a height; negative below its closing. */
export const openingHalf = (o: Opening, y: number): number => {
  const t = (y - o.closeY) / (o.topY - o.closeY)
  return t <= 0 ? -0.2 * -t : o.topX * (0.82 * t + 0.18 * t * t)
}

const notchOf = (o: Opening): number => o.topY - 0.62

/** Share of the full width at a height between notch (0) and closing (1); above the notch `down` is negative. */
const lapelShape = (down: number, peaked: boolean): number =>
  down < 0 ? 0.9 + down * (peaked ? -0.2 : 1.2) : 1 - 0.18 * down - 0.82 * down * down * (0.4 + 0.6 * down)

/** How far from the middle a lapel's outer edge lies at a height. */
export const lapelEdge = (o: Opening, wide: number, peaked: boolean, y: number): number => {
  const down = (notchOf(o) - y - 0.09) / (notchOf(o) - o.closeY)
  return openingHalf(o, y - 0.09) - 0.015 + wide * Math.max(0.02, lapelShape(down, peaked))
}

/** Both lapels, folded back along the opening, with the notch under the collar; `wide` is their greatest width. */
export const lapels = (o: Opening, body: Field, wide: number, peaked: boolean): Mesh => {
  const notchY = notchOf(o)
  const one = (side: number): Mesh =>
    sheetMesh(10, 30, (u0, v) => {
      const u = side > 0 ? u0 : 1 - u0
      const y = mix(notchY + 0.34, o.closeY, v)
      const down = (notchY - y) / (notchY - o.closeY)
      const shape = lapelShape(down, peaked)
      const edge = openingHalf(o, y) - 0.015
      const x = edge + wide * Math.max(0.02, shape) * u
      const rise = peaked ? 0.3 * u * smoothstep(0.25, 0, down) : -0.1 * u * smoothstep(0.2, 0, down)
      const py = y + rise + 0.09 * u * smoothstep(0, 0.3, down)
      // The fold rolls: highest a little beside the edge, lying down outward.
      const roll = 0.05 + 0.075 * (1 - u) * (1 - u) * smoothstep(1, 0.55, v) - (u < 0.06 ? 0.05 : 0)
      return [x * side, py, frontOf(body, x * side, py) + roll]
    })
  return merge([one(-1), one(1)])
}

/** The jacket's own collar: round the neck behind and down to the notch on both sides. */
export const jacketCollar = (o: Opening, body: Field, neckR: number, wide: number): Mesh =>
  sheetMesh(60, 7, (u, v) => {
    const s = 1 - u * 2
    const side = s < 0 ? -1 : 1
    const t = Math.abs(s)
    // Behind: an arc round the neck; in front: down along the opening to the notch.
    const notchY = o.topY - 0.6
    const behind = smoothstep(0.62, 0.38, t)
    const k = Math.min(1, t / 0.6)
    const r = neckR + 0.16
    const bend = k * (1.75 - 0.75 * k)
    const ax = r * bend * (1.02 - 0.02 * bend)
    const az = -0.36 - r * 1.15 * (1 - 0.92 * bend * bend)
    const ay = -1.24 - 0.24 * k * k
    const f = Math.max(0, (t - 0.45) / 0.55)
    const fy = mix(o.topY + 0.12, notchY, f)
    const fx = openingHalf(o, fy) - 0.02
    const fz = frontOf(body, fx * side, fy)
    const x = mix(fx, ax, behind)
    const y = mix(fy, ay, behind)
    const z = mix(fz, az, behind)
    const hang = wide * v
    const outX = mix(0.85, 0.3 + 0.4 * k, behind)
    const lean = f > 0 ? 0.42 * f : 0
    return pushOut(
      body,
      0.05 + 0.06 * (1 - v),
      (x + hang * outX * (k > 0.1 ? 1 : k * 10)) * side,
      y - hang * mix(0.35 - lean, 0.75, behind),
      z - hang * 0.35 * behind,
    )
  })
