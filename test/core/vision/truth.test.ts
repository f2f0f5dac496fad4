import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Face } from '../../../src/contract/index.ts'
import { distanceOf } from '../../../src/core/vision/likeness.ts'
import type { Vision } from '../../../src/core/vision/types.ts'
import { openVision } from '../../../src/core/vision/vision.ts'
import { fixture, haveFixtures, mean, p95, type TrueHead, trueHeads } from './fixtures.ts'

const between = (least: number, most: number) => (truth: TrueHead) =>
  Math.abs(truth.yaw) >= least && Math.abs(truth.yaw) <= most
const yawOff = (face: Face, truth: TrueHead): number => face.yaw - truth.yaw

describe.skipIf(!haveFixtures)('a head scan at known angles (../shared/fixtures)', () => {
  let vision: Vision
  const seen: { readonly truth: TrueHead; readonly faces: readonly Face[] }[] = []

  beforeAll(async () => {
    vision = openVision()
    for (const truth of trueHeads()) {
      const { faces } = await vision.analyse(fixture(`heads/${truth.file}`))
      seen.push({ truth, faces })
    }
  }, 60_000)
  afterAll(async () => await vision.close())

  const errors = (
    of: (face: Face, truth: TrueHead) => number,
    which: (truth: TrueHead) => boolean,
  ): readonly number[] =>
    seen.filter(({ truth }) => which(truth)).map(({ truth, faces }) => Math.abs(of(faces[0]!, truth)))

  const widthAt = (file: string): number => seen.find(({ truth }) => truth.file === file)!.faces[0]!.widthPercent
  const balance = (light: string, yaw: number): number =>
    seen.find(({ truth }) => truth.light === light && truth.yaw === yaw && truth.file.startsWith('yaw'))!.faces[0]!
      .light.balance
  const described = async (name: string): Promise<Float32Array> => (await vision.describe(fixture(name)))!

  it('[V1] is found once in every picture, profiles and small heads too', () => {
    expect(seen.filter(({ faces }) => faces.length !== 1).map(({ truth }) => truth.file)).toEqual([])
  })

  it('[V2] looks where it is known to look', () => {
    const [near, turned, far] = [
      errors(yawOff, between(0, 30)),
      errors(yawOff, between(31, 60)),
      errors(yawOff, between(61, 90)),
    ]
    expect([mean(near), p95(near)].map((value, i) => value < [2, 6][i]!)).toEqual([true, true])
    expect([mean(turned), p95(turned)].map((value, i) => value < [4, 7][i]!)).toEqual([true, true])
    expect([mean(far), p95(far)].map((value, i) => value < [5, 8][i]!)).toEqual([true, true])
    const pitch = errors((face, truth) => face.pitch - truth.pitch, between(0, 30))
    const roll = errors((face, truth) => face.roll - truth.roll, between(0, 30))
    expect(mean(pitch)).toBeLessThan(3)
    expect(mean(roll)).toBeLessThan(2)
  })

  it('[V3] never looks to the wrong side, and is a profile from 65 degrees on', () => {
    const wrong = seen.filter(({ truth, faces }) => truth.yaw !== 0 && faces[0]!.yaw * truth.yaw <= 0)
    expect(wrong).toEqual([])
    const isProfile = (which: (turned: number) => boolean): readonly boolean[] =>
      seen.filter(({ truth }) => which(Math.abs(truth.yaw))).map(({ faces }) => Math.abs(faces[0]!.yaw) >= 65)
    expect(isProfile((turned) => turned >= 75)).toEqual([true, true, true, true])
    expect(isProfile((turned) => turned <= 45)).not.toContain(true)
  })

  it('[V4] is as wide as it is, whichever net it was read by', () => {
    // Ear to ear, or nose to the back of the ear, in pixels of 1024, measured by hand on the pictures.
    const truth = {
      '0': 435,
      '30': 426,
      '45': 424,
      '60': 427,
      '90': 343,
      '-45': 429,
      '-60': 424,
      '-75': 395,
      '-90': 343,
    }
    for (const [yaw, pixels] of Object.entries(truth))
      expect(Math.abs(widthAt(`yaw_front_${yaw}.jpg`) / (pixels / 10.24) - 1)).toBeLessThan(0.08)
    // Half as near is half as large.
    const near = widthAt('size_20.jpg')
    for (const distance of [34, 60, 110])
      expect(Math.abs((widthAt(`size_${distance}.jpg`) * distance) / (near * 20) - 1)).toBeLessThan(0.12)
  })

  it('[V5] is lit from the side it is lit from, and the light does not turn with the head', () => {
    for (const yaw of [-30, 0, 30]) {
      expect(balance('left', yaw)).toBeLessThan(balance('front', yaw) - 0.05)
      expect(balance('right', yaw)).toBeGreaterThan(balance('front', yaw) + 0.04)
      expect(Math.abs(balance('front', yaw))).toBeLessThan(0.1)
    }
  })

  it('[V6] is nearer to itself than to another person, by the distance that tells them apart', async () => {
    const fronts = await Promise.all(
      ['subject/front-1.jpg', 'subject/front-2.jpg', 'subject/front-3.jpg', 'heads/yaw_front_0.jpg'].map(described),
    )
    const other = await described('astronaut.jpg')
    for (const [i, one] of fronts.entries()) {
      for (const same of fronts.slice(i + 1)) expect(distanceOf(one, same)).toBeLessThan(0.5)
      expect(distanceOf(one, other)).toBeGreaterThan(0.7)
    }
  })

  it('[V7] a photo of somebody who smiles is read so', async () => {
    const { faces, background } = await vision.analyse(fixture('astronaut.jpg'))
    expect(faces).toHaveLength(1)
    expect(faces[0]!.smile).toBeGreaterThan(0.8)
    expect(faces[0]!.eyesOpen).toBeGreaterThan(0.8)
    expect(Math.abs(faces[0]!.yaw)).toBeLessThan(8)
    expect(background.white).toBe(0)
    const head = await vision.analyse(fixture('heads/yaw_front_0.jpg'))
    expect(head.background.white).toBe(1)
    expect(head.faces[0]!.smile).toBeLessThan(0.35)
  })
})
