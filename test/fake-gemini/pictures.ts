import { createHash } from 'node:crypto'
import { crc32, deflateSync } from 'node:zlib'

/** Width and height in pixels at 1K, as Gemini draws them; 2K and 4K are two and four times that. */
const PIXELS: Readonly<Record<string, readonly [number, number]>> = {
  '1:1': [1024, 1024],
  '3:4': [896, 1200],
  '4:3': [1200, 896],
  '9:16': [768, 1376],
  '16:9': [1376, 768],
}
const TIMES: Readonly<Record<string, number>> = { '1K': 1, '2K': 2, '4K': 4 }

export const isAspectRatio = (ratio: string): boolean => Object.hasOwn(PIXELS, ratio)
export const isImageSize = (size: string): boolean => Object.hasOwn(TIMES, size)

/** `small` draws a quarter of the real width and height: the same proportions, and quick to decode. */
export type Scale = 'real' | 'small'

const COLOURS = 64
const pixelData = new Map<string, Buffer>()

/**
 * A PNG of the right proportions whose colours come from `seed`: equal seeds give equal bytes. The pixels are indexes into a
 * palette and are packed once for each size, so a new picture costs a palette and no more.
 */
export const drawPng = (seed: string, ratio: string, size: string, scale: Scale): Buffer => {
  const [width, height] = pixelsOf(ratio, size, scale)
  const key = `${width}x${height}`
  let pixels = pixelData.get(key)
  if (pixels === undefined) {
    pixels = packPixels(width, height)
    pixelData.set(key, pixels)
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('PLTE', palette(seed)),
    pixels,
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** The same picture in a format that costs real encoding. */
export const drawPicture = async (
  format: 'png' | 'jpeg' | 'webp',
  ...drawn: Parameters<typeof drawPng>
): Promise<Buffer> => {
  const png = drawPng(...drawn)
  if (format === 'png') return png
  const { default: sharp } = await import('sharp')
  return await sharp(png).toFormat(format).toBuffer()
}

const pixelsOf = (ratio: string, size: string, scale: Scale): readonly [number, number] => {
  const [width, height] = PIXELS[ratio] ?? [1024, 1024]
  const times = (TIMES[size] ?? 1) * (scale === 'small' ? 0.25 : 1)
  return [width * times, height * times]
}

/** A sky that grows lighter downward, with a disc and a shadow across it. */
const packPixels = (width: number, height: number): Buffer => {
  const rows = Buffer.alloc((width + 1) * height)
  const radius = Math.min(width, height) / 4
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const inDisc = (x - width / 2) ** 2 + (y - height / 2.4) ** 2 < radius ** 2
      const light = inDisc ? 1 - x / width / 2 : (y / height) * 0.8 + (x / width) * 0.2
      rows[y * (width + 1) + 1 + x] = Math.min(COLOURS - 1, Math.floor(light * COLOURS))
    }
  }
  return chunk('IDAT', deflateSync(rows, { level: 3 }))
}

/** From a dark colour to a light one, both taken from the seed. */
const palette = (seed: string): Buffer => {
  const hash = createHash('sha256').update(seed).digest()
  const colours = Buffer.alloc(COLOURS * 3)
  for (let i = 0; i < colours.length; i++) {
    const channel = i % 3
    const dark = (hash[channel] ?? 0) / 3
    const light = 255 - (hash[channel + 3] ?? 0) / 3
    colours[i] = Math.round(dark + ((light - dark) * Math.floor(i / 3)) / (COLOURS - 1))
  }
  return colours
}

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}
