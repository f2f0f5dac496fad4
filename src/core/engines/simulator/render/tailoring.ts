import { bodyField } from './body-shape.ts'
import type { Frame } from './body-shape.ts'
import type { Field } from './distance.ts'
import { noise, smoothstep } from './math.ts'
import type { Vec3 } from './math.ts'
import { cut, gridLines, mirroredLines, polygonize } from './mesh.ts'
import type { Mesh } from './mesh.ts'
import type { Material, Part } from './scene.ts'
import { bead } from './sheet.ts'
import type { Surface } from './surface.ts'

/** What every garment is cut for. */
export interface Wearer {
  readonly frame: Frame
  readonly neckR: number
  readonly skin: Field
  /** Rest height below which nothing is seen. */
  readonly floor: number
}

export type Paint = (s: Surface, x: number, y: number, z: number) => void

/** A woven stuff. */
export const cloth = (colour: Vec3, sheen: number, weave: number, paint?: Paint): Material =>
  paint ? { kind: 'cloth', colour, sheen, weave, paint } : { kind: 'cloth', colour, sheen, weave }

/** A part that moves with the trunk. */
export const sewn = (mesh: Mesh, material: Material, sheet = false): Part => ({
  mesh,
  material,
  follows: 'trunk',
  sheet,
})

/** A rounded crest where the noise crosses its middle. */
const ridge = (n: number): number => {
  const d = 1 - (2 * n - 1) * (2 * n - 1)
  return d * d * d
}

/** Creases: from the armpit inward, down the front, rings on the sleeve; depth in head units. */
const folds =
  (f: Frame, depth: number, seed: number): Field =>
  (x, y, z) => {
    const ax = x < 0 ? -x : x
    const sleeve = smoothstep(f.shoulderX - 0.25, f.shoulderX + 0.15, ax) * smoothstep(-2.2, -2.7, y)
    const pull = noise(ax * 0.9 + y * 1.5 + seed, (y - ax) * 0.45, z * 0.8 + x * 0.6) - 0.5
    const hang = noise(x * 2.1 + seed, y * 0.32 + 0.5 * ax, z * 1.6) - 0.5
    const rings = ridge(noise(x * 0.8 + seed, y * 1.7 + ax * 1.1, z * 0.9)) - 0.4
    const fine = ridge(noise(x * 2.0 + y * 1.1, y * 0.8 - x * 0.9, z * 1.8 + seed)) - 0.4
    const flat = smoothstep(-1.5, -2.3, y)
    return depth * flat * ((1 - sleeve) * (1.5 * pull + 1.1 * hang) + sleeve * 1.9 * rings + 0.55 * fine)
  }

/** A garment's surface over the visible trunk, cut where `keep` is negative. */
export const garment = (w: Wearer, field: Field, keep: Field, cell: number): Mesh =>
  cut(
    polygonize(
      field,
      mirroredLines(3.1, () => cell).map((v) => v),
      gridLines(Math.max(-7.9, w.floor), -0.95, () => cell),
      gridLines(-1.9, w.frame.raised ? 1.6 : 1.35, () => cell),
      false,
    ),
    keep,
  )

/** The body grown by the cloth, with its creases; they never press into the body. */
export const creased = (w: Wearer, grow: number, depth: number, seed: number): Field => {
  const body = bodyField(w.frame, grow)
  const crease = folds(w.frame, depth, seed)
  return (x, y, z) => {
    const d = body(x, y, z)
    return d > 0.5 || d < -0.5 ? d : d + Math.min(0.02, crease(x, y, z))
  }
}

/** Outside the seam of a collar: beyond the neck, or below a plane that falls from nape to throat. */
export const underCollar = (w: Wearer): Field => {
  const r = w.neckR + 0.1
  return (x, y, z) => {
    const q = (z + 0.38) * 0.92
    return Math.max(-1.3 - 0.5 * (z + 0.9) - y, Math.sqrt(x * x + q * q) - r)
  }
}

/** Buttons in a row, downward. */
export const buttons = (field: Field, x: number, from: number, gap: number, count: number, r: number): Mesh[] =>
  Array.from({ length: count }, (_, i) => bead(field, x, from - gap * i, r, 0.03))

/** Both fields as one. */
export const nearer =
  (a: Field, b: Field): Field =>
  (x, y, z) =>
    Math.min(a(x, y, z), b(x, y, z))
