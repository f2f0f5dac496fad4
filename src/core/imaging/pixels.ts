import { ProblemError } from '../../contract/index.ts'
import { pngChunk, readPngChunks } from './png-chunks.ts'
import { sharp } from './sharp.ts'

/** Pixels in display colour (sRGB), 3 bytes each, row by row from the top left. */
export interface RgbPicture {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** More pixels than this are never decoded: a small file can claim any size. */
export const MAX_PIXELS = 64_000_000
/** A picture that takes longer than this to decode is made to waste time. */
const DECODE_SECONDS = 30

/** Opens bytes for reading under the limits every picture is read with: first frame only, upright, bounded. */
export const openPicture = (bytes: Uint8Array, failOn: 'truncated' | 'warning' = 'truncated') =>
  sharp(bytes, { failOn, limitInputPixels: MAX_PIXELS, pages: 1, autoOrient: true }).timeout({
    seconds: DECODE_SECONDS,
  })

/**
 * The pixels of any picture this build can read: upright, in sRGB, transparency on white.
 * @param maxSide the longer side is reduced to this; smaller pictures keep their size.
 * @throws ProblemError `picture-unreadable` when the bytes do not decode.
 */
export const decodeRgb = async (bytes: Uint8Array, maxSide?: number): Promise<RgbPicture> => {
  try {
    const upright = openPicture(bytes).flatten({ background: '#ffffff' })
    const sized =
      maxSide === undefined
        ? upright
        : upright.resize({ width: maxSide, height: maxSide, fit: 'inside', withoutEnlargement: true })
    const { data, info } = await sized.toColourspace('srgb').raw().toBuffer({ resolveWithObject: true })
    return { width: info.width, height: info.height, data: new Uint8Array(data.buffer, data.byteOffset, data.length) }
  } catch (error) {
    throw new ProblemError({
      code: 'picture-unreadable',
      message: `The picture cannot be read: ${firstLine(error)}.`,
      next: 'Open it in a picture viewer; if that fails too, get another copy.',
    })
  }
}

/**
 * A PNG of the pixels, 8 bits a channel, without metadata but the given text.
 * @param text keyword (1 to 79 Latin-1 characters) to value; written as iTXt chunks, in this order, before the pixels.
 */
export const encodePng = async (
  rgb: Uint8Array,
  width: number,
  height: number,
  options: { readonly text?: Readonly<Record<string, string>> } = {},
): Promise<Uint8Array> => {
  const png = await sharp(rgb, { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: 6, adaptiveFiltering: true })
    .toBuffer()
  const chunks = Object.entries(options.text ?? {}).map(([keyword, value]) => textChunk(keyword, value))
  return chunks.length === 0 ? new Uint8Array(png) : withChunks(png, chunks)
}

/** A JPEG of the pixels, colour at full resolution (4:4:4), without metadata. */
export const encodeJpeg = async (
  rgb: Uint8Array,
  width: number,
  height: number,
  options: { readonly quality?: number } = {},
): Promise<Uint8Array> =>
  new Uint8Array(
    await sharp(rgb, { raw: { width, height, channels: 3 } })
      .jpeg({ quality: options.quality ?? 92, chromaSubsampling: '4:4:4' })
      .toBuffer(),
  )

/** An iTXt chunk (PNG third edition, 11.3.3.4): keyword, not compressed, no language, UTF-8 text. */
export const textChunk = (keyword: string, value: string): Uint8Array =>
  pngChunk('iTXt', Buffer.concat([Buffer.from(keyword, 'latin1'), Buffer.alloc(5), Buffer.from(value, 'utf8')]))

/** The PNG with whole chunks put in right after its header. The caller says what they are; nothing is checked. */
export const withChunks = (png: Uint8Array, chunks: readonly Uint8Array[]): Uint8Array => {
  const header = readPngChunks(png)[0]
  const end = header === undefined ? png.length : header.end
  return new Uint8Array(Buffer.concat([png.subarray(0, end), ...chunks, png.subarray(end)]))
}

/** The first line of what a library said, without its trailing stop: libvips puts a stack of lines into one message. */
export const firstLine = (error: unknown): string => {
  const said = error instanceof Error ? error.message : String(error)
  return (said.split('\n').find((line) => line.trim() !== '') ?? 'no reason given').trim().replace(/\.+$/, '')
}
