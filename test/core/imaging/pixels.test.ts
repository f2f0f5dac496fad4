import sharp from 'sharp'
import { expect, test } from 'vitest'
import { decodeRgb, encodeJpeg, encodePng } from '../../../src/core/imaging/pixels.ts'
import { jpeg, paint, photo } from './photo-builders.ts'

test('[I27] pixels survive a PNG exactly, and its text reads back', async () => {
  const pixels = paint(64, 48, (x, y) => [x * 4, y * 5, (x * y) % 256])
  const png = await encodePng(pixels, 64, 48, { text: { 'identity-studio-shot': '{"name":"Zoë"}' } })
  expect(await decodeRgb(png)).toEqual({ width: 64, height: 48, data: pixels })
  expect((await sharp(png).metadata()).comments).toEqual([{ keyword: 'identity-studio-shot', text: '{"name":"Zoë"}' }])
})

test('[I13] a JPEG keeps colour at full resolution', async () => {
  const red = paint(64, 64, (x) => (x % 2 === 0 ? [255, 0, 0] : [0, 0, 255]))
  const { data } = await decodeRgb(await encodeJpeg(red, 64, 64, { quality: 95 }))
  expect((data[0] ?? 0) - (data[3] ?? 0)).toBeGreaterThan(150)
})

test('[I13] a longest side reduces, and never enlarges', async () => {
  const wide = await decodeRgb(await jpeg(800, 400), 200)
  expect([wide.width, wide.height, wide.data.length]).toEqual([200, 100, 200 * 100 * 3])
  expect((await decodeRgb(await jpeg(100, 50), 200)).width).toBe(100)
})

test('[I11] grey and transparent pictures come as three channels on white', async () => {
  const grey = await photo(40, 40).greyscale().toColourspace('b-w').png().toBuffer()
  expect((await decodeRgb(grey)).data).toHaveLength(40 * 40 * 3)
  const clear = await sharp({ create: { width: 4, height: 4, channels: 4, background: '#00000000' } })
    .png()
    .toBuffer()
  expect(new Set((await decodeRgb(clear)).data)).toEqual(new Set([255]))
})

test('[I2] formats with a history of reading other files are not decoded at all', async () => {
  const svg = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
  )
  const tiff = await photo(40, 40).tiff().toBuffer()
  for (const bytes of [svg, tiff])
    await expect(decodeRgb(bytes)).rejects.toMatchObject({ problem: { code: 'picture-unreadable' } })
})
