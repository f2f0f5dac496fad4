import type { Light, Rgb } from '../shot.ts'
import { findFace, isSkin, lumaOf } from './face.ts'
import type { Face, Pixels } from './face.ts'

/** What can be measured of a picture that says nothing about itself. Colours are display colour, 0 to 1. */
export interface Measured {
  /** Median of the skin in the middle of the picture, null where there is too little of it. */
  readonly skin: Rgb | null
  /** Colour above that skin; null when it cannot be told from the background. */
  readonly hair: Rgb | null
  /** How far that colour reaches down beside the face, `none` for a bald head; null when it cannot be told. */
  readonly hairLength: 'none' | 'short' | 'jaw' | 'shoulders' | null
  readonly mean: Rgb
  /** 0 black to 1 white. */
  readonly brightness: number
  /** Red over blue: above 0 warm, below 0 cold; about -0.3 to 0.3. */
  readonly warmth: number
  /** Standard deviation of the luma, 0 to 0.5. */
  readonly contrast: number
  readonly side: Light['side']
}

interface Samples {
  readonly r: number[]
  readonly g: number[]
  readonly b: number[]
}

const none = (): Samples => ({ r: [], g: [], b: [] })
const add = (samples: Samples, r: number, g: number, b: number): void => {
  samples.r.push(r)
  samples.g.push(g)
  samples.b.push(b)
}
const median = (values: readonly number[]): number => values.toSorted((x, y) => x - y)[values.length >> 1] ?? 0
const middle = ({ r, g, b }: Samples): Rgb => [median(r) / 255, median(g) / 255, median(b) / 255]

const distance = (a: Rgb, b: Rgb): number => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])

interface Above {
  readonly hair: Rgb | null
  /** Whether nearly all of it is skin. */
  readonly bald: boolean
}

/** What lies above the middle of the face and is not background: hair or skin. */
const lookAbove = (pixels: Pixels, face: Face, skin: Rgb, background: Rgb): Above => {
  const { width, height, data } = pixels
  const found = none()
  let bare = 0
  const [left, right] = [face.x - face.spreadX, face.x + face.spreadX]
  const [top, bottom] = [face.y - face.spreadY * 3.4, face.y - face.spreadY * 1.2]
  for (let y = Math.max(0, Math.floor(top)); y < Math.min(height, bottom); y++)
    for (let x = Math.max(0, Math.floor(left)); x < Math.min(width, right); x++) {
      const at = (y * width + x) * 3
      const [r, g, b] = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0]
      const colour: Rgb = [r / 255, g / 255, b / 255]
      if (distance(colour, background) < 0.14) continue
      if (distance(colour, skin) < 0.16) bare += 1
      else add(found, r, g, b)
    }
  const enough = found.r.length > face.spreadX * face.spreadY * 0.5 && found.r.length > bare * 0.3
  return { hair: enough ? middle(found) : null, bald: !enough && bare > face.spreadX * face.spreadY }
}

interface HairColour {
  readonly hair: Rgb
  /** Colours no further away count as the hair's. */
  readonly within: number
}

/** Share of hair-coloured pixels in a band beside the face, on both sides; heights in spreads below the face's middle. */
const hairBeside = (
  pixels: Pixels,
  face: Face,
  { hair, within }: HairColour,
  [from, to]: readonly [number, number],
): number => {
  const { width, height, data } = pixels
  let [seen, found] = [0, 0]
  for (let y = Math.floor(face.y + face.spreadY * from); y < Math.min(height, face.y + face.spreadY * to); y++)
    for (const side of [-1, 1])
      for (let step = 1.6; step < 2.25; step += 0.1) {
        const x = Math.round(face.x + side * face.spreadX * step)
        if (x < 0 || x >= width || y < 0) continue
        const at = (y * width + x) * 3
        seen += 1
        if (distance([(data[at] ?? 0) / 255, (data[at + 1] ?? 0) / 255, (data[at + 2] ?? 0) / 255], hair) < within)
          found += 1
      }
  return seen === 0 ? 0 : found / seen
}

const hairLengthOf = (pixels: Pixels, face: Face, { hair, bald }: Above, background: Rgb): Measured['hairLength'] => {
  if (hair === null) return bald ? 'none' : null
  const apart = distance(hair, background)
  if (apart < 0.12) return null
  const colour = { hair, within: Math.min(0.17, apart * 0.6) }
  if (hairBeside(pixels, face, colour, [0.9, 1.7]) < 0.4) return 'short'
  return hairBeside(pixels, face, colour, [2.5, 3.4]) < 0.4 ? 'jaw' : 'shoulders'
}

/** Measures a decoded picture; a few hundred pixels a side are enough. */
export const measure = (pixels: Pixels): Measured => {
  const { width, height, data } = pixels
  const face = findFace(pixels)
  const skin = none()
  const top = none()
  const halves = { left: 0, leftCount: 0, right: 0, rightCount: 0 }
  let [red, green, blue, luma, lumaSquared] = [0, 0, 0, 0, 0]
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 3
      const [r, g, b] = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0]
      const bright = lumaOf(r, g, b)
      red += r
      green += g
      blue += b
      luma += bright
      lumaSquared += bright * bright
      if (y < height * 0.06) add(top, r, g, b)
      const onFace =
        face !== null && Math.abs(x - face.x) < face.spreadX && Math.abs(y - face.y) < face.spreadY && isSkin(r, g, b)
      if (onFace) add(skin, r, g, b)
      if (onFace || face === null) {
        const side = x < (face?.x ?? width / 2) ? 'left' : 'right'
        halves[side] += bright
        halves[`${side}Count`] += 1
      }
    }
  const count = Math.max(1, width * height)
  const brightness = luma / count / 255
  const ratio = (halves.left / Math.max(1, halves.leftCount) + 4) / (halves.right / Math.max(1, halves.rightCount) + 4)
  const background = middle(top)
  const skinColour = face === null || skin.r.length === 0 ? null : middle(skin)
  const above = face === null || skinColour === null ? null : lookAbove(pixels, face, skinColour, background)
  return {
    skin: skinColour,
    hair: above?.hair ?? null,
    hairLength: face === null || above === null ? null : hairLengthOf(pixels, face, above, background),
    mean: [red / count / 255, green / count / 255, blue / count / 255],
    brightness,
    warmth: (red - blue) / count / 255,
    contrast: Math.sqrt(Math.max(0, lumaSquared / count / 65_025 - brightness * brightness)),
    side: ratio > 1.12 ? 'left' : ratio < 1 / 1.12 ? 'right' : 'front',
  }
}
