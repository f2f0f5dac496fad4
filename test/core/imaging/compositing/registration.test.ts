import { describe, expect, it } from 'vitest'
import { membrane } from '../../../../src/core/imaging/compositing/membrane.ts'
import {
  applySimilarity,
  fitSimilarity,
  fitSpline,
  scaleOf,
  type Spot,
} from '../../../../src/core/imaging/compositing/registration.ts'

const spots: readonly Spot[] = [
  [10, 20],
  [90, 25],
  [50, 60],
  [30, 90],
  [75, 88],
]

describe('laying one face over another', () => {
  it('[Z11] finds turn, scale and shift again, and never mirrors', () => {
    const known = { a: 1.5 * Math.cos(0.3), b: 1.5 * Math.sin(0.3), x: 40, y: -12 }
    const found = fitSimilarity(
      spots,
      spots.map((spot) => applySimilarity(known, spot)),
    )
    expect(scaleOf(found)).toBeCloseTo(1.5, 9)
    expect([found.a, found.b, found.x, found.y].map((value) => Number(value.toFixed(6)))).toEqual(
      [known.a, known.b, known.x, known.y].map((value) => Number(value.toFixed(6))),
    )
  })

  it('[Z11] bends so that points meet, and moves what is far away as the whole moves', () => {
    const shifted = spots.map(([x, y], index): Spot => [x + 100, y + (index === 2 ? 6 : 0)])
    const map = fitSpline(spots, shifted, 0)
    for (const [index, spot] of spots.entries()) {
      const [x, y] = map(spot)
      expect(Math.hypot(x - shifted[index]![0], y - shifted[index]![1])).toBeLessThan(1e-6)
    }
  })

  it('[Z11] spans a sheet that is straight between straight rims', () => {
    const [width, height] = [60, 40]
    const weights = new Float32Array(width * height)
    const data = new Float32Array(width * height)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        data[y * width + x] = x / width
        if (x === 0 || x === width - 1 || y === 0 || y === height - 1) weights[y * width + x] = 1000
      }
    const sheet = membrane({ width, height, data }, weights)
    for (const x of [10, 30, 50]) expect(sheet[20 * width + x]).toBeCloseTo(x / width, 2)
  })
})
