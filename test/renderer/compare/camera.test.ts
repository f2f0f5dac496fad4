import { describe, expect, it } from 'vitest'
import {
  draggedBy,
  fitting,
  kept,
  onScreen,
  pointAt,
  seenBy,
  wheelFactor,
  zoomedAt,
} from '../../../src/renderer/viewer/camera.ts'
import { frameOf } from '../../../src/renderer/viewer/frame.ts'
import {
  apply,
  boundsOf,
  chained,
  IDENTITY,
  inverse,
  scaling,
  translation,
} from '../../../src/renderer/viewer/geometry.ts'
import { type Look, toggled, WHOLE, zoomed } from '../../../src/renderer/viewer/look.ts'

const pane = { x: 10, y: 20, width: 801, height: 600 }
const picture = (sha256: string, width: number, height: number) => ({
  sha256,
  width,
  height,
  urls: { full: '', proxy: '', thumb: '' },
})

describe('the camera', () => {
  it('[U17] keeps the point under the pointer while it zooms, at any zoom', () => {
    const at = { x: 123, y: 456 }
    let camera = { zoom: 0.3, x: 900, y: 700 }
    const held = pointAt(camera, pane, at)
    for (const zoom of [0.31, 1, 7.77, 64, 0.2]) {
      camera = zoomedAt(camera, pane, at, zoom)
      const now = pointAt(camera, pane, at)
      expect(now.x).toBeCloseTo(held.x, 6)
      expect(now.y).toBeCloseTo(held.y, 6)
    }
  })

  it('moves the picture by as many device pixels as the pointer went', () => {
    const camera = { zoom: 0.25, x: 100, y: 100 }
    const before = apply(onScreen(IDENTITY, camera, pane), { x: 7, y: 9 })
    const after = apply(onScreen(IDENTITY, draggedBy(camera, { x: 30, y: -12 }), pane), { x: 7, y: 9 })
    expect(after.x - before.x).toBeCloseTo(30, 9)
    expect(after.y - before.y).toBeCloseTo(-12, 9)
  })

  it('fits the whole frame, also when it is smaller than the pane', () => {
    expect(fitting({ x: 0, y: 0, width: 1602, height: 600 }, pane)).toEqual({ zoom: 0.5, x: 801, y: 300 })
    expect(fitting({ x: 0, y: 0, width: 100, height: 100 }, pane).zoom).toBe(6)
  })

  it('lays whole pixels on whole pixels at 100 % and its multiples, and only there', () => {
    for (const zoom of [1, 2, 5]) {
      const [a, , , , x, y] = onScreen(IDENTITY, { zoom, x: 33.3, y: 44.4 }, pane)
      expect([a, x % 1, y % 1].map(Math.abs)).toEqual([zoom, 0, 0])
    }
    expect(onScreen(IDENTITY, { zoom: 1.01, x: 33.3, y: 44.4 }, pane)[4] % 1).not.toBe(0)
    // A picture of a third of the frame's size is exact where the frame is at a third.
    expect(onScreen(scaling(3), { zoom: 1 / 3, x: 5, y: 5 }, pane)[0]).toBe(1)
  })

  it('goes no further than the frame and no nearer than its most', () => {
    const bounds = { x: 0, y: 0, width: 100, height: 50 }
    expect(kept({ zoom: 1000, x: -20, y: 70 }, bounds, 0.1)).toEqual({ zoom: 64, x: 0, y: 50 })
  })

  it('adds one picture’s own freedom to what all share', () => {
    expect(seenBy({ zoom: 2, x: 10, y: 10 }, { dx: 1, dy: -1, factor: 1.5 })).toEqual({ zoom: 3, x: 11, y: 9 })
  })

  it('reads wheels that count pixels, lines or pages, and touchpads that pinch', () => {
    expect(wheelFactor(-100, 0, false)).toBeCloseTo(Math.exp(0.2), 9)
    expect(wheelFactor(-3, 1, false)).toBeCloseTo(Math.exp(0.096), 9)
    expect(wheelFactor(-5, 0, true)).toBeCloseTo(Math.exp(0.05), 9)
    // One violent turn stays within a factor.
    expect(wheelFactor(-1e9, 0, false)).toBeCloseTo(Math.exp(0.8), 9)
  })
})

describe('the look', () => {
  const spot = {
    bounds: { x: 0, y: 0, width: 2000, height: 1500 },
    reach: { x: 0, y: 0, width: 2000, height: 1500 },
    pane,
    sha256: 'b',
    placement: IDENTITY,
    at: { x: 300, y: 300 },
    alone: false,
  }

  it('zooms one picture alone and leaves the shared camera as it is', () => {
    const look = zoomed(WHOLE, { ...spot, alone: true }, 2)
    expect(look.camera).toBe('fit')
    expect(look.freed['b']?.factor).toBeCloseTo(2, 9)
  })

  it('goes to 100 % of the picture under the pointer, and back to all', () => {
    const near: Look = toggled(WHOLE, { ...spot, placement: scaling(2) })
    expect(near.camera).toMatchObject({ zoom: 0.5 })
    expect(toggled(near, spot)).toEqual(WHOLE)
  })
})

describe('the frame', () => {
  it('is the largest picture’s, and lays others centred into it', () => {
    const { bounds, placements } = frameOf([picture('small', 500, 500), picture('large', 2000, 1000)])
    expect(bounds).toEqual({ x: 0, y: 0, width: 2000, height: 1000 })
    expect(placements.get('large')).toEqual([1, 0, 0, 1, 0, 0])
    expect(placements.get('small')).toEqual([2, 0, 0, 2, 500, 0])
  })

  it('takes placements as they are, turned ones too, and stands a picture without one into what fits', () => {
    const turned = [0, 1, -1, 0, 300, 0] as const
    const registration = {
      placements: new Map([['turned', turned]]),
      by: new Map([['turned', 'eyes' as const]]),
      bounds: { x: 100, y: 20, width: 50, height: 50 },
    }
    const frame = frameOf([picture('turned', 100, 300), picture('faceless', 100, 100)], registration)
    expect(frame).toEqual({
      bounds: registration.bounds,
      reach: { x: 0, y: 0, width: 300, height: 100 },
      placements: new Map<string, readonly number[]>([
        ['turned', turned],
        ['faceless', [0.5, 0, 0, 0.5, 100, 20]],
      ]),
    })
  })
})

describe('maps', () => {
  it('come back by their inverse', () => {
    const map = chained(chained([0.8, 0.6, -0.6, 0.8, 12, -7], scaling(3, 2)), translation(5, 6))
    const back = apply(inverse(map), apply(map, { x: 31, y: -17 }))
    expect(back.x).toBeCloseTo(31, 9)
    expect(back.y).toBeCloseTo(-17, 9)
  })

  it('tell the box a turned picture needs', () => {
    const { width, height } = boundsOf([0, 1, -1, 0, 0, 0], { width: 10, height: 4 })
    expect([width, height]).toEqual([4, 10])
  })
})
