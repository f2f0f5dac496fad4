import { describe, expect, it } from 'vitest'
import { lightOf } from '../../../../../src/core/engines/simulator/worlds/lights.ts'
import { KINDS } from './shots.ts'

describe('[S28] the light a world throws on a person', () => {
  it.each(KINDS)('%s: comes from the side that was asked for', (kind) => {
    for (const side of ['left', 'right', 'front'] as const)
      expect(lightOf({ kind, seed: 1, hour: 'day' }, side).side).toBe(side)
  })

  it.each(KINDS)('%s: is warmer at golden hour than by day, and more dramatic at night', (kind) => {
    const [day, golden, night] = (['day', 'golden', 'night'] as const).map((hour) =>
      lightOf({ kind, seed: 1, hour }, 'left'),
    )
    expect(golden!.key[0] / golden!.key[2]).toBeGreaterThan(day!.key[0] / day!.key[2])
    expect(night!.contrast).toBeGreaterThan(day!.contrast)
  })

  it('white is lit flat and neutral, as character views need it', () => {
    const light = lightOf({ kind: 'white', seed: 1, hour: 'day' }, 'front')
    expect(light.key).toEqual([1, 1, 1])
    expect(light.contrast).toBeLessThan(2)
  })
})
