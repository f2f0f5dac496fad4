import { shotText } from './shot-schema.ts'
import type { FigureLayer, Shot } from './shot.ts'
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

/** One figure in front of another. */
const inFrontOf = (front: FigureLayer, back: FigureLayer): FigureLayer => {
  const alpha = new Float32Array(front.alpha.length)
  const data = new Float32Array(front.data.length)
  for (let p = 0, i = 0; p < alpha.length; p++, i += 3) {
    const near = front.alpha[p] ?? 0
    const far = (back.alpha[p] ?? 0) * (1 - near)
    const both = near + far
    alpha[p] = both
    if (both === 0) continue
    for (let c = 0; c < 3; c++) data[i + c] = ((front.data[i + c] ?? 0) * near + (back.data[i + c] ?? 0) * far) / both
  }
  return { width: front.width, height: front.height, data, alpha }
}

const half = (shot: Shot): Shot => ({ ...shot, width: shot.width / 2, height: shot.height / 2 })

/** The pixels of a shot at its size. */
const pixelsOf = (shot: Shot, beside: Shot | undefined): Pixels => {
  if (Math.max(shot.width, shot.height) > DRAWN_SIDE) return enlarged(pixelsOf(half(shot), beside && half(beside)))
  const figure = renderFigure(shot)
  return composeShot(shot, beside ? inFrontOf(figure, renderFigure(beside)) : figure)
}

/**
 * The picture of a shot as a PNG that says what it was made from. Equal shots are equal bytes.
 * @param beside somebody else who is drawn into the same picture, and of whom its words say nothing
 */
export const drawShot = (shot: Shot, encodePng: EncodePng, beside?: Shot): Promise<Uint8Array> => {
  const { data } = pixelsOf(shot, beside)
  return encodePng(data, shot.width, shot.height, { text: shotText(shot) })
}

/** A picture of nothing: one grey all over. */
export const drawNothing = (width: number, height: number, encodePng: EncodePng): Promise<Uint8Array> =>
  encodePng(new Uint8Array(width * height * 3).fill(122), width, height)
