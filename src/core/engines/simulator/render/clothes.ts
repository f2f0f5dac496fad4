import type { Outfit, Person } from '../shot.ts'
import type { Anatomy } from './anatomy.ts'
import { frameOf } from './body-shape.ts'
import { ellipsoid } from './distance.ts'
import type { Field } from './distance.ts'
import type { Opening } from './lapel.ts'
import { linearRgb, noise, smoothstep } from './math.ts'
import type { Vec3 } from './math.ts'
import type { Part } from './scene.ts'
import { jacket } from './jackets.ts'
import { bowTie, tie } from './neckwear.ts'
import { blouse, chefWhites, shirt, shirtFront } from './shirts.ts'
import { cloth, creased, garment, sewn } from './tailoring.ts'
import type { Paint, Wearer } from './tailoring.ts'

const glitter: Paint = (s, x, y, z) => {
  s.gloss += 0.5 * smoothstep(0.75, 0.95, noise(x * 40, y * 40, z * 40))
}

/** An evening gown with a V neckline and bare arms. */
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
