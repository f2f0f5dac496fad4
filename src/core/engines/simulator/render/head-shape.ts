import type { Person } from '../shot.ts'
import type { Anatomy } from './anatomy.ts'
import { ball, ellipsoid, join, meet, rod } from './distance.ts'
import type { Field } from './distance.ts'
import { mix } from './math.ts'

/** Skull, face, ears and the upper neck of a person with this expression, as a field that is symmetric in x. */
export const headField = (p: Person, a: Anatomy): Field => {
  const fw = p.faceWidth
  const { jawX, eyeX, eyeY, noseY, noseW, mouthY, skullX, chinY, smile, man } = a
  const faceX = 0.6 * fw * mix(0.45, 1, p.jawWidth)
  const faceH = 0.84 * mix(0.3, 1, p.jawLength)
  const ridge = man ? 0.078 : 0.058
  const lipR = 0.036 * a.lips * (1 - 0.3 * smile)
  const gap = 0.05 * a.open
  const cornerX = a.mouthW * 0.86
  const cornerY = mouthY + a.lift * 0.8
  const cornerZ = 0.655 - 0.045 * smile
  return (x, y, z) => {
    const ax = x < 0 ? -x : x
    let d = ellipsoid(x, y - 0.29, z + 0.16, skullX, 0.86, 0.93)
    d = join(d, ellipsoid(x, y + 0.2, z - 0.11, faceX, faceH, 0.67), 0.24)
    d = join(d, ellipsoid(ax - 0.06, y - chinY - 0.03, z - 0.485, 0.17 * jawX, 0.13, 0.165), 0.18)
    d = join(d, ball(ax - 0.375 * fw, y + 0.185 - 0.05 * smile, z - 0.445, 0.2 * p.cheek + 0.022 * smile), 0.2)
    d = join(d, ellipsoid(ax - 0.45 * jawX, y + 0.5 * p.jawLength, z - 0.02, 0.125, 0.22, 0.25), 0.24)
    if (y > -0.15 && y < 0.5 && z > 0.2) {
      d = join(d, rod(ax, y, z, 0.07, 0.225, 0.715, 0.41, 0.215, 0.56, ridge, ridge * 0.9), 0.12)
      d = meet(d, -ellipsoid(ax - eyeX, y - eyeY, z - 0.87, 0.195 * p.eyeSize, 0.115 * p.eyeSize, 0.2), 0.1)
      d = join(
        d,
        ellipsoid(ax - eyeX, y - eyeY + 0.005, z - 0.565, 0.165 * p.eyeSize, 0.122 * p.eyeSize, 0.148 * p.eyeSize),
        0.035,
      )
    }
    if (z > 0.3) {
      let n = rod(x, y, z, 0, 0.16, 0.69, 0, noseY + 0.07, 0.86, 0.05 * noseW, 0.066 * noseW)
      n = join(n, ellipsoid(x, y - noseY, z - 0.885, 0.09 * noseW, 0.082, 0.088), 0.08)
      n = join(n, ellipsoid(ax - 0.098 * noseW, y - noseY + 0.032, z - 0.79, 0.058 * noseW, 0.062, 0.085), 0.045)
      n = meet(n, -ellipsoid(ax - 0.056 * noseW, y - noseY + 0.1, z - 0.85, 0.03, 0.04, 0.055), 0.03)
      d = join(d, n, 0.08)
      d = join(d, ellipsoid(x, y - mouthY, z - 0.56, 0.265 * p.lipWidth, 0.17, 0.17), 0.11)
      // Lips: two rods a side, with the dip of the cupid's bow between them.
      const up = mouthY + 0.042 + gap * 0.2
      const low = mouthY - 0.056 - gap
      let lips = rod(ax, y, z, 0.045, up, 0.708, cornerX, cornerY + 0.012, cornerZ, lipR, lipR * 0.45)
      lips = join(lips, rod(ax, y, z, 0, low, 0.69, cornerX, cornerY - 0.012, cornerZ, lipR * 1.25, lipR * 0.5), 0.015)
      d = join(d, lips, 0.035)
      d = meet(
        d,
        -rod(ax, y, z, 0.02, mouthY - gap * 0.4, 0.775, cornerX, cornerY, cornerZ + 0.045, 0.012, 0.006),
        0.03,
      )
    }
    d = join(d, neck(a, ax, y, z), 0.12)
    if (ax > 0.5 && z < 0.3 && y > -0.5 && y < 0.5) d = join(d, ear(skullX, ax, y, z), 0.035)
    return d
  }
}

/** A leaf tilted back and out, with a rim, a bowl and a lobe. */
const ear = (skullX: number, ax: number, y: number, z: number): number => {
  const rz = z + 0.12 + 0.16 * y
  const rx = ax - skullX - 0.005 + 0.42 * rz
  let d = ellipsoid(rx - 0.035, y - 0.02, rz, 0.05, 0.26, 0.16)
  d = join(d, ellipsoid(rx - 0.02, y + 0.19, rz - 0.03, 0.045, 0.085, 0.075), 0.05)
  d = meet(d, -ellipsoid(rx - 0.095, y - 0.05, rz - 0.015, 0.05, 0.185, 0.105), 0.035)
  const ring = Math.sqrt(((y - 0.03) * (y - 0.03)) / 3.1 + (rz + 0.01) * (rz + 0.01)) - 0.065
  return join(d, Math.sqrt(ring * ring + (rx - 0.05) * (rx - 0.05)) - 0.017, 0.03)
}

/** The neck's column, its two cords in front and the throat. */
const neck = (a: Anatomy, ax: number, y: number, z: number): number => {
  const r = a.neckR
  let d = rod(ax * 1.0, y, z, 0, -0.55, -0.28, 0, -1.9, -0.42, r * 0.97, r * 1.04)
  d = join(d, rod(ax, y, z, 0.5, -0.42, -0.18, 0.13, -1.74, 0.12, a.man ? 0.13 : 0.1, 0.085), 0.18)
  return a.man ? join(d, ellipsoid(ax, y + 1.28, z - 0.2, 0.06, 0.09, 0.075), 0.12) : d
}
