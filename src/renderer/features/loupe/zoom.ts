export type Size = { readonly width: number; readonly height: number }
export type Point = { readonly x: number; readonly y: number }

/** Where a picture lies on the stage: its upper left corner and its size, in CSS pixels of the stage per picture pixel. */
export type Place = Point & { readonly scale: number }

/** The whole picture in the middle of the stage, never larger than its own pixels. */
export const fitted = (picture: Size, stage: Size): Place => {
  const scale = Math.min(stage.width / picture.width, stage.height / picture.height, 1)
  if (!Number.isFinite(scale)) return { x: 0, y: 0, scale: 1 }
  return { scale, x: (stage.width - picture.width * scale) / 2, y: (stage.height - picture.height * scale) / 2 }
}

/** Another scale; the point of the picture at `at` on the stage stays where it is. */
export const zoomedAt = (place: Place, at: Point, scale: number): Place => ({
  scale,
  x: at.x - ((at.x - place.x) / place.scale) * scale,
  y: at.y - ((at.y - place.y) / place.scale) * scale,
})

export const moved = (place: Place, x: number, y: number): Place => ({ ...place, x: place.x + x, y: place.y + y })
