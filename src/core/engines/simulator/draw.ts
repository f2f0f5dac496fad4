import { shotText } from './shot-schema.ts'
import type { Shot } from './shot.ts'
import { renderFigure } from './render/figure.ts'
import { composeShot } from './worlds/compose.ts'

/** Makes a PNG of display-colour pixels, with texts in it. */
export type EncodePng = (
  rgb: Uint8Array,
  width: number,
  height: number,
  options?: { readonly text?: Readonly<Record<string, string>> },
) => Promise<Uint8Array>

/** The longest side that is drawn pixel by pixel; larger pictures are enlarged from half their size. */
const DRAWN_SIDE = 2800

interface Pixels {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** Twice the size, every new pixel between its neighbours. */
const enlarged = ({ width, height, data }: Pixels): Pixels => {
  const out = new Uint8Array(width * height * 12)
  for (let y = 0; y < height * 2; y++) {
    const top = Math.min(height - 1, Math.max(0, Math.floor((y - 0.5) / 2)))
    const bottom = Math.min(height - 1, top + 1)
    const down = Math.min(1, Math.max(0, (y - 0.5) / 2 - top))
    for (let x = 0; x < width * 2; x++) {
      const left = Math.min(width - 1, Math.max(0, Math.floor((x - 0.5) / 2)))
      const right = Math.min(width - 1, left + 1)
      const across = Math.min(1, Math.max(0, (x - 0.5) / 2 - left))
      for (let channel = 0; channel < 3; channel++) {
        const at = (row: number, column: number): number => data[(row * width + column) * 3 + channel] ?? 0
        const upper = at(top, left) * (1 - across) + at(top, right) * across
        const lower = at(bottom, left) * (1 - across) + at(bottom, right) * across
        out[(y * width * 2 + x) * 3 + channel] = Math.round(upper * (1 - down) + lower * down)
      }
    }
  }
  return { width: width * 2, height: height * 2, data: out }
}

/** The pixels of a shot at its size. */
const pixelsOf = (shot: Shot): Pixels => {
  if (Math.max(shot.width, shot.height) <= DRAWN_SIDE) return composeShot(shot, renderFigure(shot))
  return enlarged(pixelsOf({ ...shot, width: shot.width / 2, height: shot.height / 2 }))
}

/** The picture of a shot as a PNG that says what it was made from. Equal shots are equal bytes. */
export const drawShot = (shot: Shot, encodePng: EncodePng): Promise<Uint8Array> => {
  const { data } = pixelsOf(shot)
  return encodePng(data, shot.width, shot.height, { text: shotText(shot) })
}

/** A picture of nothing: one grey all over. */
export const drawNothing = (width: number, height: number, encodePng: EncodePng): Promise<Uint8Array> =>
  encodePng(new Uint8Array(width * height * 3).fill(122), width, height)
