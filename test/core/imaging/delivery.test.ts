import { randomBytes } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, it, onTestFinished } from 'vitest'
import { unwrap } from '../../../src/contract/index.ts'
import { type DeliveryWish, faultOf } from '../../../src/core/imaging/delivery.ts'
import { type Imaging, openImaging } from '../../../src/core/imaging/imaging.ts'
import { carriesC2pa } from '../../../src/core/imaging/metadata/c2pa.ts'
import type { Provenance } from '../../../src/core/imaging/metadata/provenance.ts'
import { xmpPacket } from '../../../src/core/imaging/metadata/xmp.ts'
import { pngChunk } from '../../../src/core/imaging/png-chunks.ts'
import { withChunks } from '../../../src/core/imaging/pixels.ts'
import { aPicture } from '../export/delivered.ts'

const provenance: Provenance = {
  source: 'trainedAlgorithmicMedia',
  tool: 'Identity Studio 1.2.3',
  madeAt: '2026-11-22T14:30:05.000Z',
  engine: 'gemini',
  model: 'a-model',
  recipe: 'matched-portrait',
  step: 'final',
  strategy: null,
  original: 'c'.repeat(64),
  prompt: null,
  subject: null,
  identity: null,
}
const wish = (more: Partial<DeliveryWish> = {}): DeliveryWish => ({
  format: 'jpeg',
  size: null,
  quality: 90,
  colour: 'srgb',
  provenance,
  ...more,
})

const anImaging = (): Imaging => {
  const imaging = openImaging({ workers: 1 })
  onTestFinished(async () => await imaging.close())
  return imaging
}

/** Red, green and blue as they stand in the file, whatever profile it names. */
const pixelsOf = async (bytes: Uint8Array): Promise<Buffer> =>
  await sharp(bytes, { ignoreIcc: true }).removeAlpha().raw().toBuffer()

/** The words of its profile, which are written in two bytes a letter. */
const profileOf = async (bytes: Uint8Array): Promise<string> =>
  ((await sharp(bytes).metadata()).icc ?? Buffer.alloc(0)).toString('latin1').replaceAll('\0', '')

describe('pictures for people outside', () => {
  it('[D4] are never enlarged, and keep their proportions', async () => {
    const imaging = anImaging()
    const bytes = await aPicture(300, 400)
    const sizes = await Promise.all(
      [null, 200, 4000].map(async (size) => {
        const { width, height } = unwrap(await imaging.deliver(bytes, wish({ format: 'png', size })))
        return [width, height]
      }),
    )
    expect(sizes).toEqual([
      [300, 400],
      [150, 200],
      [300, 400],
    ])
  })

  it('[D4] come out in the chosen colour space: the numbers change, the colour does not', async () => {
    const imaging = anImaging()
    const create = { width: 8, height: 8, channels: 3 as const, background: '#ff0000' }
    const red = await sharp({ create }).png().toBuffer()
    const p3 = unwrap(await imaging.deliver(red, wish({ format: 'png', colour: 'display-p3' }))).bytes
    // The red of sRGB in Display P3 is about (234, 51, 35).
    const [r = 0, g = 0, b = 0] = await sharp(p3, { ignoreIcc: true }).raw().toBuffer()
    expect([r, g, b].map((value, at) => Math.abs(value - [234, 51, 35][at]!))).toEqual(
      [0, 1, 2].map(() => expect.closeTo(0, -1)),
    )
    const fine = await sharp({ create }).toColourspace('rgb16').png().toBuffer()
    const fineP3 = unwrap(await imaging.deliver(fine, wish({ format: 'png', colour: 'display-p3' }))).bytes
    expect(Math.abs((await pixelsOf(fineP3))[0]! - r)).toBeLessThan(3)
    const kept = unwrap(await imaging.deliver(p3, wish({ format: 'png', colour: 'keep' }))).bytes
    const [kr = 0, kg = 0] = await sharp(kept, { ignoreIcc: true }).raw().toBuffer()
    expect([kr, kg]).toEqual([r, g])
  })

  it('[D4] of sRGB stay as they are to the last bit, and name it', async () => {
    const imaging = anImaging()
    const bytes = await aPicture(40, 30)
    const made = unwrap(await imaging.deliver(bytes, wish({ format: 'png' }))).bytes
    expect(await pixelsOf(made)).toEqual(await pixelsOf(bytes))
    expect(await profileOf(made)).toContain('sRGB')
  })

  it('[D4] come out as sRGB from whatever they were stored in', async () => {
    const imaging = anImaging()
    const create = { width: 16, height: 16, channels: 4 as const, background: '#c08040' }
    const stored = {
      jpeg: await sharp({ create }).jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toBuffer(),
      'jpeg in p3': await sharp({ create }).withIccProfile('p3').jpeg({ quality: 100 }).toBuffer(),
      'jpeg in cmyk': await sharp({ create }).toColourspace('cmyk').withIccProfile('cmyk').jpeg().toBuffer(),
      'png with transparency': await sharp({ create }).png().toBuffer(),
      'png of 16 bits': await sharp({ create }).toColourspace('rgb16').png().toBuffer(),
      'png in p3': await sharp({ create }).withIccProfile('p3').png().toBuffer(),
      'png with a palette': await sharp({ create }).png({ palette: true }).toBuffer(),
      webp: await sharp({ create }).webp({ lossless: true }).toBuffer(),
    }
    const grey = await sharp({ create }).greyscale().png().toBuffer()
    for (const [name, bytes] of Object.entries(stored)) {
      const made = unwrap(await imaging.deliver(bytes, wish({ format: 'png' }))).bytes
      expect(await profileOf(made), name).toContain('sRGB')
      const away = [...(await pixelsOf(made)).subarray(0, 3)].map((value, at) =>
        Math.abs(value - [0xc0, 0x80, 0x40][at]!),
      )
      expect(Math.max(...away), name).toBeLessThan(name.includes('cmyk') ? 48 : 4)
    }
    const made = unwrap(await imaging.deliver(grey, wish({ format: 'jpeg' }))).bytes
    expect(Math.abs((await pixelsOf(made))[0]! - (await pixelsOf(grey))[0]!)).toBeLessThan(4)
  })

  it.each(['png', 'jpeg', 'webp', 'avif', 'tiff'] as const)(
    '[D4] of %s that is cut, of another size or without its mark is found out',
    async (format) => {
      const imaging = anImaging()
      const made = unwrap(await imaging.deliver(await aPicture(), wish({ format })))
      const expected = { format, width: 300, height: 400, source: 'trainedAlgorithmicMedia' } as const
      const fault = async (bytes: Uint8Array, more: object = {}) => await faultOf(bytes, { ...expected, ...more })
      expect(await fault(made.bytes)).toBeNull()
      expect(await fault(made.bytes.subarray(0, Math.floor(made.bytes.length * 0.7)))).not.toBeNull()
      expect(await fault(made.bytes, { width: 301 })).toBe('It is 300 x 400 and not 301 x 400.')
      const other = { source: 'compositeWithTrainedAlgorithmicMedia' }
      expect(await fault(made.bytes, other)).toBe('The mark of where it comes from is missing.')
      expect(await fault(randomBytes(1000))).not.toBeNull()
    },
  )

  it('[D5] say that they are composites where they are', () => {
    expect(xmpPacket({ ...provenance, source: 'compositeWithTrainedAlgorithmicMedia' })).toContain(
      'digitalsourcetype/compositeWithTrainedAlgorithmicMedia<',
    )
  })

  it('[D5] hold hostile words as words: the packet stays well-formed', () => {
    const packet = xmpPacket({ ...provenance, prompt: ']]><?xpacket end="w"?></rdf:RDF>&\u0000\uD800', subject: '<x>' })
    expect(packet).toContain('<Iptc4xmpExt:AIPromptInformation>]]&gt;&lt;?xpacket end=&quot;w&quot;?&gt;')
    expect(packet.match(/<\/rdf:RDF>/g)).toHaveLength(1)
    // oxlint-disable-next-line no-control-regex -- none of it may be there
    expect(packet).not.toMatch(/[\u0000-\u0008\uD800-\uDFFF]/u)
  })
})

