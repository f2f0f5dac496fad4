import type { Person } from '../shot.ts'
import type { Anatomy } from './anatomy.ts'
import { ellipsoid, join, meet } from './distance.ts'
import type { Field } from './distance.ts'
import { clamp, mix, noise, smoothstep } from './math.ts'

/** One way of wearing hair. Places and lengths in head units, rest space. */
export interface HairStyle {
  /** Positive where hair grows; grows to about 1 a unit away from the hairline. */
  readonly grows: Field
  /** The outer surface of the mass of hair. */
  readonly mass: Field
  /** The bare skull under it. */
  readonly skull: Field
  readonly symmetric: boolean
  /** How far down the mass reaches. */
  readonly floor: number
  /** Where a hair goes at a place, before it is kept along the mass; any length. Writes 3 numbers. */
  readonly flow: (x: number, y: number, z: number, out: Float64Array) => void
  /** Length of a hair that starts here. */
  readonly length: Field
  /** Strands wander sideways by this much, curls by `curl`. */
  readonly wave: number
  readonly curl: number
  readonly shine: number
  readonly roots: number
  /** How far hairs stand apart in depth: 1 full, 0 cropped to the skin. */
  readonly loose: number
  readonly width: number
}

/** Hairline height by where one looks from above: cosine of the angle from straight ahead, height. Falling cosine. */
type Hairline = readonly (readonly [number, number])[]

const MEN: Hairline = [
  [1, 0.78],
  [0.93, 0.79],
  [0.82, 0.81],
  [0.72, 0.69],
  [0.6, 0.46],
  [0.46, 0.32],
  [0.36, 0.02],
  [0.2, -0.1],
  [0.1, 0.06],
  [-0.02, 0.3],
  [-0.2, 0.26],
  [-0.4, -0.05],
  [-0.6, -0.45],
  [-0.85, -0.66],
  [-1, -0.7],
]
const WOMEN: Hairline = [
  [1, 0.75],
  [0.9, 0.72],
  [0.78, 0.6],
  [0.66, 0.42],
  [0.5, 0.26],
  [0.36, 0.06],
  [0.22, 0.02],
  [0.1, 0.1],
  [-0.02, 0.24],
  [-0.2, 0.22],
  [-0.4, -0.1],
  [-0.6, -0.5],
  [-0.85, -0.72],
  [-1, -0.76],
]

const lineHeight = (line: Hairline, c: number): number => {
  let before = line[0]
  for (const point of line) {
    if (before && c >= point[0] && before !== point) {
      return mix(point[1], before[1], smoothstep(point[0], before[0], c))
    }
    before = point
  }
  return before ? before[1] : 0
}

/** Away from a whorl on the crown. */
const whorl = (x: number, y: number, z: number, out: Float64Array): void => {
  out[0] = x * 0.7
  out[1] = y - 1.25
  out[2] = z + 0.5
}

