import { bodyField } from './body-shape.ts'
import { collarLeaf, collarStand } from './collar.ts'
import type { CollarCut } from './collar.ts'
import type { Field } from './distance.ts'
import { smoothstep } from './math.ts'
import type { Vec3 } from './math.ts'
import type { Material, Part } from './scene.ts'
import { merge } from './sheet.ts'
import { shadeWarm, stroke } from './surface.ts'
import { buttons, cloth, creased, garment, nearer, sewn, underCollar } from './tailoring.ts'
import type { Paint, Wearer } from './tailoring.ts'

const placket: Paint = (s, x, _y, z) => {
  if (z > -0.3) shadeWarm(s, 0.26 * stroke((x < 0 ? -x : x) - 0.1, 0.005, 0.014))
}

/** The usual shirt collar. */
const collarCut = (w: Wearer, ends: number, points: number): CollarCut => ({
  ends,
  neckR: w.neckR,
  back: -1.1,
  front: -1.62,
  leaf: 0.42,
  points,
  spread: 0.12,
})

/** A shirt with a folded collar; `open` leaves the top button undone. */
export const shirt = (w: Wearer, colour: Vec3, open: number, work: boolean, visibleFolds: number): Part[] => {
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
      merge([collarStand(cutting, w.skin, 0.42), collarLeaf(cutting, nearer(field, w.skin))]),
      cloth(colour, 0.06, 0.35),
      true,
    ),
    sewn(merge(buttons(field, 0, vEnd - 0.2, 0.72, 6, 0.062)), pearl),
  ]
}

/** A soft blouse: a deeper V and a wide collar that lies. */
export const blouse = (w: Wearer, colour: Vec3): Part[] => {
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
      merge([collarStand(cutting, w.skin, 0.4), collarLeaf(cutting, nearer(field, w.skin))]),
      cloth(colour, 0.4, 0),
      true,
    ),
    sewn(merge(buttons(field, 0, -2.85, 0.66, 5, 0.052)), { kind: 'gloss', colour: [0.85, 0.84, 0.82], shine: 1.2 }),
  ]
}

/** What a jacket lets be seen of a shirt; a wing collar when worn with a bow tie. */
export const shirtFront = (w: Wearer, colour: Vec3, wing: boolean): Part[] => {
  const field = bodyField(w.frame, 0.05)
  const seamLine = underCollar(w)
  const front = garment(w, field, (x, y, z) => Math.min(seamLine(x, y, z), z + 0.75, 1.05 - Math.abs(x)), 0.042)
  const pleats: Paint = (s, x) => {
    const ax = Math.abs(x)
    shadeWarm(s, 0.2 * stroke(ax - 0.12, 0.005, 0.014) + (wing ? 0.14 * stroke(((ax * 7) % 1) - 0.5, 0.1, 0.3) : 0))
  }
  const cutting = { ...collarCut(w, 178, wing ? 0.2 : 0.5), leaf: wing ? 0.02 : 0.34, spread: wing ? 0.26 : 0.1 }
  return [
    sewn(front, cloth(colour, 0.08, 0.2, pleats)),
    sewn(
      merge([collarStand(cutting, w.skin, 0.42), collarLeaf(cutting, nearer(field, w.skin))]),
      cloth(colour, 0.08, 0.2),
      true,
    ),
  ]
}

/** A double-breasted jacket with a standing collar. */
export const chefWhites = (w: Wearer, colour: Vec3, second: Vec3): Part[] => {
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
        nearer(w.skin, (x, y, z) => field(x, y, z) + 0.05),
        0.55,
      ),
      cloth(colour, 0.03, 0.6),
      true,
    ),
    sewn(merge(rows), { kind: 'gloss', colour: second, shine: 0.9 }),
  ]
}
