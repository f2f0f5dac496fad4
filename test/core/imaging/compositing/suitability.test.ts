import { describe, expect, it } from 'vitest'
import { facesToJoin } from '../../../../src/core/imaging/compositing/suitability.ts'
import { aFaceMesh } from '../../../builders/eyes.ts'

const scene = { x: 400, y: 300, height: 240 }
const portrait = { x: 500, y: 500, height: 480 }
const verdict = (
  here: Partial<Parameters<typeof aFaceMesh>[0]> | null,
  there: Partial<Parameters<typeof aFaceMesh>[0]> | null,
): string => {
  const found = facesToJoin(
    here === null ? [] : [aFaceMesh({ ...scene, ...here })],
    there === null ? [] : [aFaceMesh({ ...portrait, ...there })],
  )
  return found.ok ? 'joined' : found.problem.code
}

describe('which heads can be joined', () => {
  it('[Z10] joins heads held alike, and refuses the others with a reason each', () => {
    expect(verdict({}, {})).toBe('joined')
    expect(verdict({ angles: { yaw: 30, pitch: 5 } }, { angles: { yaw: 18, pitch: -8 } })).toBe('joined')
    expect(verdict(null, {})).toBe('face-missing')
    expect(verdict({}, null)).toBe('face-missing')
    expect(verdict({ mesh: false, angles: { yaw: 80 } }, {})).toBe('face-turned-away')
    expect(verdict({ angles: { yaw: -58 } }, { angles: { yaw: -58 } })).toBe('face-turned-away')
    expect(verdict({ height: 30 }, {})).toBe('face-too-small')
    expect(verdict({ angles: { yaw: 25 } }, { angles: { yaw: -25 } })).toBe('pose-mirrored')
    expect(verdict({ angles: { yaw: 40 } }, { angles: { yaw: 15 } })).toBe('pose-differs')
    expect(verdict({ angles: { pitch: 15 } }, { angles: { pitch: -15 } })).toBe('pose-differs')
    expect(verdict({ angles: { roll: 30 } }, { angles: { roll: -30 } })).toBe('pose-differs')
    expect(verdict({ height: 480 }, { height: 200 })).toBe('portrait-too-small')
  })

  it('[Z10] tells by which edge of the frame, by how many degrees, and what to do', () => {
    const mirrored = facesToJoin(
      [aFaceMesh({ ...scene, angles: { yaw: 25 } })],
      [aFaceMesh({ ...portrait, angles: { yaw: -25 } })],
    )
    expect(mirrored).toMatchObject({
      ok: false,
      problem: {
        message: expect.stringMatching(/RIGHT edge of the frame.*LEFT edge/),
        next: expect.stringMatching(/Flip/),
      },
    })
    const apart = facesToJoin(
      [aFaceMesh({ ...scene, angles: { yaw: 40 } })],
      [aFaceMesh({ ...portrait, angles: { yaw: 15 } })],
    )
    expect(apart).toMatchObject({ ok: false, problem: { message: expect.stringContaining('25 degrees apart') } })
  })
})
