import type { Rect, Size } from '../../viewer/geometry.ts'

/** Heights and gaps on the stage, in CSS pixels. */
const CAPTION = 26
const GAP = 4

/** Where a picture goes, and the strip above it that names it; device pixels of the stage. */
export type Cell = { readonly caption: Rect; readonly pane: Rect }

/** How large a picture of these proportions (width / height) is in a box: its area. */
const shownArea = (box: Size, proportions: number): number => {
  const width = Math.min(box.width, box.height * proportions)
  return width <= 0 ? 0 : (width * width) / proportions
}

/**
 * Equal cells for so many pictures, in the number of columns that shows them largest; a last row that is not full stands in
 * the middle. All cells have the same whole size, so that a locked camera shows the same pixels in each.
 */
export const gridOf = (stage: Size, density: number, count: number, proportions: number): readonly Cell[] => {
  if (count === 0) return []
  const gap = Math.round(GAP * density)
  const strip = Math.round(CAPTION * density)
  const boxFor = (columns: number): Size => {
    const rows = Math.ceil(count / columns)
    return {
      width: Math.max(1, Math.floor((stage.width - gap * (columns - 1)) / columns)),
      height: Math.max(1, Math.floor((stage.height - gap * (rows - 1)) / rows) - strip),
    }
  }
  let columns = 1
  for (let tried = 2; tried <= count; tried++)
    if (shownArea(boxFor(tried), proportions) > shownArea(boxFor(columns), proportions) * 1.001) columns = tried
  const { width, height } = boxFor(columns)
  const rows = Math.ceil(count / columns)
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / columns)
    const inRow = row === rows - 1 ? count - row * columns : columns
    const left = Math.floor((stage.width - inRow * width - (inRow - 1) * gap) / 2)
    const x = left + (index % columns) * (width + gap)
    const y = row * (height + strip + gap)
    return { caption: { x, y, width, height: strip }, pane: { x, y: y + strip, width, height } }
  })
}

/** One cell that takes the whole stage. */
export const wholeStage = (stage: Size, density: number): Cell => {
  const strip = Math.round(CAPTION * density)
  return {
    caption: { x: 0, y: 0, width: stage.width, height: strip },
    pane: { x: 0, y: strip, width: stage.width, height: Math.max(1, stage.height - strip) },
  }
}

/** The caption above a pane; every layout puts it there. */
export const captionOf = (pane: Rect, density: number): Rect => {
  const strip = Math.round(CAPTION * density)
  return { x: pane.x, y: pane.y - strip, width: pane.width, height: strip }
}
