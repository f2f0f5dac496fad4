import type { Outfit, Person } from '../shot.ts'
import type { Anatomy } from './anatomy.ts'
import { bodyField, frameOf } from './body-shape.ts'
import type { Frame } from './body-shape.ts'
import { collarLeaf, collarStand } from './collar.ts'
import { ellipsoid, join, rod } from './distance.ts'
import type { Field } from './distance.ts'
import { jacketCollar, lapelEdge, lapels, openingHalf } from './lapel.ts'
import type { Opening } from './lapel.ts'
import { clamp, linearRgb, mix, noise, smoothstep } from './math.ts'
import type { Vec3 } from './math.ts'
import { cut, gridLines, mirroredLines, polygonize } from './mesh.ts'
import type { Mesh } from './mesh.ts'
import type { Material, Part } from './scene.ts'
import { bead, frontOf, merge, sheetMesh } from './sheet.ts'
import { shadeWarm, stroke } from './surface.ts'
import type { Surface } from './surface.ts'

/** What every garment is cut for. */
interface Wearer {
  readonly frame: Frame
  readonly neckR: number
  readonly skin: Field
  /** Rest height below which nothing is seen. */
  readonly floor: number
}

type Paint = (s: Surface, x: number, y: number, z: number) => void

const placket: Paint = (s, x, _y, z) => {
  if (z > -0.3) shadeWarm(s, 0.26 * stroke((x < 0 ? -x : x) - 0.1, 0.005, 0.014))
}

const stripes: Paint = (s, x, y) => {
  const k = (x * 1.0 + y) * 3.2
  if (k - Math.floor(k) < 0.14) shadeWarm(s, 0.4)
}

const glitter: Paint = (s, x, y, z) => {
  s.gloss += 0.5 * smoothstep(0.75, 0.95, noise(x * 40, y * 40, z * 40))
}

const cloth = (colour: Vec3, sheen: number, weave: number, paint?: Paint): Material =>
  paint ? { kind: 'cloth', colour, sheen, weave, paint } : { kind: 'cloth', colour, sheen, weave }

const sewn = (mesh: Mesh, material: Material, sheet = false): Part => ({ mesh, material, follows: 'trunk', sheet })

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

const garment = (w: Wearer, field: Field, keep: Field, cell: number): Mesh =>
  cut(
    polygonize(
      field,
      mirroredLines(3.1, () => cell).map((v) => v),
      gridLines(Math.max(-7.2, w.floor), -0.95, () => cell),
      gridLines(-1.9, w.frame.raised ? 1.6 : 1.35, () => cell),
      false,
    ),
    keep,
  )

const creased = (w: Wearer, grow: number, depth: number, seed: number): Field => {
  const body = bodyField(w.frame, grow)
  const crease = folds(w.frame, depth, seed)
  return (x, y, z) => {
    const d = body(x, y, z)
    return d > 0.5 || d < -0.5 ? d : d + Math.min(0.02, crease(x, y, z))
  }
}

/** Outside the seam of a collar: beyond the neck, or below a plane that falls from nape to throat. */
const underCollar = (w: Wearer): Field => {
  const r = w.neckR + 0.1
  return (x, y, z) => {
    const q = (z + 0.38) * 0.92
    return Math.max(-1.3 - 0.5 * (z + 0.9) - y, Math.sqrt(x * x + q * q) - r)
  }
}

const buttons = (field: Field, x: number, from: number, gap: number, count: number, r: number): Mesh[] =>
  Array.from({ length: count }, (_, i) => bead(field, x, from - gap * i, r, 0.03))

const collarCut = (w: Wearer, ends: number, points: number) => ({
  ends,
  neckR: w.neckR,
  back: -1.1,
  front: -1.62,
  leaf: 0.42,
  points,
  spread: 0.12,
})

