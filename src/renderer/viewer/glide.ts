import type { Affine } from './geometry.ts'

/** Milliseconds from where pictures lay to where a new frame lays them: long enough to be followed, too short to be waited for. */
export const GLIDE_MS = 180

/** Begins and ends slowly: smoothstep, 3t² - 2t³. */
const eased = (share: number): number => share * share * (3 - 2 * share)

/** The map on the way from one to the other, every point of the picture on a straight line. `share`: 0 the one, 1 the other. */
export const between = (from: Affine, to: Affine, share: number): Affine => {
  if (share >= 1) return to
  const at = eased(Math.max(0, share))
  const mixed = (index: 0 | 1 | 2 | 3 | 4 | 5): number => from[index] + (to[index] - from[index]) * at
  return [mixed(0), mixed(1), mixed(2), mixed(3), mixed(4), mixed(5)]
}

/** Pictures on their way to new places. What it leads to may move on meanwhile: a drag is followed at once. */
export type Glide = {
  /** Sets out from where pictures are drawn now, by slot. */
  readonly begin: (from: ReadonlyMap<string, Affine>, now: number) => void
  readonly going: (now: number) => boolean
  /** Where a picture is drawn now that is to be drawn at `to`. */
  readonly on: (slot: string, to: Affine, now: number) => Affine
}

export const openGlide = (): Glide => {
  let from: ReadonlyMap<string, Affine> = new Map()
  let began = Number.NEGATIVE_INFINITY
  return {
    begin: (maps, now) => {
      from = maps
      began = now
    },
    going: (now) => now - began < GLIDE_MS,
    on: (slot, to, now) => {
      const left = from.get(slot)
      return left && now - began < GLIDE_MS ? between(left, to, (now - began) / GLIDE_MS) : to
    },
  }
}
