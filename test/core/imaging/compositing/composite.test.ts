import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unwrap } from '../../../../src/contract/index.ts'
import type { Shot } from '../../../../src/core/engines/simulator/shot.ts'
import { type Joined, joinFaces } from '../../../../src/core/imaging/compositing/composite.ts'
import { cutAndResize } from '../../../../src/core/imaging/compositing/cut.ts'
import { compositePictures } from '../../../../src/core/imaging/compositing/make.ts'
import { decodeRgb, encodePng, type RgbPicture } from '../../../../src/core/imaging/pixels.ts'
import { openVision } from '../../../../src/core/vision/vision.ts'
import { drawn, drawPair, type Pair, type PairName, type PairOfShots, shotsOf } from './pairs.ts'
import { measureSeam, naivePaste, type SeamFigures } from './seam-measure.ts'

const vision = openVision()
const shots = new Map<PairName, PairOfShots>()
const pairs = new Map<PairName, Pair>()
/** The stranger of `chef` has a full beard that reaches beyond the seam: the hardest of the three. */
const MATCHED = ['conductor', 'chef', 'cook'] as const satisfies readonly PairName[]

const given = <K, V>(map: ReadonlyMap<K, V>, key: K): V => map.get(key)!

beforeAll(async () => {
  for (const name of [...MATCHED, 'ceo'] as const) {
    shots.set(name, await shotsOf(name))
    pairs.set(name, await drawPair(given(shots, name), vision))
  }
}, 120_000)
afterAll(async () => await vision.close())

const join = async (pair: Pair): Promise<Joined> =>
  unwrap(
    await joinFaces(
      await decodeRgb(pair.scene),
      await decodeRgb(pair.portrait),
      pair.faces.scene,
      pair.faces.portrait,
      cutAndResize,
    ),
  )

const pngOf = async ({ data, width, height }: RgbPicture) => await encodePng(data, width, height)

const apart = (a: Float32Array, b: Float32Array): number => Math.hypot(...a.map((value, at) => value - b[at]!))

/** How unlike two pictures' faces are: 0.6 and more is another person. */
const unlike = async (a: Uint8Array, b: Uint8Array): Promise<number> =>
  apart((await vision.describe(a))!, (await vision.describe(b))!)

const showingAt = ({ shows, area }: Joined, x: number, y: number): number => {
  const [column, row] = [x - area.x, y - area.y]
  const isInside = column >= 0 && row >= 0 && column < area.width && row < area.height
  return isInside ? shows[row * area.width + column]! : 0
}

/** The seam of a pair, joined and naively pasted. */
const figuresOf = async (pair: Pair): Promise<{ readonly joined: SeamFigures; readonly pasted: SeamFigures }> => {
  const scene = await decodeRgb(pair.scene)
  const joined = await join(pair)
  const pasted = await naivePaste(pair, joined)
  return { joined: measureSeam(scene, joined.picture, joined), pasted: measureSeam(scene, pasted, joined) }
}

/** What is told of a pair's composite, by name. */
const verdicts = async (name: PairName): Promise<Readonly<Record<string, string>>> => {
  const { scene, portrait, faces } = given(pairs, name)
  const { findings } = unwrap(await compositePictures(scene, portrait, faces))
  return Object.fromEntries(findings.map(({ check, verdict }) => [check, verdict]))
}

