import { describe, expect, it } from 'vitest'
import { measure } from '../../../../../src/core/engines/simulator/reading/photo.ts'
import type { Rgb } from '../../../../../src/core/engines/simulator/shot.ts'
import { decodeRgb, encodeJpeg } from '../../../../../src/core/imaging/pixels.ts'
import { aPhoto } from '../sitting.ts'
import type { PhotoLook } from '../sitting.ts'

const measured = async (look: PhotoLook) => measure(await decodeRgb(await aPhoto(look), 160))

const flat = async ([r, g, b]: Rgb) => {
  const pixels = new Uint8Array(64 * 64 * 3).map((_, at) => Math.round([r, g, b][at % 3]! * 255))
  return measure(await decodeRgb(await encodeJpeg(pixels, 64, 64), 160))
}

/** How far a colour is from the one expected, in its worst channel. */
const off = (colour: Rgb | null, expected: Rgb): number =>
  colour === null ? 1 : Math.max(...expected.map((value, channel) => Math.abs(colour[channel]! - value)))

describe('[S16] measuring a photo', () => {
  it.each<[string, Rgb, Rgb]>([
    ['fair skin and dark hair', [0.88, 0.71, 0.62], [0.17, 0.11, 0.08]],
    ['dark skin and black hair', [0.4, 0.27, 0.2], [0.06, 0.05, 0.05]],
    ['olive skin and grey hair', [0.72, 0.54, 0.42], [0.75, 0.75, 0.76]],
  ])('finds %s', async (_, skin, hair) => {
    const found = await measured({ skin, hair })
    expect(off(found.skin, skin)).toBeLessThan(0.04)
    expect(off(found.hair, hair)).toBeLessThan(0.04)
  })

  it('tells the side the light comes from', async () => {
    const look = { skin: [0.7, 0.53, 0.44], hair: [0.2, 0.13, 0.09] } as const
    expect((await measured({ ...look, leftOverRight: 1.5 })).side).toBe('left')
    expect((await measured({ ...look, leftOverRight: 1 / 1.5 })).side).toBe('right')
    expect((await measured(look)).side).toBe('front')
  })

  it('tells how long the hair is', async () => {
    const look = { skin: [0.82, 0.63, 0.52], hair: [0.15, 0.1, 0.08] } as const
    expect((await measured(look)).hairLength).toBe('short')
    expect((await measured({ ...look, hairDownTo: 0.63 })).hairLength).toBe('jaw')
    expect((await measured({ ...look, hairDownTo: 0.95 })).hairLength).toBe('shoulders')
    expect((await measured({ ...look, hair: look.skin })).hairLength).toBe('none')
  })

  it('finds no skin and no hair where there is nobody', async () => {
    expect(await flat([0.2, 0.4, 0.8])).toMatchObject({ skin: null, hair: null })
    expect(await flat([0, 0, 0])).toMatchObject({ skin: null, hair: null, side: 'front' })
  })

  it('tells warm from cold and dark from bright', async () => {
    const [warm, cold] = await Promise.all([flat([0.9, 0.6, 0.3]), flat([0.1, 0.2, 0.4])])
    expect(warm.warmth).toBeGreaterThan(0.3)
    expect(cold.warmth).toBeLessThan(-0.1)
    expect(warm.brightness).toBeGreaterThan(cold.brightness)
  })
})
