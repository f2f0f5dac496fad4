import { boundsOf, type Affine, type Rect, type Size, union } from './geometry.ts'
import type { ViewerPicture } from './picture.ts'

/**
 * The plane that all compared pictures lie on. Its unit is a pixel of the largest picture, so that 100 % shows that one
 * exactly; smaller ones are scaled to the same relative coordinates ("lock by picture"). It depends on the whole selection,
 * never on which two are looked at: stepping keeps the view.
 */
export type Frame = {
  /** What "fit" must show, in frame units. */
  readonly bounds: Rect
  /** Picture pixels to frame units, by sha256. */
  readonly placements: ReadonlyMap<string, Affine>
}

/** Lays a picture of this size centred into the frame, as large as it can be without being cut. */
const contained = (picture: Size, frame: Size): Affine => {
  const scale = Math.min(frame.width / picture.width, frame.height / picture.height)
  return [scale, 0, 0, scale, (frame.width - picture.width * scale) / 2, (frame.height - picture.height * scale) / 2]
}

/** The frame for these pictures. With no picture it is one unit large. */
export const frameOf = (pictures: readonly ViewerPicture[]): Frame => {
  const [first] = pictures
  if (!first) return { bounds: { x: 0, y: 0, width: 1, height: 1 }, placements: new Map() }
  const largest = pictures.reduce((most, picture) =>
    picture.width * picture.height > most.width * most.height ? picture : most,
  )
  const placements = new Map(
    pictures.map((picture) => [picture.sha256, picture.registration ?? contained(picture, largest)] as const),
  )
  const bounds = union(
    pictures.map((picture) => boundsOf(placements.get(picture.sha256) ?? [1, 0, 0, 1, 0, 0], picture)),
  )
  return { bounds, placements }
}
