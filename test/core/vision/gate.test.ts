import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPhotoGate, type PhotoGate } from '../../../src/core/app/photo-gate.ts'
import { type Imaging, openImaging } from '../../../src/core/imaging/imaging.ts'
import type { PhotoFile } from '../../../src/core/imaging/photo-file.ts'
import type { IntakeVerdict, TakenPhoto } from '../../../src/core/imaging/types.ts'
import { judgeSeen } from '../../../src/core/vision/gate.ts'
import type { Vision } from '../../../src/core/vision/types.ts'
import { openVision } from '../../../src/core/vision/vision.ts'
import { aPhoto } from '../../builders/photos.ts'
import { aFace, anAnalysis } from '../../builders/seen.ts'
import { someHash } from '../../builders/specs.ts'
import { fixture, haveFixtures } from './fixtures.ts'

const PHOTOS = join(import.meta.dirname, '../../../resources/samples/subject/photos')
const photo = async (name: string): Promise<Uint8Array> => new Uint8Array(await readFile(join(PHOTOS, name)))

let imaging: Imaging
let vision: Vision
let gate: PhotoGate
beforeAll(() => {
  imaging = openImaging()
  vision = openVision()
  gate = openPhotoGate(imaging, vision)
})
afterAll(async () => {
  await vision.close()
  await imaging.close()
})

const told = (verdict: IntakeVerdict) => ({
  photos: verdict.taken.map(({ name, photo: { pose }, warnings }) => [name, pose, ...warnings]),
  set: verdict.warnings,
})

describe('photos on their way in', () => {
  it('[W18] have nothing against them where they are good', async () => {
    const files = await Promise.all((await readdir(PHOTOS)).map(async (name) => ({ name, bytes: await photo(name) })))
    const verdict = told(await gate.judge(files, true))
    expect(verdict.set).toEqual([])
    expect(verdict.photos.toSorted(([a = ''], [b = '']) => a.localeCompare(b))).toEqual([
      ['front-1.jpg', 'front'],
      ['front-2.jpg', 'front'],
      ['front-3.jpg', 'front'],
      ['profile.jpg', 'profile'],
    ])
  })

  it('[W18] are told apart by where the face looks, whatever they are called', async () => {
    const files: PhotoFile[] = [
      { name: 'holiday-1.jpg', bytes: await photo('profile.jpg') },
      { name: 'a profile in the paper.jpg', bytes: await photo('front-1.jpg') },
    ]
    const { taken } = await gate.judge(files)
    expect(taken.map(({ photo: { pose } }) => pose)).toEqual(['profile', 'front'])
  })

  it('[W18] are told what is wrong with them in one line each, and are taken', async () => {
    const front = await photo('front-1.jpg')
    const small = await sharp(front)
      .resize(300)
      .extend({ top: 300, bottom: 300, left: 300, right: 300, background: '#888' })
      .jpeg()
      .toBuffer()
    const both = await sharp({ create: { width: 2000, height: 1200, channels: 3, background: '#888' } })
      .composite([
        { input: await sharp(front).resize(1000).toBuffer(), left: 0, top: 0 },
        { input: await sharp(front).resize(1000).flop().toBuffer(), left: 1000, top: 0 },
      ])
      .jpeg()
      .toBuffer()
    const { taken, problem } = await gate.judge([
      { name: 'far.jpg', bytes: new Uint8Array(small) },
      { name: 'two.jpg', bytes: new Uint8Array(both) },
      { name: 'wall.jpg', bytes: new Uint8Array(await aPhoto(40)) },
      { name: 'side.jpg', bytes: new Uint8Array(await sharp(front).rotate(90).jpeg().toBuffer()) },
    ])
    expect(problem).toBeNull()
    expect(taken.map(({ name, warnings }) => [name, warnings.at(-1)])).toEqual([
      ['far.jpg', expect.stringMatching(/^The face is \d+ pixels wide; from 400 on a likeness is good/)],
      ['two.jpg', 'There is a second face; crop the photo to the person it is about.'],
      ['wall.jpg', 'No face was found. If there is one, take it closer and in better light.'],
      ['side.jpg', 'The photo lies on its side. Turn it upright.'],
    ])
  })
})

const seen = (name: string, yaw: number, descriptor?: readonly number[]) => ({
  photo: {
    name,
    bytes: new Uint8Array(),
    photo: { sha256: someHash('c'), name, pose: 'front', width: 900, height: 900, mimeType: 'image/jpeg' },
    warnings: [],
  } satisfies TakenPhoto,
  analysis: anAnalysis([aFace({ yaw, w: 500 })]),
  ...(descriptor ? { descriptor: Float32Array.from(descriptor) } : {}),
})
const judged = (photos: readonly ReturnType<typeof seen>[]) =>
  judgeSeen({ taken: photos.map((one) => one.photo), refused: [], warnings: [], problem: null }, photos).warnings

describe('the set of photos', () => {
  it('[W19] lacks a profile, or shows one angle again and again', () => {
    expect(judged([seen('a', 1, [0]), seen('b', 2, [0])])).toEqual([
      expect.stringContaining('There is no profile'),
      'All fronts look exactly the same way: turn the head a little from one to the next.',
    ])
    expect(judged([seen('a', -8, [0]), seen('b', 2, [0]), seen('c', 9, [0.1]), seen('d', 80, [0])])).toEqual([])
  })

  it('[W19] has one person who is not like the others named, and two that differ told', () => {
    const others = [seen('a', -8, [0]), seen('b', 2, [0.1]), seen('c', 75, [0.1])]
    expect(judged([...others, seen('cousin.jpg', 6, [0.8])])).toEqual([
      '"cousin.jpg" seems to show somebody else: its face lies 0.70 from the others\', and one person\'s stay below 0.60.',
    ])
    const two = judged([seen('a', 0, [0]), seen('b', 9, [0.9]), seen('c', 80, [0])])
    expect(two.at(-1)).toContain('"a" and "b" seem to show different people')
  })

  it('[W19] says that nobody was compared where nobody agreed to it', () => {
    expect(judged([seen('a', -8), seen('b', 2), seen('c', 75)]).at(-1)).toBe(
      'Whether all photos show the same person was not compared: nobody has agreed to that.',
    )
  })
})

describe.skipIf(!haveFixtures)('photos of real people (../shared/fixtures)', () => {
  it('[W19] have the odd one out named', async () => {
    const names = ['subject/front-1.jpg', 'subject/front-2.jpg', 'astronaut.jpg', 'subject/profile.jpg']
    const files = names.map((name) => ({ name, bytes: fixture(name) }))
    const verdict = told(await gate.judge(files, true))
    expect(verdict.photos.map(([, pose]) => pose)).toEqual(['front', 'front', 'front', 'profile'])
    expect(verdict.set.filter((line) => line.includes('somebody else'))).toEqual([
      expect.stringContaining('"astronaut.jpg" seems to show somebody else'),
    ])
  })
})
