import { failed, ok, ProblemError, type Result } from '../../contract/index.ts'
import { readPngChunks } from './png-chunks.ts'
import { decodeRgb, encodePng, withChunks, type RgbPicture } from './pixels.ts'
import { sniffMime } from './sniff.ts'
import type { MadePicture } from './types.ts'

/** How much of the canvas the portrait takes. */
export interface CanvasWish {
  /** Width to height, as "16:9". */
  readonly aspectRatio: string
  /**
   * Width of the portrait as a share of the canvas's width. A face is 40 to 50 % of a head-and-shoulders portrait, so the
   * default of 0.45 makes it 18 to 23 % of the canvas: within the 15 to 25 % that a final needs.
   */
  readonly portraitShare?: number
}

/** Where the portrait lies, in pixels from the top left corner of the canvas. */
interface Placement {
  readonly width: number
  readonly height: number
  readonly x: number
  readonly y: number
  readonly portraitWidth: number
  readonly portraitHeight: number
}

export const CANVAS_KEYWORD = 'identity-studio-canvas'
const PORTRAIT_SHARE = 0.45
const LONGEST_SIDE = 2048
/** At most this much of the height, so that there is room for a body below and air above. */
const MAX_HEIGHT_SHARE = 0.82
/** In a head-and-shoulders portrait the eyes lie here; on the canvas they belong near the upper third. */
const EYES_IN_PORTRAIT = 0.4
const EYES_ON_CANVAS = 0.38
const MIN_AIR = 0.06
/** Empty means one flat colour that no scene has: neutral middle grey, in sRGB. */
const EMPTY = 128
/** The portrait's rim fades into the grey over this share of its width: a hard rim reads as a picture frame to be kept. */
const FEATHER_SHARE = 0.015
/** Words longer than this in all are not provenance; they are left behind. */
const MAX_TEXT_BYTES = 1_000_000

/** "16:9" as a number; null when it is not two positive numbers. */
export const ratioOf = (aspectRatio: string): number | null => {
  const match = /^(\d+(?:\.\d+)?):(\d+(?:\.\d+)?)$/.exec(aspectRatio)
  const ratio = match === null ? Number.NaN : Number(match[1]) / Number(match[2])
  return Number.isFinite(ratio) && ratio > 0 ? ratio : null
}

const place = (
  portrait: { readonly width: number; readonly height: number },
  ratio: number,
  wished: number,
): Placement => {
  const tallness = portrait.height / portrait.width
  const share = Math.min(wished, MAX_HEIGHT_SHARE / (ratio * tallness))
  const widest = Math.min(portrait.width / share, LONGEST_SIDE * Math.min(1, ratio))
  const width = Math.round(widest)
  const height = Math.round(widest / ratio)
  const portraitWidth = Math.min(portrait.width, Math.round(widest * share))
  const portraitHeight = Math.round(portraitWidth * tallness)
  const highest = Math.round(MIN_AIR * height)
  const lowest = height - portraitHeight - highest
  const wishedTop = Math.round(EYES_ON_CANVAS * height - EYES_IN_PORTRAIT * portraitHeight)
  const y = Math.max(highest, Math.min(wishedTop, lowest))
  return { width, height, x: Math.round((width - portraitWidth) / 2), y, portraitWidth, portraitHeight }
}

const smoothstep = (value: number): number => {
  const t = Math.max(0, Math.min(1, value))
  return t * t * (3 - 2 * t)
}

/** How much of the portrait shows at each place along one side: 0 at the rim, 1 from the feather's width inward. */
const fade = (length: number, feather: number): Float32Array =>
  Float32Array.from({ length }, (_, at) => smoothstep((Math.min(at, length - 1 - at) + 0.5) / feather))

const paint = (portrait: RgbPicture, placement: Placement): Uint8Array => {
  const canvas = new Uint8Array(placement.width * placement.height * 3).fill(EMPTY)
  const feather = Math.max(1, FEATHER_SHARE * portrait.width)
  const across = fade(portrait.width, feather)
  const down = fade(portrait.height, feather)
  for (let y = 0; y < portrait.height; y++) {
    let from = y * portrait.width * 3
    let to = ((placement.y + y) * placement.width + placement.x) * 3
    for (let x = 0; x < portrait.width; x++) {
      const shows = (across[x] ?? 1) * (down[y] ?? 1)
      for (let channel = 0; channel < 3; channel++, from++, to++) {
        canvas[to] = Math.round(EMPTY + shows * ((portrait.data[from] ?? EMPTY) - EMPTY))
      }
    }
  }
  return canvas
}

const TEXT_CHUNKS = new Set(['tEXt', 'zTXt', 'iTXt'])

/** The portrait's own text chunks, as they are: whoever made the portrait left word of how, and that stays true. */
const provenance = (bytes: Uint8Array): readonly Uint8Array[] => {
  if (sniffMime(bytes) !== 'image/png') return []
  const chunks = readPngChunks(bytes).filter(({ type }) => TEXT_CHUNKS.has(type))
  const length = chunks.reduce((sum, { start, end }) => sum + end - start, 0)
  return length > MAX_TEXT_BYTES ? [] : chunks.map(({ start, end }) => bytes.subarray(start, end))
}

/**
 * The portrait on a large, plain grey canvas, for a model to grow the scene outward from it. PNG; equal input gives equal
 * bytes. The portrait is never enlarged; it is reduced where the canvas would pass 2048 pixels on the longer side.
 *
 * Provenance: text chunks of a PNG portrait are carried over unchanged, and a chunk {@link CANVAS_KEYWORD} says in JSON
 * where the portrait lies: `{ width, height, x, y, portraitWidth, portraitHeight }`, in pixels of the canvas.
 *
 * Fails with `picture-unreadable` when the portrait does not decode, `canvas-wish` when the wish makes no sense.
 */
export const expandCanvas = async (portrait: Uint8Array, wish: CanvasWish): Promise<Result<MadePicture>> => {
  const ratio = ratioOf(wish.aspectRatio)
  const share = wish.portraitShare ?? PORTRAIT_SHARE
  if (ratio === null || ratio < 0.2 || ratio > 5 || !(share >= 0.1 && share <= 0.95)) {
    return failed(
      'canvas-wish',
      `No canvas can be made for ${wish.aspectRatio} with a portrait ${Math.round(share * 100)} % wide.`,
      'Use proportions between 1:5 and 5:1 and a width between 10 and 95 %.',
    )
  }
  try {
    const whole = await decodeRgb(portrait)
    const placement = place(whole, ratio, share)
    const { portraitWidth, portraitHeight } = placement
    const sized =
      portraitWidth < whole.width ? await decodeRgb(portrait, Math.max(portraitWidth, portraitHeight)) : whole
    // Rounding of the reduced portrait may differ by a pixel from the plan; the record tells what is there.
    const placed = { ...placement, portraitWidth: sized.width, portraitHeight: sized.height }
    const png = await encodePng(paint(sized, placed), placed.width, placed.height, {
      text: { [CANVAS_KEYWORD]: JSON.stringify(placed) },
    })
    const bytes = withChunks(png, provenance(portrait))
    return ok({ bytes, mimeType: 'image/png', width: placed.width, height: placed.height })
  } catch (error) {
    if (error instanceof ProblemError) return { ok: false, problem: error.problem }
    throw error
  }
}
