import type { Person, Shot } from '../../../src/core/engines/simulator/shot.ts'
import { drawShot } from '../../../src/core/engines/simulator/draw.ts'
import { encodePng } from '../../../src/core/imaging/pixels.ts'
import { cast, shotOf } from '../engines/simulator/render/cast.ts'

/** A picture of somebody drawn, before white unless told. */
export const drawn = async (change: Partial<Shot> = {}, person: Person = cast.anton): Promise<Uint8Array> =>
  await drawShot(shotOf(person, { width: 384, height: 384, ...change }), encodePng)

/** A film scene of somebody, waist-up. */
export const scene = async (
  kind: Shot['world']['kind'],
  seed: number,
  change: Partial<Shot> = {},
  person: Person = cast.anton,
): Promise<Uint8Array> =>
  await drawn(
    {
      width: 360,
      height: 480,
      world: { kind, seed, hour: 'golden' },
      grade: { look: 'cinematic', style: 'none', seed },
      pose: { yaw: 20, pitch: 2, roll: 3, smile: 0.2 },
      framing: { faceWidth: 0.2, eyes: [0.5, 0.3] },
      light: {
        side: 'left',
        elevation: 30,
        key: [1.2, 1, 0.8],
        fill: [0.7, 0.8, 1],
        rim: [0.6, 0.6, 0.5],
        contrast: 4,
      },
      outfit: { kind: 'tailcoat', main: [0.1, 0.1, 0.12], second: [1, 1, 1] },
      ...change,
    },
    person,
  )
