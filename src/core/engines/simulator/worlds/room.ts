import type { Rgb } from '../shot.ts'
import { type Easel, wash } from './easel.ts'

export type Surface = 'left' | 'right' | 'floor' | 'ceiling' | 'back'

/** A box around the lens, in metres; `right` is the key light's side. */
export interface Room {
  readonly left: number
  readonly right: number
  readonly floor: number
  readonly ceiling: number
  readonly back: number
}

/** Writes the colour of a spot on a surface into `out`. */
export type Material = (surface: Surface, x: number, y: number, z: number, out: Float64Array) => void

/** Paints the inside of a box, each pixel with the material of the spot it looks at. */
export const paintRoom = (e: Easel, room: Room, material: Material): void =>
  wash(e, (px, py, out) => {
    const dx = (e.flip * (px + 0.5 - e.centre)) / e.focal
    const dy = (e.horizon - py - 0.5) / e.focal
    let t = room.back
    let surface: Surface = 'back'
    const side = dx > 0 ? room.right / dx : dx < 0 ? room.left / dx : Infinity
    if (side < t) {
      t = side
      surface = dx > 0 ? 'right' : 'left'
    }
    const level = dy > 0 ? room.ceiling / dy : dy < 0 ? room.floor / dy : Infinity
    if (level < t) {
      t = level
      surface = dy > 0 ? 'ceiling' : 'floor'
    }
    material(surface, dx * t, dy * t, t, out)
  })

/** A source that lights the surfaces around it. */
export interface Source {
  readonly at: readonly [number, number, number]
  readonly light: Rgb
  /** Metres within which it does not get brighter: how large it is. */
  readonly soft: number
}

/** Light that arrives at a spot, by the inverse square law, without shadows; added to `base`, written into `out`. */
export const litBy = (
  sources: readonly Source[],
  base: Rgb,
  x: number,
  y: number,
  z: number,
  out: Float64Array,
): void => {
  let r = base[0]
  let g = base[1]
  let b = base[2]
  for (const s of sources) {
    const dx = x - s.at[0]
    const dy = y - s.at[1]
    const dz = z - s.at[2]
    const k = 1 / (dx * dx + dy * dy + dz * dz + s.soft * s.soft)
    r += s.light[0] * k
    g += s.light[1] * k
    b += s.light[2] * k
  }
  out[0] = r
  out[1] = g
  out[2] = b
}

/** Multiplies the light in `out` by a surface's own colour. */
export const paintOn = (out: Float64Array, c: Rgb, k = 1): void => {
  out[0] = (out[0] ?? 0) * c[0] * k
  out[1] = (out[1] ?? 0) * c[1] * k
  out[2] = (out[2] ?? 0) * c[2] * k
}
