import { describe, expect, it } from 'vitest'
import { Sha256 } from '../../../src/contract/index.ts'
import { likenessOf, type LikenessReference } from '../../../src/core/vision/likeness.ts'

/** A descriptor at a distance along one of its numbers: distances of faces are what counts, not where they lie. */
const at = (distance: number, along = 0): Float32Array => {
  const numbers = new Float32Array(128)
  numbers[along] = distance
  return numbers
}

const photo = (name: string, yaw: number, descriptor: Float32Array): LikenessReference => ({
  sha256: Sha256.parse(name.repeat(64).slice(0, 64)),
  kind: 'photo',
  yaw,
  descriptor,
})

/** Three fronts of one person, .40, .42 and .44 apart: their own spread is .40. */
const fronts = [photo('a', 0, at(0)), photo('b', 8, at(0.4)), photo('c', -8, at(0.42, 1))]
const face = (distance: number, yaw = 0, width = 300) => ({ yaw, width, descriptor: at(distance, 2) })

describe('likeness', () => {
  it('[V22] is 1 at the distance that the own photos have from each other, and 0 at that of strangers', () => {
    expect(likenessOf(face(0.4), fronts)).toMatchObject({ score: 1, band: 'own', reference: fronts[0]!.sha256 })
    expect(likenessOf(face(0.83), fronts)).toMatchObject({ score: 0, band: 'stranger' })
    const between = likenessOf(face(0.615), fronts).score!
    expect(between).toBeCloseTo(0.5, 2)
    // Strangers are nearer to each other in profile, where less of a face is seen.
    const profiles = [photo('e', 88, at(0)), photo('f', 84, at(0.4))]
    expect(likenessOf(face(0.76, 90), profiles)).toMatchObject({ score: 0 })
    expect(likenessOf(face(0.76), fronts).score!).toBeGreaterThan(0.1)
    // Somebody whose photos differ more is given more.
    const various = [photo('a', 0, at(0)), photo('b', 8, at(0.54)), photo('c', -8, at(0.54, 1))]
    expect(likenessOf(face(0.615), various).score!).toBeGreaterThan(between + 0.1)
  })

  it('[V23] is red beyond the distance that tells people apart, unsure before it', () => {
    const bands = [0.3, 0.5, 0.57, 0.61, 0.9].map((distance) => likenessOf(face(distance), fronts).band)
    expect(bands).toEqual(['own', 'own', 'unsure', 'stranger', 'stranger'])
    expect(likenessOf(face(0.3, 0, 40), fronts)).toMatchObject({ band: 'unsure' })
  })

  it('[V24] says a face may be pasted that is nearer to a photo than the photos are to each other', () => {
    expect(likenessOf(face(0.05), fronts)).toMatchObject({ band: 'possible-paste', score: 1 })
    expect(likenessOf(face(0.35), fronts).band).toBe('own')
  })

  it('[V25] is uncalibrated with one photo, and unknown from a side that no reference shows', () => {
    expect(likenessOf(face(0.5), fronts.slice(0, 1))).toMatchObject({ band: 'uncalibrated', distance: 0.5 })
    expect(likenessOf(face(0.5, 80), fronts)).toMatchObject({ band: 'unknown', score: null, distance: null })
    expect(likenessOf(face(0.5), [])).toMatchObject({ band: 'unknown', reference: null })
  })

  it('[V26] is told by photos, and by views only where no photo looks the same way', () => {
    const view: LikenessReference = { ...photo('d', 84, at(0.1)), kind: 'view' }
    const near: LikenessReference = { ...photo('e', 2, at(0.3, 2)), kind: 'view' }
    expect(likenessOf(face(0.35, 80), [...fronts, view, near])).toMatchObject({ reference: view.sha256 })
    expect(likenessOf(face(0.35), [...fronts, view, near])).toMatchObject({ reference: fronts[0]!.sha256 })
  })
})
