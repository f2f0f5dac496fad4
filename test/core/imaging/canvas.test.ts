import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { unwrap } from '../../../src/contract/index.ts'
import { CANVAS_KEYWORD, expandCanvas } from '../../../src/core/imaging/canvas.ts'
import { decodeRgb, textChunk, withChunks } from '../../../src/core/imaging/pixels.ts'
import { readPngChunks } from '../../../src/core/imaging/png-chunks.ts'
import type { MadePicture } from '../../../src/core/imaging/types.ts'
import { colourAt, codeOf, distance, jpeg, photo } from './photo-builders.ts'

const expand = async (bytes: Uint8Array, aspectRatio = '16:9'): Promise<MadePicture> => {
  return unwrap(await expandCanvas(bytes, { aspectRatio }))
}

const texts = (png: Uint8Array) =>
  Object.fromEntries(
    readPngChunks(png)
      .filter(({ type }) => type.endsWith('Xt'))
      .map(({ data }) => {
        const [keyword = '', ...rest] = Buffer.from(data).toString('utf8').split('\0')
        return [keyword, rest.at(-1) ?? '']
      }),
  )

const Place = z.object({
  width: z.int(),
  height: z.int(),
  x: z.int(),
  y: z.int(),
  portraitWidth: z.int(),
  portraitHeight: z.int(),
})
const placeIn = (png: Uint8Array) => Place.parse(JSON.parse(texts(png)[CANVAS_KEYWORD] ?? ''))

describe('a portrait on a large canvas', () => {
  test.each(['1:1', '3:4', '4:3', '9:16', '16:9'])(
    '[I26] in %s: the proportions asked for, at most 2048 pixels, and a head of 15 to 25 % of the width',
    async (aspectRatio) => {
      for (const portrait of [await jpeg(864, 1184), await jpeg(1024, 1024)]) {
        const { bytes, width, height } = await expand(portrait, aspectRatio)
        const [across = 1, down = 1] = aspectRatio.split(':').map(Number)
        expect(Math.abs(width / height / (across / down) - 1)).toBeLessThan(0.002)
        expect(Math.max(width, height)).toBeLessThanOrEqual(2048)
        const place = placeIn(bytes)
        expect(place).toMatchObject({ width, height })
        const head = (0.45 * place.portraitWidth) / width
        expect(head).toBeGreaterThanOrEqual(0.15)
        expect(head).toBeLessThanOrEqual(0.25)
      }
    },
  )

  test('[I27] the portrait is unchanged inside its soft rim, and everything else is one grey', async () => {
    const portrait = await photo(400, 400).png().toBuffer()
    const { bytes } = await expand(portrait)
    const { x, y, portraitWidth, portraitHeight, width, height } = placeIn(bytes)
    expect([portraitWidth, portraitHeight]).toEqual([400, 400])
    for (const [px, py] of [
      [200, 200],
      [20, 380],
      [390, 10],
    ] as const)
      expect(await colourAt(bytes, x + px, y + py)).toEqual(await colourAt(portrait, px, py))
    const { data } = await decodeRgb(bytes)
    let other = 0
    for (let row = 0; row < height; row++)
      for (let column = 0; column < width; column++) {
        const outside = column < x || column >= x + portraitWidth || row < y || row >= y + portraitHeight
        if (outside && data[(row * width + column) * 3] !== 128) other++
      }
    expect(other).toBe(0)
    expect(distance(await colourAt(bytes, x, y + 200), [128, 128, 128])).toBeLessThan(8)
  })

  test('[I26] there is air above and room below', async () => {
    const { bytes, height } = await expand(await jpeg(864, 1184))
    const { y, portraitHeight } = placeIn(bytes)
    expect(y).toBeGreaterThan(0.05 * height)
    expect(height - y - portraitHeight).toBeGreaterThan(0.05 * height)
  })

  test('[I27] a PNG portrait hands on its provenance word for word', async () => {
    const portrait = withChunks(await photo(400, 400).png().toBuffer(), [
      textChunk('identity-studio-shot', '{"pose":{"yaw":12},"name":"Zoë"}'),
      textChunk('Software', 'someone else'),
    ])
    expect(texts((await expand(portrait)).bytes)).toMatchObject({
      'identity-studio-shot': '{"pose":{"yaw":12},"name":"Zoë"}',
      Software: 'someone else',
    })
  })

  test('[I14] equal input gives equal bytes', async () => {
    const portrait = await jpeg(500, 700)
    expect((await expand(portrait)).bytes).toEqual((await expand(portrait)).bytes)
  })

  test('[I28] no portrait, or a wish that makes no sense, is a problem', async () => {
    expect(codeOf(await expandCanvas(Buffer.from('no'), { aspectRatio: '1:1' }))).toBe('picture-unreadable')
    for (const aspectRatio of ['', '0:1', '1:0', '1:100', 'wide'])
      expect(codeOf(await expandCanvas(await jpeg(300, 300), { aspectRatio }))).toBe('canvas-wish')
    expect(codeOf(await expandCanvas(await jpeg(300, 300), { aspectRatio: '1:1', portraitShare: 2 }))).toBe(
      'canvas-wish',
    )
  })
})
