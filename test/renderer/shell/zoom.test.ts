import { describe, expect, it } from 'vitest'
import { fitted, zoomedAt } from '../../../src/renderer/features/loupe/zoom.ts'

describe('[U17] the loupe', () => {
  it('[U17] shows the whole picture in the middle, and none larger than its own pixels', () => {
    expect(fitted({ width: 1000, height: 500 }, { width: 500, height: 500 })).toEqual({ scale: 0.5, x: 0, y: 125 })
    expect(fitted({ width: 100, height: 100 }, { width: 500, height: 500 })).toEqual({ scale: 1, x: 200, y: 200 })
  })

  it('[U17] keeps the point under the pointer where it is', () => {
    const place = fitted({ width: 896, height: 1200 }, { width: 800, height: 620 })
    const at = { x: 310, y: 140 }
    const under = (now: typeof place) => [(at.x - now.x) / now.scale, (at.y - now.y) / now.scale]
    const zoomed = zoomedAt(place, at, 3)
    expect(zoomed.scale).toBe(3)
    under(zoomed).forEach((value, axis) => expect(value).toBeCloseTo(under(place)[axis] ?? 0, 9))
  })
})