describe('a local composite', () => {
  it.each(MATCHED)('[Z1] keeps every pixel outside of the seam as it is in the scene (%s)', async (name) => {
    const scene = await decodeRgb(given(pairs, name).scene)
    const made = unwrap(
      await compositePictures(given(pairs, name).scene, given(pairs, name).portrait, given(pairs, name).faces),
    )
    const picture = await decodeRgb(made.bytes)
    const joined = await join(given(pairs, name))
    expect([made.width, made.height, made.mimeType]).toEqual([scene.width, scene.height, 'image/png'])
    let changedOutside = 0
    let changedInside = 0
    for (let y = 0, at = 0; y < scene.height; y++)
      for (let x = 0; x < scene.width; x++, at += 3) {
        const same = [0, 1, 2].every((channel) => scene.data[at + channel] === picture.data[at + channel])
        if (same) continue
        if (showingAt(joined, x, y) > 0) changedInside++
        else changedOutside++
      }
    expect(changedOutside).toBe(0)
    expect(changedInside / (scene.width * scene.height)).toBeGreaterThan(0.01)
  })

  it.each(MATCHED)('[Z2] has no seam where a plain paste has one (%s)', async (name) => {
    const { joined, pasted } = await figuresOf(given(pairs, name))
    expect(joined.step).toBeLessThan(name === 'chef' ? 0.04 : 0.02)
    expect(joined.energy).toBeLessThan(0.25 * pasted.energy)
    expect(joined.step).toBeLessThan(0.6 * pasted.step)
  })

  it.each(MATCHED)('[Z3] shows the face of the portrait and no longer the stranger of the scene (%s)', async (name) => {
    const { scene, portrait } = given(pairs, name)
    const made = await pngOf((await join(given(pairs, name))).picture)
    expect(await unlike(made, portrait)).toBeLessThan(0.9 * (await unlike(scene, portrait)))
  })

  it('[Z4] brings the scene’s light onto a face that was lit flat', async () => {
    const { scene, portrait } = given(shots, 'cook')
    const flat: Shot = { ...portrait, light: { ...portrait.light, side: 'front', contrast: 1.4 } }
    const pair = await drawPair({ scene, portrait: flat }, vision)
    const balance = async (png: Uint8Array) => (await vision.analyse(png)).faces[0]!.light.balance
    const wanted = await balance(pair.scene)
    const before = await balance(pair.portrait)
    const after = await balance(await pngOf((await join(pair)).picture))
    expect(Math.abs(before - wanted)).toBeGreaterThan(0.08)
    expect(Math.abs(after - wanted)).toBeLessThan(0.65 * Math.abs(before - wanted))
  })

  it('[Z4] refuses a portrait that was lit from the other side', async () => {
    const { scene, portrait } = given(shots, 'cook')
    const pair = await drawPair(
      { scene, portrait: { ...portrait, light: { ...portrait.light, side: 'right' } } },
      vision,
    )
    const made = await compositePictures(pair.scene, pair.portrait, pair.faces)
    expect(made).toMatchObject({
      ok: false,
      problem: { code: 'light-differs', message: expect.stringContaining('LEFT') },
    })
  })

  it('[Z5] carries the scene’s grain over the face of a portrait that has none', async () => {
    const { scene, portrait } = given(shots, 'cook')
    const clean: Shot = { ...portrait, grade: { ...portrait.grade, look: 'studio' } }
    const pair = await drawPair({ scene, portrait: clean }, vision)
    const joined = await join(pair)
    const { face } = pair.faces.scene[0]!
    /** Deviation of fine detail on the forehead, cheek to cheek, in grey levels: the median of small blocks. */
    const grain = ({ data, width }: RgbPicture): number => {
      const found: number[] = []
      for (let y = Math.round(face.y + 0.3 * face.h); y < face.y + 0.8 * face.h; y += 5)
        for (let x = Math.round(face.x + 0.25 * face.w); x < face.x + 0.75 * face.w; x += 5) {
          const steps: number[] = []
          for (let j = 0; j < 5; j++)
            for (let i = 0; i < 5; i++) {
              const at = ((y + j) * width + x + i) * 3 + 1
              steps.push(
                data[at]! - (data[at - 3]! + data[at + 3]! + data[at - 3 * width]! + data[at + 3 * width]!) / 4,
              )
            }
          found.push(Math.sqrt(steps.reduce((sum, step) => sum + step * step, 0) / steps.length))
        }
      return found.toSorted((a, b) => a - b)[Math.floor(found.length * 0.4)]!
    }
    const [wanted, got] = [grain(await decodeRgb(pair.scene)), grain(joined.picture)]
    const pasted = grain(await naivePaste(pair, joined))
    expect(pasted / wanted).toBeLessThan(0.6)
    expect(got / wanted).toBeGreaterThan(0.75)
    expect(got / wanted).toBeLessThan(1.3)
  })

  it('[Z6] keeps what lies over the forehead of the scene, such as the brim of a hat', async () => {
    const pair = given(pairs, 'chef')
    const scene = await decodeRgb(pair.scene)
    const mesh = pair.faces.scene[0]!.mesh!
    const [top, brow] = [mesh[10]![1], Math.min(mesh[105]![1], mesh[334]![1])]
    const brim = { from: Math.round(top - 10), to: Math.round(top + 0.4 * (brow - top)) }
    for (let y = brim.from; y < brim.to; y++)
      scene.data.fill(
        30,
        (y * scene.width + Math.round(mesh[127]![0] - 30)) * 3,
        (y * scene.width + Math.round(mesh[356]![0] + 30)) * 3,
      )
    const hatted = { ...pair, scene: await pngOf(scene) }
    const { picture, covered } = await join(hatted)
    const middle = (picture.width * (brim.to - 5) + Math.round((mesh[10]![0] + mesh[151]![0]) / 2)) * 3
    expect([...picture.data.subarray(middle, middle + 3)].every((value) => value < 60)).toBe(true)
    expect(covered).toBeGreaterThan((await join(pair)).covered)
  })

  it('[Z7] tells when the skin had to be moved far and when glasses are in the way, and is quiet otherwise', async () => {
    expect(await verdicts('ceo')).toEqual({
      'composite-skin': 'warn',
      'composite-covered': 'pass',
      'composite-light': 'pass',
      'composite-glasses': 'warn',
    })
    expect(await verdicts('cook')).toEqual({
      'composite-skin': 'pass',
      'composite-covered': 'pass',
      'composite-light': 'pass',
      'composite-glasses': 'pass',
    })
  })

  it('[Z8] is the same picture, byte for byte, each time', async () => {
    const { scene, portrait, faces } = given(pairs, 'chef')
    const [first, second] = [
      unwrap(await compositePictures(scene, portrait, faces)),
      unwrap(await compositePictures(scene, portrait, faces)),
    ]
    expect(Buffer.compare(first.bytes, second.bytes)).toBe(0)
  })

  it('[Z9] says what is wrong with a picture that cannot be read', async () => {
    const { scene, faces } = given(pairs, 'chef')
    const made = await compositePictures(scene, new Uint8Array([1, 2, 3]), faces)
    expect(made).toMatchObject({ ok: false, problem: { code: 'picture-unreadable' } })
  })

  it('[Z10] refuses heads that the eyes see turned apart, in drawn pictures too', async () => {
    const { scene, portrait } = given(shots, 'chef')
    const turned = await drawn({ ...portrait, pose: { ...portrait.pose, yaw: portrait.pose.yaw - 30 } })
    const { faces, scene: picture } = given(pairs, 'chef')
    expect(scene.pose.yaw).toBeGreaterThan(20)
    const made = await compositePictures(picture, turned, { ...faces, portrait: await vision.meshes(turned) })
    expect(made).toMatchObject({ ok: false, problem: { code: expect.stringMatching(/^pose-/) } })
  })
})

