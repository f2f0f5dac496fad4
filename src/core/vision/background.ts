import type { RgbPicture } from '../imaging/pixels.ts'

/** White is a level no channel is below and none is far from: cream and #eee are not white. */
const LEAST_LEVEL = 240
const MOST_SPREAD = 12
/** The border band, as a share of the shorter side; at the sides it ends where shoulders begin. */
const BAND = 0.04
const SIDES_END = 0.55

interface Box {
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
}

/** Share of the border band (top, and the upper sides) that is white, 0 to 1. Faces that reach into it are left out. */
export const whitenessOf = ({ data, width, height }: RgbPicture, faces: readonly Box[]): number => {
  const band = Math.max(2, Math.round(BAND * Math.min(width, height)))
  let seen = 0
  let white = 0
  const inFace = (x: number, y: number): boolean =>
    faces.some((face) => x >= face.x && x < face.x + face.w && y >= face.y && y < face.y + face.h)
  const look = (x: number, y: number): void => {
    if (inFace(x, y)) return
    const at = (y * width + x) * 3
    const [r = 0, g = 0, b = 0] = [data[at], data[at + 1], data[at + 2]]
    seen++
    if (Math.min(r, g, b) >= LEAST_LEVEL && Math.max(r, g, b) - Math.min(r, g, b) <= MOST_SPREAD) white++
  }
  for (let y = 0; y < Math.min(band, height); y++) for (let x = 0; x < width; x++) look(x, y)
  for (let y = band; y < height * SIDES_END; y++) {
    for (let x = 0; x < Math.min(band, width); x++) look(x, y)
    for (let x = Math.max(band, width - band); x < width; x++) look(x, y)
  }
  return seen === 0 ? 0 : white / seen
}
