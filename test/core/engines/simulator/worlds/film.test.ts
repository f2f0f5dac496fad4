import { describe, expect, it } from 'vitest'
import { develop } from '../../../../../src/core/engines/simulator/worlds/film.ts'

const even = (width: number, height: number, light: number) => ({
  width,
  height,
  data: new Float32Array(width * height * 3).fill(light),
})

describe('film', () => {
  it('[S30] a studio picture gives middle grey back as middle grey and dithers between two neighbours', () => {
    const { data } = develop(even(64, 64, 0.18), { look: 'studio', style: 'none', seed: 1 })
    const middle = data[(32 * 64 + 32) * 3]!
    expect(middle).toBeGreaterThan(105)
    expect(middle).toBeLessThan(135)
    expect(new Set(data.subarray(32 * 64 * 3, 33 * 64 * 3)).size).toBeGreaterThan(1)
  })

  it('[S30] rolls off: more light is never darker, and a lamp is not clipped before four times white', () => {
    const levels = [0, 0.02, 0.1, 0.2, 0.4, 0.8, 1.5, 3].map((light) => {
      const { data } = develop(even(32, 32, light), { look: 'documentary', style: 'none', seed: 1 })
      return data.reduce((a, b) => a + b) / data.length
    })
    expect(levels).toEqual(levels.toSorted((a, b) => a - b))
    expect(levels[0]).toBeLessThan(3)
    expect(levels[5]).toBeLessThan(252)
  })

  it('[S30] bright light spreads a red fringe around itself in cinema', () => {
    const picture = even(400, 400, 0.02)
    for (let y = 180; y < 220; y++) picture.data.fill(6, (y * 400 + 180) * 3, (y * 400 + 220) * 3)
    const { data } = develop(picture, { look: 'cinematic', style: 'none', seed: 1 })
    let red = 0
    let blue = 0
    for (let y = 185; y < 215; y++) {
      red += data[(y * 400 + 222) * 3]!
      blue += data[(y * 400 + 222) * 3 + 2]!
    }
    expect(red).toBeGreaterThan(1.15 * blue)
  })

  it('[S2] is the same film for the same seed, other grain for another', () => {
    const grade = { look: 'cinematic', style: 'none' } as const
    const a = develop(even(64, 64, 0.2), { ...grade, seed: 1 }).data
    expect(develop(even(64, 64, 0.2), { ...grade, seed: 1 }).data).toEqual(a)
    expect(develop(even(64, 64, 0.2), { ...grade, seed: 2 }).data).not.toEqual(a)
  })
})
