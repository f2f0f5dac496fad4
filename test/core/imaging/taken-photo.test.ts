import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { unwrap } from '../../../src/contract/index.ts'
import { judgePhoto } from '../../../src/core/imaging/judge-photo.ts'
import type { TakenPhoto } from '../../../src/core/imaging/types.ts'
import {
  BLUE,
  colourAt,
  distance,
  GREEN,
  jpeg,
  paint,
  photo,
  raw,
  RED,
  SAND,
  withSegment,
  type Colour,
} from './photo-builders.ts'

const take = async (bytes: Uint8Array, name = 'me.jpg'): Promise<TakenPhoto> => {
  return unwrap((await judgePhoto({ name, bytes })).result)
}

const WIDTH = 600
const HEIGHT = 800
/** Red, green over blue, sand: no turn or mirroring of it looks the same. */
const quarters = (x: number, y: number): Colour =>
  y < HEIGHT / 2 ? (x < WIDTH / 2 ? RED : GREEN) : x < WIDTH / 2 ? BLUE : SAND

/** Where a stored row and column belong in the upright picture: the definition of EXIF's orientation tag. */
const UPRIGHT: Readonly<Record<number, (row: number, column: number) => readonly [x: number, y: number]>> = {
  1: (r, c) => [c, r],
  2: (r, c) => [WIDTH - 1 - c, r],
  3: (r, c) => [WIDTH - 1 - c, HEIGHT - 1 - r],
  4: (r, c) => [c, HEIGHT - 1 - r],
  5: (r, c) => [r, c],
  6: (r, c) => [WIDTH - 1 - r, c],
  7: (r, c) => [WIDTH - 1 - r, HEIGHT - 1 - c],
  8: (r, c) => [r, HEIGHT - 1 - c],
}

describe('[I10] every EXIF orientation comes out upright', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('%i', async (orientation) => {
    const [width, height] = orientation < 5 ? [WIDTH, HEIGHT] : [HEIGHT, WIDTH]
    const stored = paint(width, height, (column, row) => quarters(...(UPRIGHT[orientation]?.(row, column) ?? [0, 0])))
    const { bytes, photo: facts } = await take(
      await raw(stored, width, height).withMetadata({ orientation }).jpeg({ quality: 95 }).toBuffer(),
    )
    expect([facts.width, facts.height]).toEqual([WIDTH, HEIGHT])
    expect(distance(await colourAt(bytes, 50, 50), RED)).toBeLessThan(6)
    expect(distance(await colourAt(bytes, WIDTH - 50, 50), GREEN)).toBeLessThan(6)
    expect(distance(await colourAt(bytes, 50, HEIGHT - 50), BLUE)).toBeLessThan(6)
    expect(distance(await colourAt(bytes, WIDTH - 50, HEIGHT - 50), SAND)).toBeLessThan(6)
  })
})

const flat = (colour: Colour) =>
  raw(
    paint(600, 600, () => colour),
    600,
    600,
  )

describe('[I11] colour comes out as sRGB, whatever it was stored in', () => {
  const SKIN: Colour = [205, 140, 110]

  test('Display P3', async () => {
    const p3 = await flat(RED).withIccProfile('p3').jpeg({ quality: 95 }).toBuffer()
    const { data: numbers } = await sharp(p3, { ignoreIcc: true }).raw().toBuffer({ resolveWithObject: true })
    expect(distance([numbers[0] ?? 0, numbers[1] ?? 0, numbers[2] ?? 0], RED)).toBeGreaterThan(12)
    expect(distance(await colourAt((await take(p3)).bytes, 300, 300), RED)).toBeLessThan(5)
  })

  test('CMYK', async () => {
    const cmyk = await flat(SKIN).withIccProfile('cmyk').jpeg({ quality: 95 }).toBuffer()
    expect((await sharp(cmyk).metadata()).space).toBe('cmyk')
    const { bytes } = await take(cmyk)
    expect((await sharp(bytes).metadata()).channels).toBe(3)
    expect(distance(await colourAt(bytes, 300, 300), SKIN)).toBeLessThan(12)
  })

  test('16-bit, grey and palette PNG', async () => {
    const deep = await flat(SKIN).toColourspace('rgb16').png().toBuffer()
    expect((await sharp(deep).metadata()).depth).toBe('ushort')
    expect(distance(await colourAt((await take(deep)).bytes, 300, 300), SKIN)).toBeLessThan(5)

    const grey = await flat([120, 120, 120]).toColourspace('b-w').png().toBuffer()
    expect((await sharp(grey).metadata()).channels).toBe(1)
    const { bytes } = await take(grey)
    expect((await sharp(bytes).metadata()).channels).toBe(3)
    expect(distance(await colourAt(bytes, 300, 300), [120, 120, 120])).toBeLessThan(5)

    const palette = await flat(SKIN).png({ palette: true }).toBuffer()
    expect((await sharp(palette).metadata()).isPalette).toBe(true)
    expect(distance(await colourAt((await take(palette)).bytes, 300, 300), SKIN)).toBeLessThan(8)
  })

  test('transparency is laid on white', async () => {
    const clear = await sharp({ create: { width: 600, height: 600, channels: 4, background: '#00000000' } })
      .png()
      .toBuffer()
    expect(await colourAt((await take(clear)).bytes, 300, 300)).toEqual([255, 255, 255])
  })
})

