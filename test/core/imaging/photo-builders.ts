import sharp from 'sharp'
import type { Result } from '../../../src/contract/index.ts'

export type Colour = readonly [number, number, number]

export const RED: Colour = [200, 40, 40]
export const GREEN: Colour = [40, 160, 60]
export const BLUE: Colour = [40, 60, 200]
export const SAND: Colour = [220, 200, 150]

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
export const seeded = (seed: number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Raw pixels from a function of place. */
export const paint = (width: number, height: number, colour: (x: number, y: number) => Colour): Uint8Array => {
  const data = new Uint8Array(width * height * 3)
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) data.set(colour(x, y), (y * width + x) * 3)
  return data
}

/** A sharp picture out of raw pixels. */
export const raw = (data: Uint8Array, width: number, height: number) =>
  sharp(data, { raw: { width, height, channels: 3 } })

/** Something with edges, texture and more than one colour, different for every seed: passes for a photo. */
export const photo = (width = 900, height = 900, seed = 1) => {
  const random = seeded(seed)
  const tints = Array.from({ length: 64 }, () => 60 + random() * 160)
  return raw(
    paint(width, height, (x, y) => {
      const tile = tints[Math.floor((x * 8) / width) + 8 * Math.floor((y * 8) / height)] ?? 0
      const texture = 20 * Math.sin(x / 3) * Math.cos(y / 4)
      return [tile + texture, 200 - tile / 2 + texture, 90 + texture]
    }),
    width,
    height,
  )
}

export const jpeg = async (width?: number, height?: number, seed?: number): Promise<Uint8Array> =>
  new Uint8Array(await photo(width, height, seed).jpeg({ quality: 90 }).toBuffer())

/** The colour at a place of an encoded picture. */
export const colourAt = async (bytes: Uint8Array, x: number, y: number): Promise<Colour> => {
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const at = (y * info.width + x) * info.channels
  return [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0]
}

export const distance = (a: Colour, b: Colour): number =>
  Math.max(...a.map((value, i) => Math.abs(value - (b[i] ?? 0))))

/** A JPEG with one more segment right behind its first two bytes. */
export const withSegment = (bytes: Uint8Array, marker: number, data: string): Uint8Array => {
  const body = Buffer.from(data, 'latin1')
  const head = Buffer.from([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 0xff])
  return new Uint8Array(Buffer.concat([bytes.subarray(0, 2), head, body, bytes.subarray(2)]))
}

export const codeOf = (result: Result<unknown>): string => (result.ok ? 'taken' : result.problem.code)
