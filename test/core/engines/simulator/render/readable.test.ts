import { beforeAll, describe, expect, it } from 'vitest'

import type { FaceReader, ReadFace } from '../../../../face-reader/face-reader.ts'
import { openFaceReader } from '../../../../face-reader/face-reader.ts'
import type { Person, Shot } from '../../../../../src/core/engines/simulator/shot.ts'
import { cast, photograph, shotOf, studioLight } from './cast.ts'

const turned = (person: Person, yaw: number, smile = 0): Shot =>
  shotOf(person, { pose: { yaw, pitch: 0, roll: 0, smile } })

describe('[S32] a figure of the simulator, read by a face detector', () => {
  let reader: FaceReader
  beforeAll(async () => {
    reader = await openFaceReader()
  }, 60_000)

  const readOne = async (shot: Shot, ground?: number): Promise<ReadFace> => {
    const faces = reader.read(photograph(shot, ground))
    expect(faces).toHaveLength(1)
    return faces[0]!
  }
  it.each(['anton', 'berta', 'chidi', 'dario'] as const)(
    'is found once and looks where it was told, from profile to profile: %s',
    async (name) => {
      for (const yaw of [-90, -60, -35, -15, 0, 15, 35, 60, 90]) {
        const face = await readOne(turned(cast[name], yaw))
        expect(Math.abs(face.yaw - yaw)).toBeLessThan(Math.abs(yaw) <= 40 ? 9 : 22)
        expect(face.yaw * yaw).toBeGreaterThanOrEqual(0)
      }
    },
    60_000,
  )

  it('smiles when told to and not otherwise', async () => {
    for (const person of [cast.anton, cast.berta, cast.fumi]) {
      expect((await readOne(turned(person, 0, 1))).smile).toBeGreaterThan(0.5)
      expect((await readOne(turned(person, 0, 0))).smile).toBeLessThan(0.35)
    }
  }, 60_000)

  it.each([0.2, 0.3, 0.45])(
    'has the face width it was framed for: %f of the picture',
    async (faceWidth) => {
      for (const person of [cast.anton, cast.berta, cast.erik]) {
        const face = await readOne(shotOf(person, { framing: { faceWidth, eyes: [0.5, 0.4] } }))
        expect(Math.abs(face.widthPercent / 100 / faceWidth - 1)).toBeLessThan(0.085)
      }
    },
    60_000,
  )

  it.each(['left', 'right'] as const)(
    'is read in dramatic light from the %s',
    async (side) => {
      const light = { ...studioLight, side, contrast: 4, key: [1, 0.86, 0.66], fill: [0.45, 0.58, 0.85] } as const
      for (const person of [cast.anton, cast.chidi, cast.fumi])
        for (const yaw of [-30, 30]) {
          const face = await readOne({ ...turned(person, yaw), light }, 0.04)
          expect(Math.abs(face.yaw - yaw)).toBeLessThan(10)
        }
    },
    60_000,
  )

  it('tilts and nods the way it was told', async () => {
    const level = await readOne(turned(cast.anton, 0))
    const pose = { yaw: 0, pitch: 0, roll: 0, smile: 0 }
    const up = await readOne(shotOf(cast.anton, { pose: { ...pose, pitch: 18 } }))
    const down = await readOne(shotOf(cast.anton, { pose: { ...pose, pitch: -18 } }))
    const tilted = await readOne(shotOf(cast.anton, { pose: { ...pose, roll: 15 } }))
    expect(up.pitch - level.pitch).toBeGreaterThan(7)
    expect(level.pitch - down.pitch).toBeGreaterThan(7)
    expect(Math.abs(tilted.roll - 15)).toBeLessThan(5)
  }, 60_000)
})
