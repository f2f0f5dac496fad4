import type { Direction } from './reading/direction.ts'
import type { Crop, FramingWish } from './reading/framing.ts'
import type { PictureSize } from './picture-size.ts'
import { between, chance } from './seed.ts'
import type { Framing, Pose } from './shot.ts'

/** From the eyes to the top of the hair, in widths of the head. */
const CROWN = 0.78
/** From the middle of the head to between the eyes, in widths of the head: how far a turn moves the eyes aside. */
const EYES_BEFORE_MIDDLE = 0.38
/** How far down a figure is drawn, from the eyes, in widths of the head: it has no legs to stand on inside the frame. */
const FIGURE_REACH = 4.3
/** Above this share of the width it is a portrait: centred, with little air above. */
export const PORTRAIT_WIDTH = 0.3

/** How many head widths the picture is high when it shows so much of a person. */
const HEADS_HIGH: Readonly<Record<Crop, number>> = {
  'close-up': 1.9,
  'head-and-shoulders': 2.2,
  'chest-up': 3.8,
  'waist-up': 5.2,
  'knees-up': 6,
  'full-length': 6.6,
}

/** Head widths a crop fills of the picture's width; head and shoulders also have to fit in from side to side. */
const widthOfCrop = (crop: Crop, { width, height }: PictureSize): number =>
  Math.min(crop === 'close-up' ? 0.62 : 0.46, height / width / HEADS_HIGH[crop])

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value))

/** Where the eyes go for a head of this width: a portrait in the middle, a figure in a scene with room in the direction it looks. */
export const eyesFor = (
  faceWidth: number,
  { width, height }: PictureSize,
  yaw: number,
  seed: number,
): Framing['eyes'] => {
  const head = faceWidth * (width / height)
  const aside = Math.sin((yaw * Math.PI) / 180) * EYES_BEFORE_MIDDLE * faceWidth
  if (faceWidth >= PORTRAIT_WIDTH) return [0.5 + aside, clamp(CROWN * head + 0.08, 0.3, 0.52)]
  const room = -Math.sign(yaw) * Math.min(1, Math.abs(yaw) / 40) * between(seed, 'room ahead', 0.02, 0.08)
  const air = CROWN * head + between(seed, 'air above', 0.09, 0.14)
  return [
    clamp(0.5 + room + aside + between(seed, 'sideways', -0.02, 0.02), 0.2, 0.8),
    clamp(Math.max(air, 1 - FIGURE_REACH * head), 0.18, 0.72),
  ]
}

/** A width inside the range told: what the crop leads to, else near the middle. */
const widthFor = (wish: FramingWish, size: PictureSize, seed: number): number => {
  const drawn = chance(seed, 'face width') * 2 - 1
  if (wish.width === null) return wish.crop === null ? 0.2 : widthOfCrop(wish.crop, size) * (1 + drawn * 0.04)
  const { least, most } = wish.width
  const [middle, reach] = [(least + most) / 2, (most - least) / 2]
  const led =
    wish.crop === null ? middle : clamp(widthOfCrop(wish.crop, size), middle - reach * 0.6, middle + reach * 0.6)
  return clamp(led + drawn * reach * 0.25, least, most)
}

/** Framing for a new picture. Left open, the distance wanders from a small figure to a close-up. */
export const newFraming = (wish: FramingWish | null, size: PictureSize, yaw: number, seed: number): Framing => {
  const faceWidth = wish === null ? 0.1 * (0.5 / 0.1) ** chance(seed, 'distance') : widthFor(wish, size, seed)
  return { faceWidth, eyes: eyesFor(faceWidth, size, yaw, seed) }
}

/** Whether the words want head and shoulders or closer. */
export const wantsPortrait = (wish: FramingWish | null): boolean =>
  wish !== null &&
  (wish.width === null
    ? wish.crop === 'close-up' || wish.crop === 'head-and-shoulders'
    : wish.width.least > PORTRAIT_WIDTH)

/**
 * Framing for a picture that builds on another: kept while it fits what is asked, else moved to the nearest width that does.
 * A crop in words ("waist-up") is loose, a percentage is not.
 */
export const keptFraming = (
  framing: Framing,
  wish: FramingWish | null,
  size: PictureSize,
  yaw: number,
  seed: number,
): Framing => {
  if (wish === null) return framing
  if (wantsPortrait(wish) !== framing.faceWidth > PORTRAIT_WIDTH) return newFraming(wish, size, yaw, seed)
  if (wish.width === null) return framing
  const faceWidth = clamp(framing.faceWidth, wish.width.least, wish.width.most)
  return faceWidth === framing.faceWidth ? framing : { faceWidth, eyes: eyesFor(faceWidth, size, yaw, seed) }
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