export const hairStyleOf = (p: Person, a: Anatomy): HairStyle | null => {
  if (p.hairStyle === 'bald') return null
  const line = a.man ? MEN : WOMEN
  const high = 0.07 * clamp(p.age - 0.4, 0, 0.6) * (a.man ? 1.5 : 0)
  const grows: Field = (x, y, z) => {
    const w = z + 0.16
    const c = w / Math.max(1e-3, Math.sqrt(x * x + w * w))
    return y - lineHeight(line, c) - high * smoothstep(0.2, 0.9, c) + (noise(x * 9, y * 9, z * 9) - 0.5) * 0.05
  }
  const skull: Field = (x, y, z) => ellipsoid(x, y - 0.29, z + 0.16, a.skullX, 0.86, 0.93)
  /** The skull grown by `thick`, sinking under the skin at the hairline. */
  const cap =
    (thick: Field, soft: number): Field =>
    (x, y, z) => {
      const g = grows(x, y, z) + Math.max(0, y - 0.7)
      return skull(x, y, z) - mix(-0.09, thick(x, y, z), smoothstep(-0.02, soft, g))
    }
  const base = {
    grows,
    skull,
    symmetric: true,
    floor: -0.85,
    wave: 0.25,
    curl: 0,
    shine: 0.8,
    loose: 1,
    roots: 9000,
    width: 0.0125,
    flow: whorl,
  }
  switch (p.hairStyle) {
    case 'shaved':
      return {
        ...base,
        mass: cap(() => 0.012, 0.1),
        length: () => 0.035,
        loose: 0.12,
        roots: 12000,
        width: 0.008,
        shine: 0.25,
      }
    case 'short':
      return {
        ...base,
        mass: cap((_x, y, z) => mix(0.045, 0.15 + 0.06 * smoothstep(-0.2, 0.6, z), top(y)), 0.42),
        flow: (x, y, z, out) => {
          const t = top(y)
          out[0] = mix(x * 0.5, x * 0.25 - 0.35, t)
          out[1] = mix(-1, 0.25, t)
          out[2] = mix(-0.25, z > 0.2 ? 0.35 : 0.8, t)
        },
        length: (_x, y) => mix(0.14, 0.34, top(y)),
      }
    case 'side-part':
      return {
        ...base,
        symmetric: false,
        mass: cap((x, y, z) => {
          const part = 1 - 0.75 * smoothstep(0.14, 0, Math.abs(x - 0.34)) * smoothstep(-0.3, 0.1, z) * top(y)
          return mix(0.05, (0.17 + 0.08 * smoothstep(0, 0.6, z)) * (x > 0.34 ? 0.6 : 1), top(y)) * part
        }, 0.3),
        flow: (x, y, z, out) => {
          const t = top(y)
          const over = x < 0.34 ? -1 : 0.9
          out[0] = mix(0, over, t)
          // The front is combed up and over, off the forehead.
          out[1] = mix(-1, 0.1, t) + 0.8 * smoothstep(0.25, 0.5, z) * smoothstep(0.5, 0.68, y)
          out[2] = mix(-0.45, x < 0.34 ? 0.15 - 0.5 * smoothstep(0.3, -0.5, x) : -0.2, t)
        },
        length: (_x, y) => mix(0.16, 0.6, top(y)),
        shine: 1,
        wave: 0.16,
      }
    case 'swept-back':
      return {
        ...base,
        mass: cap((_x, y, z) => mix(0.06, 0.17 + 0.05 * smoothstep(0.1, 0.6, z), top(y)), 0.5),
        flow: (x, y, z, out) => {
          out[0] = x * 0.35
          out[1] =
            mix(-0.55, 0.15, top(y)) +
            0.8 * smoothstep(0.3, 0.6, z) * smoothstep(0.5, 0.8, y) -
            smoothstep(-0.3, -0.9, z) * 1.2
          out[2] = mix(-1, -0.35, smoothstep(0.35, 0.6, z))
        },
        length: (_x, y) => mix(0.34, 0.75, top(y)),
        shine: 1,
        wave: 0.2,
      }
    case 'curly':
      return {
        ...base,
        mass: cap((x, y, z) => (a.man ? 0.2 : 0.3) + 0.07 * noise(x * 4, y * 4, z * 4), 0.55),
        floor: -1.1,
        length: (_x, y, z) => (a.man ? 0.42 : 0.6) * (z > 0.35 && y < 0.9 ? 0.6 : 1),
        curl: 1,
        wave: 1.1,
        shine: 0.5,
        roots: 6500,
        width: 0.017,
      }
    case 'bob':
      return { ...base, ...falling(a, cap, -0.98), length: () => 2.4 }
    case 'long':
      return { ...base, ...falling(a, cap, -2.75), length: () => 4.2, wave: 0.42 }
    case 'bun':
      return {
        ...base,
        mass: (x, y, z) =>
          join(
            cap(() => 0.055, 0.16)(x, y, z),
            ellipsoid(x, y - 0.98, z + 0.98, 0.36, 0.33, 0.33) + 0.02 * noise(x * 9, y * 9, z * 9),
            0.06,
          ),
        flow: (x, y, z, out) => {
          out[0] = -x
          out[1] = 0.92 - y
          out[2] = -0.95 - z
        },
        length: () => 1.7,
        shine: 1,
        wave: 0.12,
      }
  }
}

/** Hair that falls from a parting, around the face, to `end`. */
const falling = (
  a: Anatomy,
  cap: (thick: Field, soft: number) => Field,
  end: number,
): Pick<HairStyle, 'mass' | 'floor' | 'flow' | 'roots' | 'shine' | 'symmetric' | 'wave'> => {
  const long = end < -1.5
  const crown = cap((x, y) => 0.1 + 0.05 * top(y) - 0.035 * smoothstep(0.1, 0, Math.abs(x - 0.06)) * top(y), 0.14)
  const wide = a.skullX + 0.19
  const mass: Field = (x, y, z) => {
    const ax = x < 0 ? -x : x
    const low = clamp((0.2 - y) / (0.2 - end), 0, 1)
    const out = long ? wide + 0.16 * low : wide + 0.08 * low - 0.2 * low * low
    const back = long ? 0.95 : 0.9 - 0.12 * low
    // A curtain whose plan is an oval, open toward the face.
    const k = Math.sqrt((x * x) / (out * out) + ((z + 0.22) * (z + 0.22)) / (back * back))
    let d = (k - 1) * Math.min(out, back) * 0.9
    const inner = Math.sqrt((x * x) / (0.72 * 0.72) + ((z - 0.5) * (z - 0.5)) / (0.82 * 0.82))
    d = meet(d, -(inner - 1) * 0.7, 0.12)
    d = meet(d, z - 0.42 - 0.12 * low + 0.3 * (0.9 - ax), 0.1)
    d = meet(d, y - 0.62, 0.2)
    d = meet(d, end + 0.12 * ax - y, 0.1)
    return join(crown(x, y, z), d + (noise(x * 5, y * 1.2, z * 5) - 0.5) * 0.07, 0.16)
  }
  return {
    mass,
    symmetric: false,
    floor: end - 0.15,
    roots: long ? 8000 : 8500,
    shine: 1,
    wave: long ? 0.4 : 0.18,
    flow: (x, y, z, out) => {
      const t = top(y)
      const aside = x < 0.06 ? -1 : 1
      // From the forehead hair is combed aside and back before it falls.
      const f = smoothstep(0.2, 0.5, z) * smoothstep(0.25, 0.5, y)
      out[0] = aside * mix(mix(0.12, 1, t), 1.3, f)
      out[1] = mix(mix(-1, -0.2, t), 0.1, f)
      out[2] = -0.6 * f + mix(-0.05, -0.25, t) - 0.35 * smoothstep(0.2, 0.5, z) * smoothstep(-0.1, 0.4, y)
    },
  }
}

const top = (y: number): number => smoothstep(0.5, 0.98, y)