/** A shirt with a folded collar; `open` leaves the top button undone. */
const shirt = (w: Wearer, colour: Vec3, open: number, work: boolean, visibleFolds: number): Part[] => {
  const field = creased(w, work ? 0.08 : 0.06, visibleFolds, 3)
  const vEnd = -1.75 - open
  const seamLine = underCollar(w)
  const keep: Field = (x, y, z) => {
    const ax = x < 0 ? -x : x
    const v = z > -0.35 && open > 0 ? ax - Math.max(-0.05, (y - vEnd) * 0.46) : 1
    return Math.min(seamLine(x, y, z), v)
  }
  const seam: Paint = (s, x, y, z) => {
    const ax = x < 0 ? -x : x
    if (z > -0.4) {
      shadeWarm(s, 0.2 * stroke(ax - 0.13, 0.006, 0.016) + 0.08 * stroke(ax - 0.105, 0.003, 0.01))
      if (work) {
        const px = Math.abs(ax - 0.82)
        const py = y + 3.35
        if (px < 0.42 && py > -0.55 && py < 0.3) {
          const rim = Math.min(0.4 - px, Math.min(py + 0.5, 0.25 - py))
          shadeWarm(s, 0.4 * stroke(rim, 0.008, 0.02) + 0.35 * stroke(py - 0.02, 0.008, 0.02))
        }
      }
    }
    shadeWarm(s, 0.12 * stroke(y + 1.86 + 0.09 * ax + 0.3 * (z + 0.5), 0.006, 0.02) * (z > -0.5 && ax < 1.7 ? 1 : 0))
    shadeWarm(s, 0.28 * stroke(ax - w.frame.shoulderX + 0.02 + 0.1 * (y + 2), 0.008, 0.03) * smoothstep(-3.1, -2.6, y))
  }
  const material = cloth(colour, work ? 0 : 0.06, work ? 1 : 0.35, seam)
  const cutting = collarCut(w, open > 0 ? 171 : 177, open > 0 ? 0.6 : 0.54)
  const pearl: Material = { kind: 'gloss', colour: work ? [0.12, 0.1, 0.08] : [0.8, 0.8, 0.78], shine: 1 }
  return [
    sewn(garment(w, field, keep, 0.062), material),
    sewn(
      merge([collarStand(cutting, w.skin, 0.42), collarLeaf(cutting, join2(field, w.skin))]),
      cloth(colour, 0.06, 0.35),
      true,
    ),
    sewn(merge(buttons(field, 0, vEnd - 0.2, 0.72, 6, 0.062)), pearl),
  ]
}

const join2 =
  (a: Field, b: Field): Field =>
  (x, y, z) =>
    Math.min(a(x, y, z), b(x, y, z))

/** A soft blouse: a deeper V and a wide collar that lies. */
const blouse = (w: Wearer, colour: Vec3): Part[] => {
  const field = creased(w, 0.06, 0.075, 11)
  const seamLine = underCollar(w)
  const keep: Field = (x, y, z) => {
    const ax = x < 0 ? -x : x
    return Math.min(seamLine(x, y, z) + 0.05, z > -0.35 ? ax - Math.max(-0.05, (y + 2.62) * 0.32) : 1)
  }
  const cutting = { ...collarCut(w, 157, 0.92), leaf: 0.4, back: -1.12, front: -1.72, spread: 0.2 }
  return [
    sewn(garment(w, field, keep, 0.062), cloth(colour, 0.4, 0, placket)),
    sewn(
      merge([collarStand(cutting, w.skin, 0.4), collarLeaf(cutting, join2(field, w.skin))]),
      cloth(colour, 0.4, 0),
      true,
    ),
    sewn(merge(buttons(field, 0, -2.85, 0.66, 5, 0.052)), { kind: 'gloss', colour: [0.85, 0.84, 0.82], shine: 1.2 }),
  ]
}

const shirtFront = (w: Wearer, colour: Vec3, wing: boolean): Part[] => {
  const field = bodyField(w.frame, 0.05)
  const seamLine = underCollar(w)
  const front = garment(w, field, (x, y, z) => Math.min(seamLine(x, y, z), z + 0.75, 1.5 - Math.abs(x)), 0.052)
  const pleats: Paint = (s, x) => {
    const ax = Math.abs(x)
    shadeWarm(s, 0.2 * stroke(ax - 0.12, 0.005, 0.014) + (wing ? 0.14 * stroke(((ax * 7) % 1) - 0.5, 0.1, 0.3) : 0))
  }
  const cutting = { ...collarCut(w, 178, wing ? 0.2 : 0.5), leaf: wing ? 0.02 : 0.34, spread: wing ? 0.26 : 0.1 }
  return [
    sewn(front, cloth(colour, 0.08, 0.2, pleats)),
    sewn(
      merge([collarStand(cutting, w.skin, 0.42), collarLeaf(cutting, join2(field, w.skin))]),
      cloth(colour, 0.08, 0.2),
      true,
    ),
  ]
}

