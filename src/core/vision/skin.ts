import type { LightSide } from '../../contract/index.ts'
import { type Lab, labOf } from './colour.ts'
import { cropOf, type Frame, type Pyramid } from './crop.ts'

export interface FaceLight {
  readonly side: LightSide
  readonly balance: number
  readonly warmth: number
}

const SIDE = 32
/** A clear difference of the halves: less than this is light from the front, or none to speak of. */
const ONE_SIDED = 0.08
/** Mean b* of skin in neutral light, over light and dark skin (Xiao et al., Skin Research and Technology 2017). */
const NEUTRAL_B = 15
/** Darkest and lightest tenth of a half are hair, brows, catchlights: they say nothing of the light. */
const TRIM = 0.1

const trimmedMean = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const cut = Math.floor(sorted.length * TRIM)
  const kept = sorted.slice(cut, sorted.length - cut)
  return kept.reduce((sum, v) => sum + v, 0) / Math.max(1, kept.length)
}

/**
 * Where the light on a face comes from and how warm it is, from the pixels between brow and chin.
 * @param features eyes, nose and mouth; its middle parts the halves.
 */
export const lightOn = (pyramid: Pyramid, features: Frame): FaceLight => {
  const rgb = cropOf(pyramid, features, SIDE)
  const left: Lab[] = []
  const right: Lab[] = []
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      const u = (x + 0.5) / SIDE - 0.5
      const v = (y + 0.5) / SIDE - 0.5
      if ((u / 0.42) ** 2 + (v / 0.48) ** 2 > 1) continue
      const at = (y * SIDE + x) * 3
      const lab = labOf(rgb[at] ?? 0, rgb[at + 1] ?? 0, rgb[at + 2] ?? 0)
      if (u < 0) left.push(lab)
      else right.push(lab)
    }
  }
  const [l, r] = [trimmedMean(left.map(([L]) => L)), trimmedMean(right.map(([L]) => L))]
  const balance = (r - l) / Math.max(1, r + l)
  const warmth = trimmedMean([...left, ...right].map(([, , b]) => b)) - NEUTRAL_B
  return { side: balance > ONE_SIDED ? 'right' : balance < -ONE_SIDED ? 'left' : 'front', balance, warmth }
}
