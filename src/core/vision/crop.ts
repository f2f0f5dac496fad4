import type { RgbPicture } from '../imaging/pixels.ts'

/** A picture and its halves, so that a small view of a large picture can be taken without aliasing. */
export interface Pyramid {
  readonly width: number
  readonly height: number
  /** Each level is half as large as the one before it. */
  readonly levels: readonly RgbPicture[]
}

/** A square cut out of a picture: its centre and side in pixels, turned clockwise by an angle in radians. */
export interface Frame {
  readonly x: number
  readonly y: number
  readonly side: number
  readonly angle: number
}

/** What lies outside of the picture: a middle grey, which no net takes for anything. */
const OUTSIDE = 127
const SMALLEST_LEVEL = 64

const halved = ({ data, width, height }: RgbPicture): RgbPicture => {
  const w = Math.floor(width / 2)
  const h = Math.floor(height / 2)
  const row = width * 3
  const out = new Uint8Array(w * h * 3)
  for (let y = 0, to = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const from = 2 * y * row + 6 * x
      for (let k = from; k < from + 3; k++) {
        const sum = (data[k] ?? 0) + (data[k + 3] ?? 0) + (data[k + row] ?? 0) + (data[k + row + 3] ?? 0)
        out[to++] = (sum + 2) >> 2
      }
    }
  }
  return { width: w, height: h, data: out }
}

export const pyramidOf = (picture: RgbPicture): Pyramid => {
  const levels = [picture]
  for (let last = picture; Math.min(last.width, last.height) >= 2 * SMALLEST_LEVEL;) {
    last = halved(last)
    levels.push(last)
  }
  return { width: picture.width, height: picture.height, levels }
}

/** The frame that holds the whole picture with its longer side: nets squash anything that is not square. */
export const wholeOf = ({ width, height }: { readonly width: number; readonly height: number }): Frame => ({
  x: width / 2,
  y: height / 2,
  side: Math.max(width, height),
  angle: 0,
})

/** From a place in a frame, 0 to 1 across and down, to pixels of the picture. */
export const fromFrame = (frame: Frame, u: number, v: number): readonly [number, number] => {
  const dx = (u - 0.5) * frame.side
  const dy = (v - 0.5) * frame.side
  const cos = Math.cos(frame.angle)
  const sin = Math.sin(frame.angle)
  return [frame.x + dx * cos - dy * sin, frame.y + dx * sin + dy * cos]
}

/**
 * The frame's pixels as `size` x `size` RGB, 0 to 255, bilinear in the level that is nearest to their size and not smaller.
 * @param put what becomes of a value on its way in: the scaling that a net wants.
 */
export const cropOf = (
  pyramid: Pyramid,
  frame: Frame,
  size: number,
  put: (value: number, channel: number) => number = (value) => value,
): Float32Array => {
  const wanted = Math.floor(Math.log2(Math.max(1, frame.side / size)))
  const depth = Math.min(pyramid.levels.length - 1, wanted)
  const level = pyramid.levels[depth]
  const out = new Float32Array(size * size * 3)
  if (!level) return out
  const { data, width, height } = level
  const shrink = 1 / 2 ** depth
  const [x0, y0] = fromFrame(frame, 0, 0)
  const step = (frame.side / size) * shrink
  const cos = Math.cos(frame.angle) * step
  const sin = Math.sin(frame.angle) * step
  // Centres of pixels lie at half: the first sample is half a step into the frame.
  const startX = x0 * shrink - 0.5 + (cos - sin) / 2
  const startY = y0 * shrink - 0.5 + (cos + sin) / 2
  for (let j = 0, to = 0; j < size; j++) {
    for (let i = 0; i < size; i++, to += 3) {
      const x = startX + i * cos - j * sin
      const y = startY + i * sin + j * cos
      const left = Math.floor(x)
      const top = Math.floor(y)
      if (left < -1 || top < -1 || left >= width || top >= height) {
        for (let k = 0; k < 3; k++) out[to + k] = put(OUTSIDE, k)
        continue
      }
      const fx = x - left
      const fy = y - top
      // The rim continues outward by a pixel, so that a border is no edge.
      const a = Math.max(0, left)
      const b = Math.min(width - 1, left + 1)
      const c = Math.max(0, top) * width
      const d = Math.min(height - 1, top + 1) * width
      for (let k = 0; k < 3; k++) {
        const upper = (data[(c + a) * 3 + k] ?? 0) * (1 - fx) + (data[(c + b) * 3 + k] ?? 0) * fx
        const lower = (data[(d + a) * 3 + k] ?? 0) * (1 - fx) + (data[(d + b) * 3 + k] ?? 0) * fx
        out[to + k] = put(upper * (1 - fy) + lower * fy, k)
      }
    }
  }
  return out
}
