import type { RgbPicture } from '../pixels.ts'

/** A rectangle of whole pixels in a picture, from its upper left corner. */
export interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** One number a pixel, row by row. */
export interface Plane {
  readonly width: number
  readonly height: number
  readonly data: Float32Array
}

/** Lightness 0 to 1 and two colour axes of about -0.4 to 0.4, each a plane of its own. */
export interface LabPicture {
  readonly width: number
  readonly height: number
  readonly channels: readonly [Float32Array, Float32Array, Float32Array]
}

/** The planes by name, for code that treats lightness differently from colour. */
export const CHANNELS = [0, 1, 2] as const

const toLinear = (value: number): number => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
const LINEAR = Float32Array.from({ length: 256 }, (_, value) => toLinear(value / 255))
/** Steps of the table that turns linear light back into display values: fine enough to be exact in the darks. */
const STEPS = 16_384
const DISPLAY = Float32Array.from({ length: STEPS + 1 }, (_, step) => {
  const light = step / STEPS
  return 255 * (light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055)
})

const labOf = (r: number, g: number, b: number): readonly [number, number, number] => {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

/**
 * A part of a picture in OKLab (Björn Ottosson, "A perceptual color space for image processing", 2020): equal steps look
 * equal, and light that changes changes lightness and little else.
 */
export const toLab = (picture: RgbPicture, area: Area): LabPicture => {
  const { width, height } = area
  const channels = [0, 1, 2].map(() => new Float32Array(width * height))
  const [lightness, greenRed, blueYellow] = channels
  if (!lightness || !greenRed || !blueYellow) throw new Error('three planes were made')
  for (let y = 0, at = 0; y < height; y++) {
    let from = ((area.y + y) * picture.width + area.x) * 3
    for (let x = 0; x < width; x++, at++, from += 3) {
      const r = LINEAR[picture.data[from] ?? 0] ?? 0
      const g = LINEAR[picture.data[from + 1] ?? 0] ?? 0
      const b = LINEAR[picture.data[from + 2] ?? 0] ?? 0
      const [bright, red, yellow] = labOf(r, g, b)
      lightness[at] = bright
      greenRed[at] = red
      blueYellow[at] = yellow
    }
  }
  return { width, height, channels: [lightness, greenRed, blueYellow] }
}

const display = (light: number): number => DISPLAY[Math.round(Math.max(0, Math.min(1, light)) * STEPS)] ?? 0

/** Light of one pixel for its three OKLab values, red, green and blue, 1 is white; may lie a little outside of 0 to 1. */
const lightOf = (bright: number, red: number, yellow: number): readonly [number, number, number] => {
  const l = (bright + 0.3963377774 * red + 0.2158037573 * yellow) ** 3
  const m = (bright - 0.1055613458 * red - 0.0638541728 * yellow) ** 3
  const s = (bright - 0.0894841775 * red - 1.291485548 * yellow) ** 3
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]
}

/** Light below this is black as far as film and eye go; keeps logarithms of shadows in bounds. */
const BLACK = 0.004

/** Red, green and blue light of a Lab picture, as natural logarithms: what light or skin multiplies is a plain sum here. */
export const toLogLight = (lab: LabPicture): LabPicture => {
  const { width, height, channels } = lab
  const out = channels.map(() => new Float32Array(width * height))
  for (let at = 0; at < width * height; at++) {
    const light = lightOf(channels[0][at] ?? 0, channels[1][at] ?? 0, channels[2][at] ?? 0)
    for (let channel = 0; channel < 3; channel++) {
      const plane = out[channel]
      if (plane) plane[at] = Math.log(Math.max(0, light[channel] ?? 0) + BLACK)
    }
  }
  const [r, g, b] = out
  if (!r || !g || !b) throw new Error('three planes were made')
  return { width, height, channels: [r, g, b] }
}

/** The way back from {@link toLogLight}. */
export const fromLogLight = (light: LabPicture): LabPicture => {
  const { width, height, channels } = light
  const out = channels.map(() => new Float32Array(width * height))
  const [lightness, greenRed, blueYellow] = out
  if (!lightness || !greenRed || !blueYellow) throw new Error('three planes were made')
  for (let at = 0; at < width * height; at++) {
    const r = Math.max(0, Math.exp(channels[0][at] ?? 0) - BLACK)
    const g = Math.max(0, Math.exp(channels[1][at] ?? 0) - BLACK)
    const b = Math.max(0, Math.exp(channels[2][at] ?? 0) - BLACK)
    const [bright, red, yellow] = labOf(r, g, b)
    lightness[at] = bright
    greenRed[at] = red
    blueYellow[at] = yellow
  }
  return { width, height, channels: [lightness, greenRed, blueYellow] }
}

/**
 * Writes the pixels of a Lab picture back as display colour where `shows` is above 0, and leaves every other byte as it is.
 * @param into the whole picture; changed in place
 */
export const writeLab = (lab: LabPicture, shows: Float32Array, into: RgbPicture, area: Area): void => {
  const [lightness, greenRed, blueYellow] = lab.channels
  for (let y = 0, at = 0; y < lab.height; y++) {
    let to = ((area.y + y) * into.width + area.x) * 3
    for (let x = 0; x < lab.width; x++, at++, to += 3) {
      if ((shows[at] ?? 0) <= 0) continue
      const [r, g, b] = lightOf(lightness[at] ?? 0, greenRed[at] ?? 0, blueYellow[at] ?? 0)
      into.data[to] = Math.round(display(r))
      into.data[to + 1] = Math.round(display(g))
      into.data[to + 2] = Math.round(display(b))
    }
  }
}