/** A jacket over what is worn under it. */
const jacket = (
  w: Wearer,
  colour: Vec3,
  opening: Opening,
  look: { wide: number; peaked: boolean; lapel: Vec3; sheen: number; weave: number; grow: number; buttons: number },
): Part[] => {
  const field = creased(w, look.grow, 0.05, 5)
  const seamLine = underCollar(w)
  const padded: Field = (x, y, z) => {
    const ax = x < 0 ? -x : x
    const pad = rod(
      ax,
      y,
      z,
      0.75,
      w.frame.shoulderY + 0.3,
      -0.52,
      w.frame.shoulderX + 0.12,
      w.frame.shoulderY + 0.16,
      -0.5,
      0.3,
      0.32,
    )
    return join(field(x, y, z), pad - look.grow * 0.7, 0.25)
  }
  const keep: Field = (x, y, z) => {
    const ax = x < 0 ? -x : x
    return Math.min(seamLine(x, y, z) - 0.02, z > -0.4 ? ax - openingHalf(opening, y) : 1)
  }
  const seam: Paint = (s, x, y, z) => {
    const ax = x < 0 ? -x : x
    shadeWarm(s, 0.5 * stroke(ax - w.frame.shoulderX + 0.02 + 0.1 * (y + 2), 0.01, 0.035) * smoothstep(-3.2, -2.7, y))
    if (z > -0.2) {
      const past = ax - lapelEdge(opening, look.wide, look.peaked, y)
      if (past > -0.05)
        shadeWarm(
          s,
          0.62 *
            smoothstep(0.13, -0.01, past) *
            smoothstep(opening.closeY, opening.closeY + 0.4, y) *
            smoothstep(opening.topY - 0.2, opening.topY - 0.32, y),
        )
      if (y < opening.closeY) shadeWarm(s, 0.7 * stroke(x - 0.08, 0.008, 0.02))
      const px = x - 0.98
      const py = y + 3.15 - px * 0.12
      if (px > -0.36 && px < 0.36) shadeWarm(s, 0.6 * stroke(py, 0.008, 0.018) + 0.25 * stroke(py + 0.13, 0.005, 0.014))
    }
  }
  const main = cloth(colour, look.sheen, look.weave, seam)
  const pressed: Paint = (s, x, y) => {
    const past = lapelEdge(opening, look.wide, look.peaked, y) - (x < 0 ? -x : x)
    shadeWarm(s, 0.3 * stroke(past - 0.045, 0.004, 0.014) - 0.25 * smoothstep(0.02, 0, past))
  }
  const parts = [
    sewn(garment(w, padded, keep, 0.066), main),
    sewn(
      lapels(opening, padded, look.wide, look.peaked),
      cloth(look.lapel, look.sheen + (look.peaked ? 0.25 : 0), look.weave * 0.5, pressed),
      true,
    ),
    sewn(jacketCollar(opening, padded, w.neckR, 0.42), cloth(colour, look.sheen, look.weave * 0.5), true),
  ]
  if (look.buttons > 0)
    parts.push(
      sewn(merge(buttons(padded, 0, opening.closeY - 0.1, 0.7, look.buttons, 0.085)), {
        kind: 'gloss',
        colour: [0.03, 0.028, 0.026],
        shine: 1,
      }),
    )
  return parts
}

const tie = (w: Wearer, colour: Vec3): Part[] => {
  const body = bodyField(w.frame, 0.07)
  const top = -1.68
  const blade = sheetMesh(8, 40, (u, v) => {
    const y = mix(top - 0.12, -5.6, v)
    const half = 0.1 + 0.24 * smoothstep(0, 0.75, v)
    const x = (u * 2 - 1) * half
    return [x, y, frontOf(body, x, y) + 0.05 + 0.03 * (1 - (u * 2 - 1) ** 2)]
  })
  const z = frontOf(body, 0, top - 0.12)
  const knot = polygonize(
    (x, y, q) =>
      ellipsoid(
        x * (0.17 / clamp(0.2 - 0.34 * (top + 0.06 - y), 0.08, 0.2)),
        y - top + 0.06,
        q - z - 0.05,
        0.17,
        0.19,
        0.1,
      ),
    mirroredLines(0.26, () => 0.025),
    gridLines(top - 0.32, top + 0.2, () => 0.025),
    gridLines(z - 0.2, z + 0.3, () => 0.025),
  )
  return [sewn(blade, cloth(colour, 0.6, 0, stripes), true), sewn(knot, cloth(colour, 0.6, 0, stripes))]
}

const bowTie = (w: Wearer, colour: Vec3): Part[] => {
  const y0 = -1.72
  const z0 = frontOf(bodyField(w.frame, 0.05), 0, y0) + 0.2
  const bow: Field = (x, y, z) => {
    const ax = x < 0 ? -x : x
    const wide = 0.06 + 0.14 * smoothstep(0.05, 0.42, ax)
    const wings = Math.max(
      ellipsoid(ax - 0.25, (y - y0) * (0.19 / wide), z - z0 + 0.06 * ax, 0.27, 0.2, 0.075),
      ax - 0.46,
    )
    const pleat = 0.012 * (noise(ax * 3, (y - y0) * 22, 2) - 0.5) * 2
    return join(wings + pleat, ellipsoid(x, y - y0, z - z0 - 0.02, 0.085, 0.1, 0.085), 0.02)
  }
  const mesh = polygonize(
    bow,
    mirroredLines(0.56, () => 0.022),
    gridLines(y0 - 0.3, y0 + 0.3, () => 0.022),
    gridLines(z0 - 0.25, z0 + 0.25, () => 0.022),
  )
  return [sewn(mesh, cloth(colour, 0.35, 0))]
}

