import { SMOOTH_UP_TO } from './camera.ts'
import type { Coarse } from './coarse.ts'
import type { Composition, Layer, Pane } from './composition.ts'
import { type Detail, sameMap } from './details.ts'
import {
  type Affine,
  boundsOf,
  intersection,
  inverse,
  outward,
  type Rect,
  scaleOf,
  scaling,
  chained,
  union,
} from './geometry.ts'
import type { ViewerPicture } from './picture.ts'

/** A picture in a pane with all that is there to draw it. */
export type Drawable = {
  readonly picture: ViewerPicture
  readonly map: Affine
  readonly coarse: Coarse | undefined
  readonly detail: Detail | undefined
}

/** What the painter asks for while it draws; null for a picture that is not there. */
export type Lookup = (pane: number, sha256: string) => Drawable | null

export type Ink = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D

const within = (ink: Ink, { x, y, width, height }: Rect): void => {
  ink.beginPath()
  ink.rect(x, y, width, height)
  ink.clip()
}

/** The device pixels a picture covers inside a pane. */
export const coverage = (picture: ViewerPicture, map: Affine, pane: Rect): Rect =>
  outward(intersection(boundsOf(map, picture), pane))

const covers = (detail: Detail, needed: Rect): boolean => {
  const shared = intersection(detail.at, needed)
  return shared.width === needed.width && shared.height === needed.height
}

const drawCoarse = (ink: Ink, { picture, map }: Drawable, { bitmap, whole }: Coarse): void => {
  const scale = scaleOf(map)
  // A proxy's own pixels are nothing to look at: only the picture's are shown as squares.
  ink.imageSmoothingEnabled = !whole || (scale <= SMOOTH_UP_TO && scale !== 1)
  ink.setTransform(...chained(scaling(picture.width / bitmap.width, picture.height / bitmap.height), map))
  ink.drawImage(bitmap, 0, 0)
}

const drawDetail = (ink: Ink, { map }: Drawable, detail: Detail): void => {
  if (sameMap(detail.map, map)) {
    ink.imageSmoothingEnabled = false
    ink.setTransform(1, 0, 0, 1, 0, 0)
  } else {
    ink.imageSmoothingEnabled = true
    ink.setTransform(...chained(inverse(detail.map), map))
  }
  ink.drawImage(detail.bitmap, detail.at.x, detail.at.y)
}

/**
 * Draws a picture with the best there is: its detail where that fits exactly; while moving, the proxy with the last detail
 * over it. `once` forbids drawing twice, for layers that mix with what lies below.
 */
const drawPicture = (ink: Ink, drawable: Drawable, pane: Rect, once: boolean): void => {
  const { detail, coarse, map, picture } = drawable
  const exact = detail && sameMap(detail.map, map) && covers(detail, coverage(picture, map, pane))
  if (exact) return drawDetail(ink, drawable, detail)
  if (coarse) drawCoarse(ink, drawable, coarse)
  const finer = detail && (!coarse || scaleOf(detail.map) > coarse.bitmap.width / picture.width)
  if (finer && !(once && coarse)) drawDetail(ink, drawable, detail)
}

const paintLayer = (ink: Ink, pane: Pane, layer: Layer, drawable: Drawable): void => {
  const opacity = layer.opacity ?? 1
  if (opacity === 0) return
  ink.save()
  within(ink, layer.clip ? intersection(layer.clip, pane.rect) : pane.rect)
  ink.globalAlpha = opacity
  drawPicture(ink, drawable, pane.rect, opacity < 1)
  ink.restore()
}

/** |first - second| x 2^doublings, clamped as light is; where only one picture lies, that one itself. */
const paintDifference = (
  ink: Ink,
  scratch: Ink,
  { rect }: Pane,
  pair: readonly Drawable[],
  doublings: number,
): void => {
  const { canvas } = scratch
  if (canvas.width !== ink.canvas.width || canvas.height !== ink.canvas.height) {
    canvas.width = ink.canvas.width
    canvas.height = ink.canvas.height
  }
  scratch.save()
  within(scratch, rect)
  scratch.fillStyle = '#000'
  scratch.fillRect(rect.x, rect.y, rect.width, rect.height)
  for (const drawable of pair) {
    drawPicture(scratch, drawable, rect, true)
    scratch.globalCompositeOperation = 'difference'
  }
  scratch.setTransform(1, 0, 0, 1, 0, 0)
  scratch.imageSmoothingEnabled = false
  scratch.globalCompositeOperation = 'lighter'
  for (let doubling = 0; doubling < doublings; doubling++) scratch.drawImage(canvas, 0, 0)
  scratch.restore()
  const shown = intersection(union(pair.map(({ picture, map }) => coverage(picture, map, rect))), rect)
  if (shown.width === 0 || shown.height === 0) return
  ink.setTransform(1, 0, 0, 1, 0, 0)
  ink.imageSmoothingEnabled = false
  ink.drawImage(canvas, shown.x, shown.y, shown.width, shown.height, shown.x, shown.y, shown.width, shown.height)
}

/** Draws a composition; what is not there yet stays clear, so that the page's grey shows through. */
export const paint = (
  ink: Ink,
  scratch: () => Ink | null,
  composition: Composition,
  lookup: Lookup,
  moving: boolean,
): void => {
  ink.setTransform(1, 0, 0, 1, 0, 0)
  ink.clearRect(0, 0, ink.canvas.width, ink.canvas.height)
  ink.imageSmoothingQuality = moving ? 'low' : 'medium'
  composition.panes.forEach((pane, index) => {
    const drawn = pane.layers.flatMap((layer) => {
      const drawable = lookup(index, layer.sha256)
      return drawable ? [{ layer, drawable }] : []
    })
    const dark = pane.difference && drawn.length > 1 ? scratch() : null
    if (pane.difference && dark) {
      const pair = drawn.slice(0, 2).map(({ drawable }) => drawable)
      paintDifference(ink, dark, pane, pair, pane.difference.doublings)
    } else for (const { layer, drawable } of drawn) paintLayer(ink, pane, layer, drawable)
  })
}
