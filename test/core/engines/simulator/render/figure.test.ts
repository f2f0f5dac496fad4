import { describe, expect, it } from 'vitest'

import { renderFigure } from '../../../../../src/core/engines/simulator/render/figure.ts'
import type { FigureLayer, Outfit, Person } from '../../../../../src/core/engines/simulator/shot.ts'
import { cast, shotOf, studioLight } from './cast.ts'

const bald: Person = { ...cast.anton, hairStyle: 'bald' }

/** The widest run of covered pixels among the rows from `top` to `bottom` (shares of the height), in pixels. */
const widest = (figure: FigureLayer, top: number, bottom: number): number => {
  let most = 0
  for (let y = Math.floor(top * figure.height); y < bottom * figure.height; y++) {
    let covered = 0
    for (let x = 0; x < figure.width; x++) covered += figure.alpha[y * figure.width + x] ?? 0
    most = Math.max(most, covered)
  }
  return most
}

/** Mean linear brightness of a block of pixels around a place given as shares. */
const brightness = (figure: FigureLayer, x: number, y: number): number => {
  let sum = 0
  const r = Math.round(figure.width * 0.02)
  for (let j = -r; j <= r; j++)
    for (let i = -r; i <= r; i++) {
      const at = (Math.round(y * figure.height) + j) * figure.width + Math.round(x * figure.width) + i
      sum += (figure.data[at * 3] ?? 0) + (figure.data[at * 3 + 1] ?? 0) + (figure.data[at * 3 + 2] ?? 0)
    }
  return sum / (3 * (2 * r + 1) ** 2)
}

/** How much brighter the left cheek is than the right. */
const cheeks = (figure: FigureLayer): number => brightness(figure, 0.4, 0.5) / brightness(figure, 0.6, 0.5)

const lit = (side: 'left' | 'right'): FigureLayer =>
  renderFigure(shotOf(bald, { light: { ...studioLight, side, contrast: 5 } }))

describe('the figure of a shot', () => {
  it.each([0.15, 0.3, 0.45])('[S32] is %f of the width from ear to ear at yaw 0', (faceWidth) => {
    for (const width of [400, 640]) {
      const figure = renderFigure(shotOf(bald, { width, height: 400, framing: { faceWidth, eyes: [0.5, 0.45] } }))
      const head = (faceWidth * width) / 400
      const measured = widest(figure, 0.45 - 0.2 * head, 0.45 + 0.12 * head)
      expect(Math.abs(measured - faceWidth * width)).toBeLessThan(1.5)
    }
  })

  it('[S32] has its eyes where the framing says', () => {
    // A head at yaw 0 is symmetric about its eyes.
    for (const eyes of [
      [0.4, 0.35],
      [0.6, 0.5],
    ] as const) {
      const figure = renderFigure(shotOf(bald, { framing: { faceWidth: 0.3, eyes } }))
      const row = Math.round(eyes[1] * 512)
      let left = 512
      let right = 0
      for (let x = 0; x < 512; x++)
        if ((figure.alpha[row * 512 + x] ?? 0) > 0.5) {
          left = Math.min(left, x)
          right = Math.max(right, x)
        }
      expect(Math.abs((left + right + 1) / 2 / 512 - eyes[0])).toBeLessThan(0.006)
    }
  })

  it('[S2] is the same bytes for the same shot, whatever was drawn before', () => {
    const shot = shotOf(cast.dario, { width: 256, height: 256 })
    const first = renderFigure(shot)
    for (const person of [cast.anton, cast.berta, cast.chidi, cast.erik])
      renderFigure(shotOf(person, { width: 64, height: 64 }))
    const again = renderFigure(shot)
    expect(again.data).toEqual(first.data)
    expect(again.alpha).toEqual(first.alpha)
  })

  it('[S31] is bright on the side the key light comes from', () => {
    expect(cheeks(lit('left'))).toBeGreaterThan(1.5)
    expect(cheeks(lit('right'))).toBeLessThan(1 / 1.5)
  })

  it('[S31] gets its edge from the rim light', () => {
    const light = { ...studioLight, side: 'left', contrast: 6 } as const
    const plain = renderFigure(shotOf(bald, { light }))
    const rimmed = renderFigure(shotOf(bald, { light: { ...light, rim: [1, 0.8, 0.6] } }))
    expect(brightness(rimmed, 0.68, 0.36)).toBeGreaterThan(brightness(plain, 0.68, 0.36) * 1.3)
  })

  it('[S18] can wear everything and hold what a hand shows well, in finite light with coverage from 0 to 1', () => {
    const kinds: readonly Outfit['kind'][] = [
      'collared-shirt',
      'blouse',
      'tailcoat',
      'chef-whites',
      'suit',
      'jacket',
      'gown',
      'coat',
      'work-shirt',
    ]
    const styles: readonly Person['hairStyle'][] = [
      'bald',
      'shaved',
      'short',
      'side-part',
      'swept-back',
      'curly',
      'bob',
      'long',
      'bun',
    ]
    const props = ['baton', 'pen', 'microphone', 'none', 'chef-knife', 'book', 'helmet', 'none', 'none'] as const
    kinds.forEach((kind, i) => {
      const figure = renderFigure(
        shotOf(
          { ...(i % 2 ? cast.berta : cast.anton), hairStyle: styles[i]! },
          {
            width: 160,
            height: 160,
            outfit: { kind, main: [0.3, 0.3, 0.4], second: [0.9, 0.9, 0.9] },
            prop: props[i]!,
            framing: { faceWidth: 0.2, eyes: [0.5, 0.3] },
            pose: { yaw: i * 20 - 80, pitch: 10, roll: 5, smile: 0.5 },
          },
        ),
      )
      expect(figure.data.every((v) => v >= 0 && v < 50)).toBe(true)
      expect(figure.alpha.every((v) => v >= 0 && v <= 1)).toBe(true)
      expect(figure.alpha.reduce((n, v) => n + v, 0) / (160 * 160)).toBeGreaterThan(0.2)
      expect(figure.alpha[0]).toBe(0)
    })
  })
})