const chefWhites = (w: Wearer, colour: Vec3, second: Vec3): Part[] => {
  const field = creased(w, 0.1, 0.06, 7)
  const flap: Paint = (s, x, y, z) => {
    if (z > -0.3) {
      const edge = 0.66 + 0.06 * (y + 2)
      shadeWarm(s, 0.45 * stroke(x - edge, 0.006, 0.018) + 0.16 * smoothstep(edge + 0.12, edge, x) * (x > edge ? 1 : 0))
      shadeWarm(s, 0.15 * stroke(x - edge + 0.035, 0.003, 0.01))
    }
    const ax = x < 0 ? -x : x
    shadeWarm(s, 0.3 * stroke(ax - w.frame.shoulderX + 0.02 + 0.1 * (y + 2), 0.008, 0.03) * smoothstep(-3.1, -2.6, y))
  }
  const cutting = { ...collarCut(w, 181, 0), leaf: 0, back: -0.98, front: -1.34 }
  const rows = [-0.46, 0.46].flatMap((x) => buttons(field, x, -2.3, 0.62, 6, 0.082))
  return [
    sewn(garment(w, field, underCollar(w), 0.062), cloth(colour, 0.03, 0.6, flap)),
    sewn(
      collarStand(
        cutting,
        join2(w.skin, (x, y, z) => field(x, y, z) + 0.05),
        0.55,
      ),
      cloth(colour, 0.03, 0.6),
      true,
    ),
    sewn(merge(rows), { kind: 'gloss', colour: second, shine: 0.9 }),
  ]
}

const gown = (w: Wearer, colour: Vec3): Part[] => {
  const field = creased(w, 0.045, 0.045, 13)
  const keep: Field = (x, y, z) => {
    const ax = x < 0 ? -x : x
    const neckline = z > -0.5 ? -1.5 - 1.3 * Math.max(0, 1 - ax / 0.98) : -1.5 - 1.0 * Math.max(0, 1 - ax / 0.98)
    const arm = ellipsoid(ax - w.frame.shoulderX - 0.28, y + 2.3, z + 0.5, 0.62, 1.0, 1.2)
    const lowArm = ax - (w.frame.shoulderX - 0.1) > 0 && y < -2.9 ? w.frame.shoulderX - 0.1 - ax : 1
    return Math.min(neckline - y, arm, lowArm)
  }
  const light: Vec3 = colour
  return [sewn(garment(w, field, keep, 0.055), cloth(light, 0.4, 0, glitter))]
}

/** Everything worn, cut to this person. `floor`: rest height of the picture's lower edge. */
export const dress = (outfit: Outfit, p: Person, a: Anatomy, skin: Field, floor: number, raised: boolean): Part[] => {
  const w: Wearer = { frame: frameOf(p, raised), neckR: a.neckR, skin, floor }
  const main = linearRgb(outfit.main)
  const second = linearRgb(outfit.second)
  const front: Opening = { topX: 0.62, topY: -1.5, closeY: -4.4 }
  switch (outfit.kind) {
    case 'collared-shirt':
      return shirt(w, main, 0.32, false, 0.06)
    case 'work-shirt':
      return shirt(w, main, 0.36, true, 0.085)
    case 'blouse':
      return blouse(w, main)
    case 'chef-whites':
      return chefWhites(w, main, second)
    case 'gown':
      return gown(w, main)
    case 'suit':
      return [
        ...shirtFront(w, [0.82, 0.83, 0.85], false),
        ...tie(w, second),
        ...jacket(w, main, front, {
          wide: 0.62,
          peaked: false,
          lapel: main,
          sheen: 0.08,
          weave: 0.5,
          grow: 0.15,
          buttons: 2,
        }),
      ]
    case 'tailcoat':
      return [
        ...shirtFront(w, second, true),
        ...bowTie(w, second),
        ...jacket(
          w,
          main,
          { ...front, topX: 0.68, closeY: -5.0 },
          { wide: 0.72, peaked: true, lapel: main, sheen: 0.12, weave: 0.3, grow: 0.14, buttons: 0 },
        ),
      ]
    case 'jacket':
      return [
        ...shirt(w, second, 0.4, false, 0.04).slice(0, 2),
        ...jacket(
          w,
          main,
          { ...front, topX: 0.72, closeY: -5.0 },
          { wide: 0.55, peaked: false, lapel: main, sheen: 0.1, weave: 0.8, grow: 0.16, buttons: 1 },
        ),
      ]
    case 'coat':
      return [
        ...shirt(w, second, 0.2, false, 0.04).slice(0, 2),
        ...jacket(
          w,
          main,
          { ...front, topX: 0.7, closeY: -4.0 },
          { wide: 0.85, peaked: false, lapel: main, sheen: 0, weave: 1, grow: 0.22, buttons: 2 },
        ),
      ]
  }
}