const box = (type: string, content: Buffer): Buffer => {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(content.length + 8)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, content])
}

/** A manifest store as far as it is recognized: a superbox with a description labelled c2pa. */
const store = (): Buffer => {
  const label = Buffer.concat([
    Buffer.from('63327061001100108000 00aa00389b71'.replaceAll(' ', ''), 'hex'),
    Buffer.from([3]),
    Buffer.from('c2pa\0'),
  ])
  return box('jumb', Buffer.concat([box('jumd', label), deflateSync(randomBytes(64))]))
}

const found = (all: object) => Object.entries(all).map(([name, one]) => [name, carriesC2pa(one)])

const with16 = (value: number): Buffer => {
  const two = Buffer.alloc(2)
  two.writeUInt16BE(value)
  return two
}

describe('[D6] a signed original', () => {
  it('is told by its C2PA manifest in JPEG, PNG, WebP and AVIF', async () => {
    const bytes = await aPicture(32, 32)
    const jpeg = await sharp(bytes).jpeg().toBuffer()
    const webp = await sharp(bytes).webp().toBuffer()
    const avif = await sharp(bytes).avif().toBuffer()
    const segment = Buffer.concat([Buffer.from('JP'), with16(1), Buffer.from([0, 0, 0, 1]), store()])
    const app11 = Buffer.concat([Buffer.from([0xff, 0xeb]), with16(segment.length + 2), segment])
    const length = Buffer.alloc(4)
    length.writeUInt32LE(store().length)
    const boxed = Buffer.concat([Buffer.from('d8fec3d61b0e483c92975828877ec481', 'hex'), store()])
    const size = Buffer.alloc(4)
    size.writeUInt32BE(boxed.length + 8)
    const signed = {
      jpeg: Buffer.concat([jpeg.subarray(0, 2), app11, jpeg.subarray(2)]),
      png: withChunks(bytes, [pngChunk('caBX', store())]),
      webp: Buffer.concat([webp, Buffer.from('C2PA'), length, store()]),
      avif: Buffer.concat([avif, size, Buffer.from('uuid'), boxed]),
    }
    const plain = { jpeg, png: bytes, webp, avif }
    expect(found(signed)).toEqual(Object.keys(signed).map((name) => [name, true]))
    expect(found(plain)).toEqual(Object.keys(plain).map((name) => [name, false]))
  })

  it('is looked for in any bytes without harm', async () => {
    const jpeg = await sharp(await aPicture(32, 32))
      .jpeg()
      .toBuffer()
    for (let round = 0; round < 300; round++) {
      const bytes = new Uint8Array(jpeg)
      for (let n = 0; n < 8; n++) bytes[(round * 131 + n * 977) % bytes.length] = (round * 31 + n * 7) % 256
      expect(carriesC2pa(bytes.subarray(0, (round * 37) % bytes.length))).toBe(false)
    }
  })
})