/** The marker of every segment before the pixels. */
const markers = (bytes: Uint8Array): readonly number[] => {
  const found: number[] = []
  for (let at = 2; bytes[at] === 0xff && bytes[at + 1] !== 0xda;) {
    found.push(bytes[at + 1] ?? 0)
    at += 2 + ((bytes[at + 2] ?? 0) << 8) + (bytes[at + 3] ?? 0)
  }
  return found
}

describe('what is stored and sent holds the picture and nothing else', () => {
  test('[I12] no EXIF, GPS, XMP, IPTC, colour profile, comment or thumbnail', async () => {
    const tagged = await photo()
      .withExif({
        IFD0: { Copyright: 'SECRET-OWNER' },
        IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 3230/100' },
      })
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">SECRET-XMP</x:xmpmeta>')
      .withIccProfile('p3')
      .jpeg()
      .toBuffer()
    const source = withSegment(withSegment(tagged, 0xfe, 'SECRET-COMMENT'), 0xed, 'Photoshop 3.0\0SECRET-IPTC')
    for (const mark of [0xe1, 0xe2, 0xed, 0xfe]) expect(markers(source)).toContain(mark)

    const { bytes } = await take(source)
    // Quantization, frame and Huffman tables: all that a decoder needs.
    expect(new Set(markers(bytes))).toEqual(new Set([0xdb, 0xc0, 0xc4]))
    expect(Buffer.from(bytes).toString('latin1')).not.toMatch(/SECRET|Exif|GPS|http|ICC_PROFILE/)
  })

  test('[I12] the same of PNG and WebP', async () => {
    for (const format of ['png', 'webp'] as const) {
      const source = await photo()
        .withExif({ IFD0: { Copyright: 'SECRET-OWNER' } })
        .toFormat(format)
        .toBuffer()
      expect(source.toString('latin1')).toContain('SECRET-OWNER')
      expect(new Set(markers((await take(source)).bytes))).toEqual(new Set([0xdb, 0xc0, 0xc4]))
    }
  })

  test('[I13] full colour resolution, and at most 2048 on the longer side; smaller photos keep their size', async () => {
    const { bytes, photo: facts } = await take(await jpeg(3000, 1500))
    expect([facts.width, facts.height]).toEqual([2048, 1024])
    expect((await sharp(bytes).metadata()).chromaSubsampling).toBe('4:4:4')
    expect((await take(await jpeg(900, 700))).photo).toMatchObject({ width: 900, height: 700 })
  })

  test('[I14] equal bytes give equal bytes, named by their hash', async () => {
    const source = await jpeg()
    const [first, second] = [await take(source), await take(source)]
    expect(first.bytes).toEqual(second.bytes)
    expect(first.photo.sha256).toBe(createHash('sha256').update(first.bytes).digest('hex'))
  })
})

const warningsOf = async (bytes: Uint8Array) => (await take(bytes)).warnings

const face = () => photo(1000, 1000)

describe('[I15] a photo that will give a poor likeness is taken with a warning', () => {
  test('a good one has none', async () => {
    expect(await warningsOf(await face().jpeg().toBuffer())).toEqual([])
  })

  test('blurred, dark, blown out', async () => {
    expect(await warningsOf(await face().blur(12).jpeg().toBuffer())).toEqual([expect.stringContaining('blurred')])
    expect(await warningsOf(await face().linear(0.12, 0).jpeg().toBuffer())).toEqual([expect.stringContaining('dark')])
    expect(await warningsOf(await face().linear(3, 200).jpeg().toBuffer())).toEqual([
      expect.stringContaining('blown out'),
    ])
  })

  test('a sharp face before a blurred background has none', async () => {
    const sharpMiddle = await face().extract({ left: 300, top: 300, width: 400, height: 400 }).png().toBuffer()
    const portrait = await sharp(await face().blur(15).png().toBuffer())
      .composite([{ input: sharpMiddle }])
      .jpeg()
      .toBuffer()
    expect(await warningsOf(portrait)).toEqual([])
  })
})
