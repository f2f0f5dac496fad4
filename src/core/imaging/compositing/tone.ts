import { weightedBlur } from './blur.ts'
import { placeOf, slopeOf } from './light-slope.ts'
import { CHANNELS, fromLogLight, type LabPicture, toLogLight } from './lab.ts'

/** Middle of the values that count. */
const middleOf = (values: Float32Array, counts: Float32Array): number => {
  const chosen: number[] = []
  for (let at = 0; at < values.length; at += 3) if ((counts[at] ?? 0) > 0.5) chosen.push(values[at] ?? 0)
  const sorted = Float64Array.from(chosen).toSorted()
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

/** The same picture with every channel moved by a field of its own. */
const moved = (picture: LabPicture, by: (channel: 0 | 1 | 2, at: number) => number): LabPicture => {
  const [a, b, c] = CHANNELS.map((channel) => picture.channels[channel].map((value, at) => value + by(channel, at)))
  if (!a || !b || !c) throw new Error('three planes were moved')
  return { width: picture.width, height: picture.height, channels: [a, b, c] }
}

/** OKLab distance beyond which a pixel is no skin in one of the two pictures: hair, a beard, a shadow's edge. */
const TRUST = 0.09
const ROUNDS = 4
/** Logarithms of light: a stop is 0.7. What is further off than about half a stop is hardly light alone. */
const SLOPE_SCALE = 0.4
/** Of the step between the two skins whites of eyes and teeth are spared so much: they share the light and not the skin. */
const SPARED = 0.6

export interface Toned {
  /** The patch under the scene's light. */
  readonly patch: LabPicture
  /** How far each pixel may be taken for skin in both pictures, 0 to 1. */
  readonly alike: Float32Array
  /** Lightness (OKLab, 0 to 1) by which the portrait's skin had to be moved; below 0 darker. */
  readonly step: number
  /** How much more light, as a logarithm, the scene has half its area further to the right than the patch. */
  readonly slant: number
  /** The same of the patch alone: how much more light it has on its right. */
  readonly ownSlant: number
}

/**
 * The patch in the scene's colour and light. Two faces in two lights differ by a factor of red, green and blue at each
 * place: skin times light. That factor is read where both pictures show skin, first one that grows evenly across
 * the face, then smoothed over `reach` pixels, so that the key side, the shadow side and their colours become the scene's, while everything finer
 * than that, a person's features, stays. Hair, beard and hands are left out by counting each pixel the less the further it
 * is from what the smoothed factor makes of it (Tukey's biweight, iterated).
 * @param parts where plain skin is, and the openings of eyes and mouth, 0 to 1
 */
export const toneToScene = (
  scene: LabPicture,
  patch: LabPicture,
  parts: Readonly<Record<'skin' | 'openings', Float32Array>>,
  reach: number,
): Toned => {
  const { skin, openings } = parts
  const { width, height } = scene
  const there = toLogLight(scene)
  const here = toLogLight(patch)
  const shift = CHANNELS.map(
    (channel) => middleOf(there.channels[channel], skin) - middleOf(here.channels[channel], skin),
  )
  const difference = CHANNELS.map((channel) =>
    there.channels[channel].map((value, at) => value - (here.channels[channel][at] ?? 0)),
  )
  const slopes = difference.map((plane) => slopeOf(plane, scene, skin, SLOPE_SCALE))
  const sloped = (channel: number, at: number): number => {
    const slope = slopes[channel]
    if (!slope) return 0
    const [x, y] = placeOf(at, width, height)
    return slope.middle + slope.across * x + slope.down * y
  }
  let lit = fromLogLight(moved(here, sloped))
  const alike = new Float32Array(width * height).fill(1)
  const judge = (trust: number): void => {
    const [l, a, b] = scene.channels
    const [litL, litA, litB] = lit.channels
    for (let at = 0; at < alike.length; at++) {
      const bright = (l[at] ?? 0) - (litL[at] ?? 0)
      const red = 2 * ((a[at] ?? 0) - (litA[at] ?? 0))
      const yellow = 2 * ((b[at] ?? 0) - (litB[at] ?? 0))
      const squared = (bright * bright + red * red + yellow * yellow) / (trust * trust)
      alike[at] = squared >= 1 ? 0 : (1 - squared) ** 2
    }
  }
  judge(3 * TRUST)
  for (let round = 0; round < ROUNDS; round++) {
    const weights = skin.map((value, at) => value * (alike[at] ?? 0) + 1e-5)
    const sigma = reach * Math.max(1, 2.2 - 0.5 * round)
    const field = difference.map((data) => weightedBlur({ width, height, data }, weights, sigma))
    lit = fromLogLight(
      moved(here, (channel, at) => (field[channel]?.[at] ?? 0) - SPARED * (openings[at] ?? 0) * (shift[channel] ?? 0)),
    )
    judge(round === 0 ? 2 * TRUST : TRUST)
  }
  return {
    patch: lit,
    alike,
    step: middleOf(scene.channels[0], skin) - middleOf(patch.channels[0], skin),
    slant: slopes[1]?.across ?? 0,
    ownSlant: slopeOf(here.channels[1], scene, skin, SLOPE_SCALE).across,
  }
}