const FIXTURES = new URL('../../../../../shared/fixtures/', import.meta.url)
const here = existsSync(new URL('heads/truth.json', FIXTURES))

const photo = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(name, FIXTURES)))

const paired = async (scene: string, portrait: string): Promise<Pair> => {
  const pictures = { scene: photo(scene), portrait: photo(portrait) }
  return {
    ...pictures,
    faces: { scene: await vision.meshes(pictures.scene), portrait: await vision.meshes(pictures.portrait) },
  }
}

describe.skipIf(!here)('a local composite of photos (../shared/fixtures)', () => {
  it.each([
    ['astronaut.jpg', 'heads/yaw_front_0.jpg'],
    ['heads/yaw_front_0.jpg', 'astronaut.jpg'],
  ])('[Z2][Z3] joins %s and %s without a seam, and the person changes', async (scene, portrait) => {
    const pair = await paired(scene, portrait)
    const { joined, pasted } = await figuresOf(pair)
    expect(joined.step).toBeLessThan(0.06)
    expect(joined.energy).toBeLessThan(0.3 * pasted.energy)
    const made = await pngOf((await join(pair)).picture)
    expect(await unlike(pair.scene, pair.portrait)).toBeGreaterThan(0.7)
    expect(await unlike(made, pair.portrait)).toBeLessThan(0.55)
  })

  it('[Z10] refuses a profile', async () => {
    const pair = await paired('astronaut.jpg', 'heads/yaw_front_75.jpg')
    expect(await compositePictures(pair.scene, pair.portrait, pair.faces)).toMatchObject({
      ok: false,
      problem: { code: 'face-turned-away' },
    })
  })
})
