import { describe, expect, it } from 'vitest'
import { composeShot } from '../../../../../src/core/engines/simulator/worlds/compose.ts'
import { headOf, shotOf } from './shots.ts'

const STYLES = ['none', 'noir', 'painterly', 'golden', 'cold', 'pastel', 'neon', 'vintage'] as const

/** Mean display red, green and blue. */
const colourOf = (data: Uint8Array): readonly [number, number, number] => {
  const sum: [number, number, number] = [0, 0, 0]
  for (let i = 0; i < data.length; i += 3) for (const c of [0, 1, 2] as const) sum[c] += data[i + c]!
  return [(sum[0] * 3) / data.length, (sum[1] * 3) / data.length, (sum[2] * 3) / data.length]
}

const warmth = (data: Uint8Array): number => colourOf(data)[0] / colourOf(data)[2]
const bright = (data: Uint8Array): number => colourOf(data).reduce((a, b) => a + b)

describe('a figure in its world, on film', () => {
  it('[S2] equal shots and figures are equal bytes', () => {
    const shot = shotOf({ kind: 'concert-hall' })
    expect(composeShot(shot, headOf(shot))).toEqual(composeShot(shot, headOf(shot)))
  })

  it('[S2] leaves the figure it was given untouched', () => {
    const shot = shotOf({ kind: 'sea' })
    const figure = headOf(shot)
    composeShot(shot, figure)
    expect(figure).toEqual(headOf(shot))
  })

  it.each(['studio', 'cinematic', 'documentary'] as const)(
    '[S3] on the white world every pixel without figure is 255 (%s)',
    (look) => {
      const shot = shotOf({ kind: 'white', look })
      const figure = headOf(shot)
      const { data } = composeShot(shot, figure)
      let darkest = 255
      let covered = 0
      for (let p = 0; p < figure.alpha.length; p++)
        if (figure.alpha[p] === 0) darkest = Math.min(darkest, data[p * 3]!, data[p * 3 + 1]!, data[p * 3 + 2]!)
        else if (figure.alpha[p] === 1 && data[p * 3]! < 250) covered++
      expect(darkest).toBe(255)
      expect(covered).toBeGreaterThan(500)
    },
  )

  it('[S30] noir has no colour at all', () => {
    const shot = shotOf({ kind: 'street', hour: 'night', style: 'noir' })
    const { data } = composeShot(shot, headOf(shot))
    let coloured = 0
    for (let i = 0; i < data.length; i += 3)
      if (Math.abs(data[i]! - data[i + 1]!) > 1 || Math.abs(data[i + 1]! - data[i + 2]!) > 1) coloured++
    expect(coloured).toBe(0)
  })

  it('[S30] golden is warmer than the plain film, cold is colder, pastel lighter and paler, vintage has no deep black', () => {
    const seen = Object.fromEntries(
      STYLES.map((style) => {
        const shot = shotOf({ kind: 'library', hour: 'day', style })
        return [style, composeShot(shot, headOf(shot)).data]
      }),
    )
    expect(warmth(seen['golden']!)).toBeGreaterThan(1.1 * warmth(seen['none']!))
    expect(warmth(seen['cold']!)).toBeLessThan(0.9 * warmth(seen['none']!))
    expect(bright(seen['pastel']!)).toBeGreaterThan(1.15 * bright(seen['none']!))
    expect(seen['none']!.reduce((low, v) => Math.min(low, v), 255)).toBeLessThan(12)
    expect(seen['vintage']!.toSorted((a, b) => a - b)[Math.floor(0.001 * seen['vintage']!.length)]).toBeGreaterThan(8)
  })

  it('[S30] all eight styles look different', () => {
    const pictures = STYLES.map((style) => {
      const shot = shotOf({ kind: 'workshop', hour: 'day', style })
      return composeShot(shot, headOf(shot)).data
    })
    for (const [i, a] of pictures.entries())
      for (const b of pictures.slice(i + 1)) {
        let apart = 0
        for (let k = 0; k < a.length; k++) apart += Math.abs(a[k]! - b[k]!)
        expect(apart / a.length).toBeGreaterThan(4)
      }
  })

  it('[S30] cinema loses light in the corners and has grain; a studio picture has neither', () => {
    const cinema = shotOf({ kind: 'studio', seed: 9 })
    const studio = shotOf({ kind: 'studio', seed: 9, look: 'studio' })
    const corner = (shot: typeof cinema): number => {
      const { data, width } = composeShot(shot, headOf(shot))
      let sum = 0
      for (let y = 0; y < 20; y++) for (let x = 0; x < 20; x++) sum += data[(y * width + x) * 3 + 1]!
      return sum / 400
    }
    expect(corner(cinema)).toBeLessThan(corner(studio))
    expect(noiseOf(composeShot(cinema, headOf(cinema)))).toBeGreaterThan(
      2 * noiseOf(composeShot(studio, headOf(studio))),
    )
  })

  it.each(STYLES)('[S31] the face stays readable: %s keeps it well between black and white', (style) => {
    const shot = shotOf({ kind: 'stage', hour: 'night', style })
    const { data, width, height } = composeShot(shot, headOf(shot, 0.25))
    const at = (Math.round(0.33 * height) * width + Math.round(0.5 * width)) * 3
    let sum = 0
    for (let y = -3; y <= 3; y++)
      for (let x = -3; x <= 3; x++) for (let c = 0; c < 3; c++) sum += data[at + (y * width + x) * 3 + c]!
    expect(sum / 147).toBeGreaterThan(95)
    expect(sum / 147).toBeLessThan(235)
  })

  it('[S31] the light behind wraps around the edge of the figure', () => {
    const shot = shotOf({ kind: 'sky', hour: 'day', look: 'studio' })
    const figure = headOf(shot, 0.02)
    const { data, width, height } = composeShot(shot, figure)
    const row = Math.round(0.33 * height) * width
    let edge = Math.round(0.5 * width)
    while (figure.alpha[row + edge + 1]! > 0.999) edge++
    const middle = data[(row + Math.round(0.5 * width)) * 3]!
    const inside = data[(row + edge) * 3]!
    expect(inside).toBeGreaterThan(middle + 8)
  })
})

const noiseOf = ({ data, width }: { data: Uint8Array; width: number }): number => {
  let sum = 0
  let n = 0
  for (let y = 60; y < 140; y++)
    for (let x = 10; x < 50; x++) {
      const i = (y * width + x) * 3 + 1
      sum += Math.abs(2 * data[i]! - data[i - 3]! - data[i + 3]!)
      n++
    }
  return sum / n
}
