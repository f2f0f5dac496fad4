// Pictures whose every pixel a test knows, and large ones to be fast with.
import { createHash } from 'node:crypto'
import sharp, { type Sharp } from 'sharp'
import type { ComparePicture, PictureFacts } from '../../../src/renderer/features/compare/picture.ts'

export type Colour = readonly [red: number, green: number, blue: number]

/** The bytes of a picture, and what Compare is told of it. */
export type MadePicture = {
  readonly picture: ComparePicture
  /** By address. An address without bytes answers 404. */
  readonly files: ReadonlyMap<string, Uint8Array>
}

export type PictureOptions = {
  readonly title?: string
  readonly facts?: PictureFacts
  /** A proxy of its own with this longest side; without one the full picture is its own proxy. */
  readonly proxySide?: number
  readonly format?: 'png' | 'jpeg'
}

/** Draws a picture pixel by pixel. */
export const pictureOf = async (
  name: string,
  width: number,
  height: number,
  pixel: (x: number, y: number) => Colour,
  options: PictureOptions = {},
): Promise<MadePicture> => {
  const raw = Buffer.alloc(width * height * 3)
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) raw.set(pixel(x, y), (y * width + x) * 3)
  return fromBytes(name, await encoded(sharp(raw, { raw: { width, height, channels: 3 } }), options), options)
}

const encoded = (image: Sharp, { format = 'png' }: PictureOptions): Promise<Buffer> =>
  format === 'png' ? image.png({ compressionLevel: 1 }).toBuffer() : image.jpeg({ quality: 88 }).toBuffer()

/** A picture from an encoded file. */
export const fromBytes = async (name: string, full: Uint8Array, options: PictureOptions = {}): Promise<MadePicture> => {
  const { width, height } = await sharp(full).metadata()
  const address = (kind: string): string => `/pictures/${name}/${kind}`
  const { proxySide } = options
  const thumb = await sharp(full).resize(240, 240, { fit: 'inside' }).webp().toBuffer()
  const files = new Map<string, Uint8Array>([
    [address('full'), full],
    [address('thumb'), thumb],
  ])
  if (proxySide) {
    const proxy = await sharp(full).resize(proxySide, proxySide, { fit: 'inside' }).webp({ quality: 85 }).toBuffer()
    files.set(address('proxy'), proxy)
  }
  return {
    files,
    picture: {
      sha256: createHash('sha256').update(name).digest('hex'),
      width,
      height,
      urls: { full: address('full'), proxy: address(proxySide ? 'proxy' : 'full'), thumb: address('thumb') },
      title: options.title ?? name,
      facts: options.facts ?? {},
    },
  }
}

/** One colour all over. */
export const plain = (name: string, width: number, height: number, colour: Colour, options?: PictureOptions) =>
  pictureOf(name, width, height, () => colour, options)

/** Black and white in turn, pixel by pixel: any resampling at all turns it grey. */
export const checkerboard = (name: string, width: number, height: number, options?: PictureOptions) =>
  pictureOf(name, width, height, (x, y) => ((x + y) % 2 === 0 ? [0, 0, 0] : [255, 255, 255]), options)

/** A grey picture with one white pixel, to find a place again on the screen. */
export const marked = (name: string, width: number, height: number, mark: readonly [number, number], size = 1) =>
  pictureOf(name, width, height, (x, y) =>
    x >= mark[0] && x < mark[0] + size && y >= mark[1] && y < mark[1] + size ? [255, 255, 255] : [40, 40, 40],
  )
