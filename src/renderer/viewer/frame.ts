import { boundsOf, type Affine, type Rect, type Size, union } from './geometry.ts'
import type { ViewerPicture } from './picture.ts'
import type { Registration } from './registration.ts'

/**
 * The plane that all compared pictures lie on. Its unit is a pixel of the largest picture, so that 100 % shows that one
 * exactly; smaller ones are scaled to the same relative coordinates ("lock by picture"). It depends on the whole selection,
 * never on which two are looked at: stepping keeps the view.
 */
export type Frame = {
  /** What "fit" must show, in frame units. */
  readonly bounds: Rect
  /** All there is on the plane: as far as people can move. */
  readonly reach: Rect
  /** Picture pixels to frame units, by sha256. */
  readonly placements: ReadonlyMap<string, Affine>
}

/** Lays a picture of this size centred into a part of the frame, as large as it can be without being cut. */
const contained = (picture: Size, into: Rect): Affine => {
  const scale = Math.min(into.width / picture.width, into.height / picture.height)
  return [
    scale,
    0,
    0,
    scale,
    into.x + (into.width - picture.width * scale) / 2,
    into.y + (into.height - picture.height * scale) / 2,
  ]
}

const NOTHING: Rect = { x: 0, y: 0, width: 1, height: 1 }

/**
 * The frame for these pictures: by their whole areas, or by their faces where a registration is given; a picture without a face
 * then stands whole in what "fit" shows. With no picture it is one unit large.
 */
export const frameOf = (pictures: readonly ViewerPicture[], registration: Registration | null = null): Frame => {
  const [first] = pictures
  if (!first) return { bounds: NOTHING, reach: NOTHING, placements: new Map() }
  const largest = pictures.reduce((most, picture) =>
    picture.width * picture.height > most.width * most.height ? picture : most,
  )
  const room = registration?.bounds ?? { x: 0, y: 0, width: largest.width, height: largest.height }
  const placements = new Map(
    pictures.map(
      (picture) => [picture.sha256, registration?.placements.get(picture.sha256) ?? contained(picture, room)] as const,
    ),
  )
  const reach = union(
    pictures.map((picture) => boundsOf(placements.get(picture.sha256) ?? [1, 0, 0, 1, 0, 0], picture)),
  )
  return { bounds: registration?.bounds ?? reach, reach, placements }
}
