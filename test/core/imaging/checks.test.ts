import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { checkPicture, judgePicture } from '../../../src/core/imaging/checks.ts'
import { readPngChunks } from '../../../src/core/imaging/png-chunks.ts'
import { jpeg, paint, photo, raw, seeded, type Colour } from './photo-builders.ts'

const SQUARE = { aspectRatio: '1:1' }

const failing = async (bytes: Uint8Array, expected = SQUARE) =>
  (await checkPicture(bytes, expected)).filter(({ verdict }) => verdict === 'fail').map(({ check }) => check)

const shade = async (colour: (x: number, y: number) => Colour) =>
  await raw(paint(512, 512, colour), 512, 512)
    .png()
    .toBuffer()

describe('an answer picture', () => {
  test('[I22] that is a picture passes every check, each with its sentence', async () => {
    const findings = await checkPicture(await jpeg(), SQUARE)
    expect(findings.map(({ check, verdict }) => `${check} ${verdict}`)).toEqual([
      'decodes pass',
      'format pass',
      'proportions pass',
      'contrast pass',
      'one-colour pass',
      'detail pass',
    ])
    for (const { says } of findings) expect(says).toMatch(/^[A-Z0-9].*\.$/)
  })

  test('[I23] that does not decode, is cut off or is no picture fails, and has no facts', async () => {
    const whole = await jpeg()
    const damaged = whole.slice()
    damaged.fill(0, 2, 40)
    const png = await photo(300, 300).png().toBuffer()
    const endless = png.subarray(0, readPngChunks(png).at(-1)?.start)
    const cut = whole.subarray(0, whole.length - 40)
    for (const bytes of [new Uint8Array(), Buffer.from('<html>'), cut, endless, damaged]) {
      const { facts, findings } = await judgePicture(bytes, SQUARE)
      expect(facts).toBeNull()
      expect(findings[0]).toMatchObject({ check: 'decodes', verdict: 'fail' })
    }
    expect(await failing(Buffer.from('<html>'))).toEqual(['decodes', 'format'])
  })

  test('[I23] in a format that is not stored fails by name', async () => {
    expect(await failing(await photo(300, 300).avif().toBuffer())).toEqual(['format'])
  })

  test('[I22] is told by its size and kind', async () => {
    const { facts } = await judgePicture(await photo(640, 360).webp().toBuffer(), { aspectRatio: '16:9' })
    expect(facts).toEqual({ width: 640, height: 360, mimeType: 'image/webp' })
  })

  test('[I24] has the right proportions within 3 %: sizes that models are known to answer with pass', async () => {
    for (const [width, height, aspectRatio] of [
      [1024, 1024, '1:1'],
      [864, 1184, '3:4'],
      [1184, 864, '4:3'],
      [768, 1344, '9:16'],
      [1344, 768, '16:9'],
    ] as const)
      expect(await failing(await jpeg(width, height), { aspectRatio })).toEqual([])
    expect(await failing(await jpeg(1024, 1024), { aspectRatio: '3:4' })).toEqual(['proportions'])
    expect(await failing(await jpeg(1024, 990))).toEqual(['proportions'])
  })
})

describe('[I25] a blank picture fails', () => {
  test.each([
    ['white', [255, 255, 255]],
    ['black', [0, 0, 0]],
    ['grey', [128, 128, 128]],
    ['red', [220, 20, 20]],
  ] as const)('all %s', async (_name, colour) => {
    expect(await failing(await shade(() => colour))).toEqual(['contrast', 'one-colour', 'detail'])
  })

  test('grey with grain', async () => {
    const random = seeded(3)
    expect(
      await failing(
        await shade(() => {
          const level = 118 + random() * 20
          return [level, level, level]
        }),
      ),
    ).toContain('contrast')
  })

  test('a gradient, straight or round, as PNG or JPEG', async () => {
    const straight = await shade((x, y) => [x / 2, y / 2, 128])
    const round = await shade((x, y) => {
      const level = Math.max(0, 255 - Math.hypot(x - 256, y - 256))
      return [level, level / 2, 40]
    })
    for (const bytes of [straight, round, await sharp(straight).jpeg({ quality: 85 }).toBuffer()])
      expect(await failing(bytes)).toEqual(['detail'])
  })
})

/** A round head of a sixth of the width, with eyes and a mouth, before one colour. */
const figure =
  (ground: Colour) =>
  (x: number, y: number): Colour => {
    const [dx, dy] = [x - 256, y - 256]
    const eye = Math.hypot(Math.abs(dx) - 20, dy + 10) < 6
    const mouth = Math.abs(dx) < 20 && Math.abs(dy - 22) < 3
    if (eye || mouth) return [60, 30, 30]
    return Math.hypot(dx, dy) < 43 ? [210, 160, 130] : ground
  }

describe('[I25] a picture with much empty space passes', () => {
  test('a small head before white, and before the night', async () => {
    expect(await failing(await shade(figure([255, 255, 255])))).toEqual([])
    expect(await failing(await shade(figure([8, 8, 14])))).toEqual([])
  })
})
