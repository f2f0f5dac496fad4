import type { Field } from './distance.ts'
import { mix, smoothstep } from './math.ts'
import type { Vec3 } from './math.ts'
import type { Mesh } from './mesh.ts'
import { frontOf, merge, pushOut, sheetMesh, tube } from './sheet.ts'

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
  const at = (side: number, u: number, v: number): Vec3 => {
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
  }
  const one = (side: number): Mesh => {
    const leaf = sheetMesh(10, 30, (u, v) => at(side, side > 0 ? u : 1 - u, v))
    const outer = Array.from({ length: 31 }, (_, k) => at(side, 1, k / 30))
    const upper = Array.from({ length: 8 }, (_, k) => at(side, 0.15 + k * 0.12, 0))
    return merge([leaf, tube([...upper, ...outer], 0.015)])
  }
  return merge([one(-1), one(1)])
}

/** Point at t (0 to 1) of a smooth curve through points (Catmull-Rom). */
const along = (path: readonly Vec3[], t: number): Vec3 => {
  const last = path.length - 1
  const i = Math.min(last - 1, Math.floor(t * last))
  const f = t * last - i
  const p = (k: number): Vec3 => path[Math.max(0, Math.min(last, i + k))] ?? [0, 0, 0]
  const [a, b, c, d] = [p(-1), p(0), p(1), p(2)]
  const at = (k: 0 | 1 | 2): number =>
    b[k] + 0.5 * f * (c[k] - a[k] + f * (2 * a[k] - 5 * b[k] + 4 * c[k] - d[k] + f * (3 * (b[k] - c[k]) + d[k] - a[k])))
  return [at(0), at(1), at(2)]
}

/** The jacket's own collar: round the neck behind and down along the opening to the notch on both sides. */
export const jacketCollar = (o: Opening, body: Field, neckR: number, wide: number): Mesh => {
  const r = neckR + 0.13
  const notchY = notchOf(o) + 0.1
  const middleY = (o.topY + notchY) / 2
  const edge = (y: number): Vec3 => {
    const x = openingHalf(o, y) - 0.02
    return [x, y, frontOf(body, x, y) + 0.05]
  }
  const fold: readonly Vec3[] = [
    [0, -1.12, -0.38 - r * 1.08],
    [r * 0.66, -1.15, -0.38 - r * 0.84],
    [r * 1.04, -1.24, -0.42],
    edge(o.topY + 0.08),
    edge(middleY),
    edge(notchY),
  ]
  const hang: readonly Vec3[] = [
    [0, -0.95, -0.35],
    [0.45, -0.85, -0.28],
    [0.85, -0.55, 0],
    [0.95, -0.35, 0.1],
    [1, -0.1, 0.1],
    [0.92, 0.16, 0],
  ]
  return sheetMesh(72, 7, (u, v) => {
    const s = 1 - u * 2
    const side = s < 0 ? -1 : 1
    const t = s * side
    const p = along(fold, t)
    const h = along(hang, t)
    const k = wide * v
    return pushOut(body, 0.045 + 0.05 * (1 - v) * (1 - v), (p[0] + h[0] * k) * side, p[1] + h[1] * k, p[2] + h[2] * k)
  })
}
