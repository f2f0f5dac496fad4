import { describe, expect, it } from 'vitest'
import { SHOT_KEYWORD, shotOf, shotText } from '../../../../src/core/engines/simulator/shot-schema.ts'
import { encodePng } from '../../../../src/core/imaging/pixels.ts'
import { openSitting } from './sitting.ts'

const drawn = async (text: Readonly<Record<string, string>>) => encodePng(new Uint8Array(8 * 8 * 3), 8, 8, { text })

describe('what a picture says about itself', () => {
  it('[S1] is read back exactly as it was written', async () => {
    const shot = await openSitting().shoot('A chef in a kitchen.')
    expect(shotOf(await drawn({ Comment: 'something else', ...shotText(shot) }))).toEqual(shot)
  })

  it('[S11] counts for nothing in a damaged file', async () => {
    const shot = await openSitting().shoot('A chef in a kitchen.')
    const png = await drawn(shotText(shot))
    for (let at = 0; at < png.length; at += 7) {
      const flipped = png.slice()
      flipped[at]! ^= 0x10
      expect(shotOf(flipped)).toBeNull()
    }
    for (const length of [0, 5, 40, png.length - 1]) expect(shotOf(png.subarray(0, length))).toBeNull()
  })

  it('[S11] counts for nothing when it is no shot, whoever wrote it', async () => {
    const shot = await openSitting().shoot('A chef in a kitchen.')
    const { person } = shot
    const hostile: readonly unknown[] = [
      null,
      [],
      { version: 2, shot },
      { version: 1, shot: { ...shot, width: 1e9 } },
      { version: 1, shot: { ...shot, person: { ...person, jawWidth: 'wide' } } },
      { version: 1, shot: { ...shot, person: { ...person, hairStyle: 'constructor' } } },
      { version: 1, shot: { ...shot, pose: { ...shot.pose, yaw: 1e6 } } },
    ]
    for (const said of hostile) expect(shotOf(await drawn({ [SHOT_KEYWORD]: JSON.stringify(said) }))).toBeNull()
    expect(shotOf(await drawn({ [SHOT_KEYWORD]: '{"version":1,' }))).toBeNull()
    expect(shotOf(await drawn({}))).toBeNull()
    expect(shotOf(new TextEncoder().encode('no picture'))).toBeNull()
  })
})
