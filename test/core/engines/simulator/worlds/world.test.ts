import { describe, expect, it } from 'vitest'
import { paintFront, paintWorld } from '../../../../../src/core/engines/simulator/worlds/world.ts'
import { brightnessOf, KINDS, meanOf, shotOf } from './shots.ts'

describe('a world behind a person', () => {
  it.each(KINDS)('[S2] %s: equal shots are painted equally, to the last bit', (kind) => {
    const shot = shotOf({ kind, seed: 7 })
    expect(paintWorld(shot).data).toEqual(paintWorld(shot).data)
  })

  it.each(KINDS)('[S2] %s: another seed is another composition', (kind) => {
    const a = paintWorld(shotOf({ kind, seed: 1 })).data
    const b = paintWorld(shotOf({ kind, seed: 2 })).data
    let apart = 0
    for (let i = 0; i < a.length; i++) if (Math.abs(a[i]! - b[i]!) > 0.01) apart++
    expect(apart / a.length).toBeGreaterThan(0.2)
  })

  it.each(KINDS)('[S29] %s: every pixel is a number and no light is negative, at every hour', (kind) => {
    for (const hour of ['day', 'golden', 'night'] as const) {
      const { data } = paintWorld(shotOf({ kind, hour, seed: 3 }))
      expect(data.every((v) => Number.isFinite(v) && v >= 0)).toBe(true)
    }
  })

  it.each(KINDS)('[S28] %s: golden hour is warmer than day, night is darker than both', (kind) => {
    for (const seed of [1, 2]) {
      const [day, golden, night] = (['day', 'golden', 'night'] as const).map((hour) =>
        meanOf(paintWorld(shotOf({ kind, hour, seed }))),
      )
      expect(golden![0] / golden![2]).toBeGreaterThan((day![0] / day![2]) * 1.05)
      expect(brightnessOf(night!)).toBeLessThan(0.8 * brightnessOf(golden!))
      expect(brightnessOf(night!)).toBeLessThan(0.8 * brightnessOf(day!))
    }
  })

  it.each(KINDS)('[S28] %s: is brighter on the side its key light comes from', (kind) => {
    for (const seed of [1, 2]) {
      const right = paintWorld(shotOf({ kind, seed, side: 'right' }))
      expect(brightnessOf(meanOf(right, 0.5, 1))).toBeGreaterThan(brightnessOf(meanOf(right, 0, 0.5)))
      const left = paintWorld(shotOf({ kind, seed, side: 'left' }))
      expect(brightnessOf(meanOf(left, 0, 0.5))).toBeGreaterThan(brightnessOf(meanOf(left, 0.5, 1)))
    }
  })

  it('[S29] the thirteen places differ from each other', () => {
    const means = KINDS.map((kind) => paintWorld(shotOf({ kind, hour: 'day', seed: 4, width: 48, height: 64 })).data)
    for (const [i, a] of means.entries())
      for (const b of means.slice(i + 1)) {
        let apart = 0
        for (let k = 0; k < a.length; k++) apart += Math.abs(a[k]! - b[k]!)
        expect(apart / a.length).toBeGreaterThan(0.02)
      }
  })

  it('[S3] white is exactly 1 everywhere', () => {
    expect(paintWorld(shotOf({ kind: 'white' })).data.every((v) => v === 1)).toBe(true)
  })

  it.each([
    [1024, 1024],
    [768, 1376],
    [1376, 768],
    [1200, 896],
  ])('[S29] fills a frame of %i x %i', (width, height) => {
    const world = paintWorld(shotOf({ kind: 'street', width, height }))
    expect(world).toMatchObject({ width, height })
    expect(world.data.length).toBe(width * height * 3)
  })

  it('[S29] lies deeper out of focus behind a close portrait than behind a waist-up scene, and is sharp in a documentary picture', () => {
    const scene = shotOf({ kind: 'mountain', hour: 'day', width: 448, height: 600 })
    const portrait = { ...scene, framing: { ...scene.framing, faceWidth: 0.45 } }
    const documentary = { ...scene, grade: { ...scene.grade, look: 'documentary' as const } }
    expect(detailOf(paintWorld(portrait))).toBeLessThan(0.8 * detailOf(paintWorld(scene)))
    expect(detailOf(paintWorld(documentary))).toBeGreaterThan(1.5 * detailOf(paintWorld(scene)))
  })

  it('[S29] has something out of focus before the figure only in cinema, and only where the place has it', () => {
    const front = paintFront(shotOf({ kind: 'kitchen' }))
    expect(front!.data.some((v) => v > 0.05)).toBe(true)
    expect(paintFront(shotOf({ kind: 'kitchen', look: 'documentary' }))).toBeNull()
    expect(paintFront(shotOf({ kind: 'white' }))).toBeNull()
    expect(paintFront(shotOf({ kind: 'sky' }))).toBeNull()
  })

  it('[S29] keeps the foreground away from the face', () => {
    for (const kind of KINDS)
      for (const seed of [1, 2, 3, 4]) {
        const shot = shotOf({ kind, seed })
        const front = paintFront(shot)
        if (front === null) continue
        for (let y = 0; y < 0.5 * shot.height; y++)
          for (let x = Math.floor(0.35 * shot.width); x < 0.65 * shot.width; x++)
            expect(front.data[(y * shot.width + x) * 4 + 3]).toBeLessThan(0.05)
      }
  })
})

/** Mean difference between neighbours: how much fine structure a picture has. */
const detailOf = ({ width, height, data }: { width: number; height: number; data: Float32Array }): number => {
  let sum = 0
  for (let y = 0; y < height; y++)
    for (let x = 1; x < width; x++) {
      const i = (y * width + x) * 3 + 1
      sum += Math.abs(Math.min(1, data[i]!) - Math.min(1, data[i - 3]!))
    }
  return sum / (width * height)
}
