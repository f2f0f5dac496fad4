import type { Rgb } from '../shot.ts'

/** One sRGB channel (0 to 1) in linear light. IEC 61966-2-1. */
export const toLinear = (v: number): number => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)

/** One linear channel as sRGB, 0 to 1. IEC 61966-2-1. */
export const toDisplay = (v: number): number => (v <= 0.0031308 ? v * 12.92 : 1.055 * v ** (1 / 2.4) - 0.055)

/** A linear colour from a display colour written as 0xRRGGBB. `power` multiplies it: lights are brighter than paint. */
export const ink = (hex: number, power = 1): Rgb => [
  toLinear(((hex >> 16) & 255) / 255) * power,
  toLinear(((hex >> 8) & 255) / 255) * power,
  toLinear((hex & 255) / 255) * power,
]

export const mix = (a: Rgb, b: Rgb, t: number): Rgb => [
  a[0] + (b[0] - a[0]) * t,
  a[1] + (b[1] - a[1]) * t,
  a[2] + (b[2] - a[2]) * t,
]

export const dim = (c: Rgb, k: number): Rgb => [c[0] * k, c[1] * k, c[2] * k]

/** 0 below `from`, 1 above `to`, smooth between. `from` may be larger than `to`. */
export const ramp = (from: number, to: number, v: number): number => {
  const t = Math.min(1, Math.max(0, (v - from) / (to - from)))
  return t * t * (3 - 2 * t)
}

/** Rec. 709 luminance of a linear colour. */
export const luminance = (r: number, g: number, b: number): number => 0.2126 * r + 0.7152 * g + 0.0722 * b
