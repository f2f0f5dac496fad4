import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unwrap } from '../../../../src/contract/index.ts'
import { pngText } from '../../../../src/core/engines/simulator/png-text.ts'
import { shotOf } from '../../../../src/core/engines/simulator/shot-schema.ts'
import { maskPicture } from '../../../../src/core/imaging/compositing/make.ts'
import { MASKED_KEYWORD } from '../../../../src/core/imaging/keywords.ts'
import { decodeRgb, type RgbPicture } from '../../../../src/core/imaging/pixels.ts'
import type { FaceMesh } from '../../../../src/core/vision/types.ts'
import { openVision } from '../../../../src/core/vision/vision.ts'
import { drawn, shotsOf } from './pairs.ts'

const vision = openVision()
const scenes = new Map<string, { readonly bytes: Uint8Array; readonly faces: readonly FaceMesh[] }>()
const NAMES = ['conductor', 'chef', 'ceo'] as const

beforeAll(async () => {
  for (const name of NAMES) {
    const bytes = await drawn((await shotsOf(name)).scene)
    scenes.set(name, { bytes, faces: await vision.meshes(bytes) })
  }
}, 60_000)
afterAll(async () => await vision.close())

/** The steepest step between neighbouring pixels in a box, in grey levels of the mean of 4 x 4 pixels. */
const steepest = ({ data, width }: RgbPicture, box: { x: number; y: number; w: number; h: number }): number => {
  const mean = (x: number, y: number): number => {
    let sum = 0
    for (let j = 0; j < 4; j++) for (let i = 0; i < 4; i++) sum += data[((y + j) * width + x + i) * 3 + 1]!
    return sum / 16
  }
  let most = 0
  for (let y = Math.round(box.y); y < box.y + box.h - 8; y += 4)
    for (let x = Math.round(box.x); x < box.x + box.w - 8; x += 4)
      most = Math.max(most, Math.abs(mean(x + 4, y) - mean(x, y)), Math.abs(mean(x, y + 4) - mean(x, y)))
  return most
}

describe('a scene with its face painted out', () => {
  it.each(NAMES)('[Z12] has no face that the eyes would find (%s)', async (name) => {
    const { bytes, faces } = scenes.get(name)!
    expect(faces.length).toBeGreaterThan(0)
    const masked = unwrap(await maskPicture(bytes, faces))
    expect((await vision.analyse(masked.bytes)).faces).toEqual([])
  })

  it.each(NAMES)('[Z12] has no outline within, and the pixels of the scene further away (%s)', async (name) => {
    const { bytes, faces } = scenes.get(name)!
    const { face } = faces[0]!
    const scene = await decodeRgb(bytes)
    const masked = await decodeRgb(unwrap(await maskPicture(bytes, faces)).bytes)
    const inner = { x: face.x + 0.2 * face.w, y: face.y + 0.2 * face.h, w: 0.6 * face.w, h: 0.6 * face.h }
    expect(steepest(masked, inner)).toBeLessThan(0.35 * steepest(scene, inner))
    const below = Math.round(face.y + 1.8 * face.h) * scene.width * 3
    expect(Buffer.compare(masked.data.subarray(below), scene.data.subarray(below))).toBe(0)
  })

  it('[Z13] says that it is one, keeps what the scene says of itself, and is the same each time', async () => {
    const { bytes, faces } = scenes.get('chef')!
    const [one, other] = [unwrap(await maskPicture(bytes, faces)), unwrap(await maskPicture(bytes, faces))]
    expect(pngText(one.bytes, MASKED_KEYWORD)).toBe('{"faces":1}')
    expect(shotOf(one.bytes)).toEqual(shotOf(bytes))
    expect(Buffer.compare(one.bytes, other.bytes)).toBe(0)
  })

  it('[Z13] is not made where no face is seen', async () => {
    expect(await maskPicture(scenes.get('chef')!.bytes, [])).toMatchObject({
      ok: false,
      problem: { code: 'face-missing' },
    })
  })
})

const FIXTURES = new URL('../../../../../shared/fixtures/', import.meta.url)

describe.skipIf(!existsSync(new URL('astronaut.jpg', FIXTURES)))('painted-out photos (../shared/fixtures)', () => {
  it.each(['astronaut.jpg', 'heads/yaw_front_30.jpg', 'heads/yaw_front_75.jpg'])('[Z12] %s', async (name) => {
    const photo = new Uint8Array(readFileSync(new URL(name, FIXTURES)))
    const masked = unwrap(await maskPicture(photo, await vision.meshes(photo)))
    expect((await vision.analyse(masked.bytes)).faces).toEqual([])
  })
})
