/**
 * Arithmetic that gives the same bits on every machine: only + - * / sqrt and integers, because the standard library leaves
 * sin, exp and pow to the platform.
 */
import type { Rgb } from '../shot.ts'

export type Vec3 = readonly [number, number, number]

export const clamp = (x: number, low: number, high: number): number => (x < low ? low : x > high ? high : x)

export const mix = (a: number, b: number, t: number): number => a + (b - a) * t

/** 0 below `a`, 1 above `b` (or the reverse when a > b), smooth between. */
export const smoothstep = (a: number, b: number, x: number): number => {
  const t = clamp((x - a) / (b - a), 0, 1)
  return t * t * (3 - 2 * t)
}

/** A bell over the squared distance t: 1 at 0, near exp(-t), always positive. */
export const bell = (t: number): number => {
  let a = 1 / (1 + t * 0.0625)
  a *= a
  a *= a
  a *= a
  return a * a
}

/** Sine of an angle in degrees, within 1e-9 for any angle. */
export const sinDeg = (degrees: number): number => {
  let d = degrees - 360 * Math.floor(degrees / 360 + 0.5)
  if (d > 90) d = 180 - d
  if (d < -90) d = -180 - d
  const x = d * 0.017453292519943295
  const q = x * x
  return (
    x *
    (1 + q * (-1 / 6 + q * (1 / 120 + q * (-1 / 5040 + q * (1 / 362880 + q * (-1 / 39916800 + q * (1 / 6227020800)))))))
  )
}

export const cosDeg = (degrees: number): number => sinDeg(degrees + 90)

/** Display (sRGB) value to linear light; the usual cubic fit, within 0.005 of the curve. */
export const linear = (v: number): number => v * (v * (v * 0.305306011 + 0.682171111) + 0.012522878)

export const linearRgb = (c: Rgb): Rgb => [linear(c[0]), linear(c[1]), linear(c[2])]

/** A number in [0, 1) from up to three integers. */
export const hash = (a: number, b = 0, c = 0): number => {
  let h = Math.imul(a | 0, 0x9e3779b1) ^ Math.imul(b | 0, 0x85ebca77) ^ Math.imul(c | 0, 0xc2b2ae3d)
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d)
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39)
  return ((h ^ (h >>> 15)) >>> 0) / 4294967296
}

/** A fixed shuffle of 0 to 255, twice over, and a value for each: the lattice of the noise. */
const SHUFFLE = new Uint8Array(512)
const LATTICE = new Float32Array(256)
for (let i = 0; i < 256; i++) {
  SHUFFLE[i] = i
  LATTICE[i] = hash(i, 91)
}
for (let i = 255; i > 0; i--) {
  const j = Math.floor(hash(i, 92) * (i + 1))
  const kept = SHUFFLE[i] ?? 0
  SHUFFLE[i] = SHUFFLE[j] ?? 0
  SHUFFLE[j] = kept
}
SHUFFLE.copyWithin(256, 0, 256)

/** Smooth value noise in space, 0 to 1, one feature per unit; repeats after 256. */
export const noise = (x: number, y: number, z: number): number => {
  const fx = Math.floor(x)
  const fy = Math.floor(y)
  const fz = Math.floor(z)
  const u = x - fx
  const v = y - fy
  const w = z - fz
  const a = u * u * (3 - 2 * u)
  const b = v * v * (3 - 2 * v)
  const c = w * w * (3 - 2 * w)
  const i = fx & 255
  const j = fy & 255
  const k = fz & 255
  const p = (SHUFFLE[i] ?? 0) + j
  const q = (SHUFFLE[i + 1] ?? 0) + j
  const p0 = (SHUFFLE[p] ?? 0) + k
  const p1 = (SHUFFLE[p + 1] ?? 0) + k
  const q0 = (SHUFFLE[q] ?? 0) + k
  const q1 = (SHUFFLE[q + 1] ?? 0) + k
  const n = (at: number): number => LATTICE[SHUFFLE[at] ?? 0] ?? 0
  const near = mix(mix(n(p0), n(q0), a), mix(n(p1), n(q1), a), b)
  const far = mix(mix(n(p0 + 1), n(q0 + 1), a), mix(n(p1 + 1), n(q1 + 1), a), b)
  return mix(near, far, c)
}

export const normalize = (v: Vec3): Vec3 => {
  const n = 1 / Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2])
  return [v[0] * n, v[1] * n, v[2] * n]
}

export const cross = (a: Vec3, b: Vec3): Vec3 => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
]
