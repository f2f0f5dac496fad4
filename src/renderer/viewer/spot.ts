import { type Composition, pictureAt } from './composition.ts'
import type { Frame } from './frame.ts'
import { IDENTITY, type Point } from './geometry.ts'
import type { Spot } from './look.ts'

/** The place on a picture that a gesture or a command means, or null between the panes. */
export const spotAt = (composition: Composition, frame: Frame, at: Point, alone: boolean): Spot | null => {
  const found = pictureAt(composition, at)
  if (!found) return null
  const { pane, sha256 } = found
  const placement = frame.placements.get(sha256) ?? IDENTITY
  return { bounds: frame.bounds, reach: frame.reach, pane: pane.rect, sha256, placement, at, alone }
}
