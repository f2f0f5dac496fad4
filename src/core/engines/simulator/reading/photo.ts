import type { Light, Rgb } from '../shot.ts'

/** Pixels in display colour (sRGB), 3 bytes each, row by row. */
export interface Pixels {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** What can be measured of a picture that says nothing about itself. Colours are display colour, 0 to 1. */
export interface Measured {
  /** Median of the skin in the middle of the picture, null where there is too little of it. */
  readonly skin: Rgb | null
  /** Colour above that skin; null when it cannot be told from the background. */
  readonly hair: Rgb | null
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

/** Luma after ITU-R BT.601, 0 to 255. */
const lumaOf = (r: number, g: number, b: number): number => 0.299 * r + 0.587 * g + 0.114 * b

/** Skin by its chroma: Cb 77 to 127 and Cr 133 to 173 (Chai and Ngan, IEEE Trans. CSVT 9(4), 1999), not too dark to tell. */
const isSkin = (r: number, g: number, b: number): boolean => {
  const y = lumaOf(r, g, b)
  const cb = 128 + 0.564 * (b - y)
  const cr = 128 + 0.713 * (r - y)
  return y > 40 && cb >= 77 && cb <= 127 && cr >= 133 && cr <= 173
}

interface Face {
  readonly x: number
  readonly y: number
  /** One standard deviation of the skin's spread, in pixels. */
  readonly spreadX: number
  readonly spreadY: number
}

/** Where the skin in the middle and upper part of the picture lies, or null where there is next to none. */
const findFace = (pixels: Pixels): Face | null => {
  const { width, height, data } = pixels
  let [sum, sumX, sumY, sumXX, sumYY] = [0, 0, 0, 0, 0]
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 3
      if (!isSkin(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0)) continue
      const weight = Math.exp(-(((x / width - 0.5) / 0.28) ** 2) - ((y / height - 0.42) / 0.3) ** 2)
      sum += weight
      sumX += weight * x
      sumY += weight * y
      sumXX += weight * x * x
      sumYY += weight * y * y
    }
  if (sum < width * height * 0.008) return null
  const [x, y] = [sumX / sum, sumY / sum]
  return {
    x,
    y,
    spreadX: Math.sqrt(Math.max(1, sumXX / sum - x * x)),
    spreadY: Math.sqrt(Math.max(1, sumYY / sum - y * y)),
  }
}

const distance = (a: Rgb, b: Rgb): number => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])

/** The colour of what lies above the face and is neither skin nor background. */
const hairAbove = (pixels: Pixels, face: Face, background: Rgb): Rgb | null => {
  const { width, height, data } = pixels
  const found = none()
  const [left, right] = [face.x - face.spreadX * 1.6, face.x + face.spreadX * 1.6]
  const [top, bottom] = [face.y - face.spreadY * 3.4, face.y - face.spreadY * 1.1]
  for (let y = Math.max(0, Math.floor(top)); y < Math.min(height, bottom); y++)
    for (let x = Math.max(0, Math.floor(left)); x < Math.min(width, right); x++) {
      const at = (y * width + x) * 3
      const [r, g, b] = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0]
      if (isSkin(r, g, b) || distance([r / 255, g / 255, b / 255], background) < 0.16) continue
      add(found, r, g, b)
    }
  return found.r.length < face.spreadX * face.spreadY * 0.5 ? null : middle(found)
}

/** Measures a decoded picture; a few hundred pixels a side are enough. */
export const measure = (pixels: Pixels): Measured => {
  const { width, height, data } = pixels
  const face = findFace(pixels)
  const skin = none()
  const corners = none()
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
      if (y < height * 0.12 && (x < width * 0.15 || x > width * 0.85)) add(corners, r, g, b)
      const onFace =
        face !== null &&
        Math.abs(x - face.x) < face.spreadX * 1.4 &&
        Math.abs(y - face.y) < face.spreadY * 1.4 &&
        isSkin(r, g, b)
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
  return {
    skin: face === null || skin.r.length === 0 ? null : middle(skin),
    hair: face === null ? null : hairAbove(pixels, face, middle(corners)),
    mean: [red / count / 255, green / count / 255, blue / count / 255],
    brightness,
    warmth: (red - blue) / count / 255,
    contrast: Math.sqrt(Math.max(0, lumaSquared / count / 65_025 - brightness * brightness)),
    side: ratio > 1.12 ? 'left' : ratio < 1 / 1.12 ? 'right' : 'front',
  }
}
