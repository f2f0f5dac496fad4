import { join, rod } from './distance.ts'
import type { Field } from './distance.ts'
import { jacketCollar, lapelEdge, lapels, openingHalf } from './lapel.ts'
import type { Opening } from './lapel.ts'
import { smoothstep } from './math.ts'
import type { Vec3 } from './math.ts'
import { merge } from './sheet.ts'
import { shadeWarm, stroke } from './surface.ts'
import { buttons, cloth, creased, garment, sewn, underCollar } from './tailoring.ts'
import type { Paint, Wearer } from './tailoring.ts'
import type { Part } from './scene.ts'

/** How a jacket is cut; colours are linear. */
export interface JacketLook {
  /** Greatest width of a lapel, in head units. */
  readonly wide: number
  readonly peaked: boolean
  readonly lapel: Vec3
  readonly sheen: number
  readonly weave: number
  /** Thickness over the body. */
  readonly grow: number
  readonly buttons: number
}

/** A jacket over what is worn under it. */
export const jacket = (w: Wearer, colour: Vec3, opening: Opening, look: JacketLook): Part[] => {
  const field = creased(w, look.grow, 0.05, 5)
  const seamLine = underCollar(w)
  const { shoulderX, shoulderY } = w.frame
  const padded: Field = (x, y, z) => {
    const ax = x < 0 ? -x : x
    const pad = rod(ax, y, z, 0.75, shoulderY + 0.3, -0.52, shoulderX + 0.12, shoulderY + 0.16, -0.5, 0.3, 0.32)
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
