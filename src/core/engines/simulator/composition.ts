import type { Direction } from './reading/direction.ts'
import type { FramingWish } from './reading/framing.ts'
import type { PictureSize } from './picture-size.ts'
import { between, chance } from './seed.ts'
import type { Framing, Pose } from './shot.ts'

/** Distance from the eyes to the top of the hair, in widths of the head. */
const CROWN = 0.78
/** Above this share of the width it is a portrait: centred, with little air above. */
export const PORTRAIT_WIDTH = 0.3

/** Where the head goes: a portrait in the middle, a figure in a scene with room in the direction it looks. */
const eyesFor = (faceWidth: number, { width, height }: PictureSize, yaw: number, seed: number): Framing['eyes'] => {
  const crown = CROWN * faceWidth * (width / height)
  if (faceWidth >= PORTRAIT_WIDTH) {
    // A turned head reaches further back than forward.
    const aside = -Math.sin((yaw * Math.PI) / 180) * 0.02
    return [0.5 + aside, Math.min(0.52, Math.max(0.3, crown + 0.08))]
  }
  const room = -Math.sign(yaw) * Math.min(1, Math.abs(yaw) / 40) * between(seed, 'room ahead', 0.03, 0.1)
  const air = between(seed, 'air above', 0.09, 0.15)
  return [0.5 + room + between(seed, 'aside', -0.02, 0.02), Math.min(0.5, Math.max(0.2, crown + air))]
}

/** A width inside the asked range, nearer its middle than its ends. */
const widthIn = ({ least, most }: FramingWish, seed: number): number =>
  (least + most) / 2 + (chance(seed, 'face width') * 2 - 1) * 0.35 * ((most - least) / 2)

/** Framing for a new picture. Left open, the distance wanders from a small figure to a close-up. */
export const newFraming = (wish: FramingWish | null, size: PictureSize, yaw: number, seed: number): Framing => {
  const faceWidth = wish === null ? 0.08 * (0.5 / 0.08) ** chance(seed, 'distance') : widthIn(wish, seed)
  return { faceWidth, eyes: eyesFor(faceWidth, size, yaw, seed) }
}

/**
 * Framing for a picture that builds on another: kept while it fits what is asked, else moved to the nearest width that does.
 * A crop in words ("waist-up") allows a quarter either way, a percentage nothing.
 */
export const keptFraming = (
  framing: Framing,
  wish: FramingWish | null,
  size: PictureSize,
  yaw: number,
  seed: number,
): Framing => {
  if (wish === null) return framing
  const slack = wish.exact ? 0 : 0.25
  const [least, most] = [wish.least * (1 - slack), wish.most * (1 + slack)]
  if (framing.faceWidth >= least && framing.faceWidth <= most) return framing
  const faceWidth =
    wish.least > PORTRAIT_WIDTH ? widthIn(wish, seed) : Math.min(most, Math.max(least, framing.faceWidth))
  const near = Math.max(faceWidth, framing.faceWidth) / Math.min(faceWidth, framing.faceWidth) < 1.6
  return { faceWidth, eyes: near ? framing.eyes : eyesFor(faceWidth, size, yaw, seed) }
}

/**
 * Degrees of yaw for a direction asked for. Told by the edge of the frame it is obeyed. A bare left or right is taken for the
 * subject's own side in about one of three; words about the camera give another angle in every second.
 */
export const yawFor = (direction: Direction, seed: number): number => {
  const edge = direction.edge ?? (chance(seed, 'side') < 0.5 ? 'left' : 'right')
  if (edge === 'viewer') return between(seed, 'front', -2, 2)
  let degrees = direction.degrees ?? between(seed, 'turned', 25, 40)
  let sign = edge === 'right' ? 1 : -1
  if (direction.told === 'bare' && chance(seed, 'misread side') < 0.35) sign = -sign
  if (direction.told === 'camera') {
    if (chance(seed, 'misread camera') < 0.5) degrees = degrees > 60 ? 45 : degrees > 25 ? 12 : 45
    if (chance(seed, 'misread side') < 0.3) sign = -sign
  }
  return sign * Math.min(90, degrees + (degrees === 0 ? 0 : between(seed, 'not quite', -2, 2)))
}

/** A pose nobody asked for: half turned, at ease. */
export const freePose = (seed: number): Pose => ({
  yaw: (chance(seed, 'pose side') < 0.5 ? -1 : 1) * between(seed, 'pose yaw', 10, 38),
  pitch: between(seed, 'pose pitch', -4, 5),
  roll: between(seed, 'pose roll', -4, 4),
  smile: 0,
})
