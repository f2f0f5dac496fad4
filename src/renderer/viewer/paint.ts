import { SMOOTH_UP_TO } from './camera.ts'
import type { Coarse } from './coarse.ts'
import type { Composition, Layer, Pane } from './composition.ts'
import { type Detail, sameMap } from './details.ts'
import {
  type Affine,
  boundsOf,
  IDENTITY,
  intersection,
  inverse,
  outward,
  type Rect,
  scaleOf,
  scaling,
  translation,
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

/** From the stage to the ink, and whether speed counts for more than looks: while things move. */
type Manner = { readonly base: Affine; readonly hasty: boolean }

const drawCoarse = (ink: Ink, { picture, map }: Drawable, { bitmap, whole }: Coarse, { base, hasty }: Manner): void => {
  const scale = scaleOf(map)
  // A proxy's own pixels are nothing to look at: only the picture's are shown as squares.
  ink.imageSmoothingEnabled = !whole || (scale <= SMOOTH_UP_TO && scale !== 1)
  // Down to half the size bilinear sampling misses nothing; below, smaller copies have to be made, which takes a while.
  const shrinks = (scale * picture.width) / bitmap.width < 0.5
  ink.imageSmoothingQuality = shrinks && !hasty ? 'medium' : 'low'
  const own = scaling(picture.width / bitmap.width, picture.height / bitmap.height)
  ink.setTransform(...chained(chained(own, map), base))
  ink.drawImage(bitmap, 0, 0)
}

const drawDetail = (ink: Ink, { map }: Drawable, detail: Detail, { base }: Manner): void => {
  const still = sameMap(detail.map, map)
  ink.imageSmoothingEnabled = !still
  ink.setTransform(...(still ? base : chained(chained(inverse(detail.map), map), base)))
  ink.drawImage(detail.bitmap, detail.at.x, detail.at.y)
}

/**
 * Draws a picture with the best there is: its detail where that fits exactly; while moving, the proxy with the last detail
 * over it. `once` forbids drawing twice, for layers that mix with what lies below.
 */
const drawPicture = (ink: Ink, drawable: Drawable, pane: Rect, once: boolean, manner: Manner): void => {
  const { detail, coarse, map, picture } = drawable
  const exact = detail && sameMap(detail.map, map) && covers(detail, coverage(picture, map, pane))
  if (exact) return drawDetail(ink, drawable, detail, manner)
  if (coarse) drawCoarse(ink, drawable, coarse, manner)
  const finer = detail && (!coarse || scaleOf(detail.map) > coarse.bitmap.width / picture.width)
  if (finer && !(once && coarse)) drawDetail(ink, drawable, detail, manner)
}

const paintLayer = (ink: Ink, pane: Pane, layer: Layer, drawable: Drawable, hasty: boolean): void => {
  const opacity = layer.opacity ?? 1
  if (opacity === 0) return
  ink.save()
  within(ink, layer.clip ? intersection(layer.clip, pane.rect) : pane.rect)
  ink.globalAlpha = opacity
  drawPicture(ink, drawable, pane.rect, opacity < 1, { base: IDENTITY, hasty })
  ink.restore()
}

/**
 * Leaves |one - other| x 2^doublings in `one`. By hand: exact at any gain, and in a canvas without a graphics card several
 * times faster than blending with "difference" and "lighter".
 */
const subtract = (one: Uint8ClampedArray, other: Uint8ClampedArray, doublings: number): void => {
  const gain = 2 ** doublings
  for (let at = 0; at < one.length; at += 4)
    for (let channel = at; channel < at + 3; channel++)
      one[channel] = Math.abs((one[channel] ?? 0) - (other[channel] ?? 0)) * gain
}

/**
 * |first - second| x 2^doublings, clamped as light is; where only one picture lies, that one itself. `share` is how much of
 * the resolution is worked out: all of it at rest, less while moving.
 */
const paintDifference = (
  ink: Ink,
  scratch: Ink,
  { rect }: Pane,
  pair: readonly Drawable[],
  doublings: number,
  share: number,
): void => {
  const shown = intersection(union(pair.map(({ picture, map }) => coverage(picture, map, rect))), rect)
  if (shown.width === 0 || shown.height === 0) return
  const { canvas } = scratch
  const size = { width: Math.ceil(shown.width * share), height: Math.ceil(shown.height * share) }
  if (canvas.width < size.width) canvas.width = size.width
  if (canvas.height < size.height) canvas.height = size.height
  const base = chained(translation(-shown.x, -shown.y), scaling(share))
  const [one, other] = pair.map((drawable) => {
    scratch.setTransform(1, 0, 0, 1, 0, 0)
    scratch.fillStyle = '#000'
    scratch.fillRect(0, 0, size.width, size.height)
    drawPicture(scratch, drawable, rect, true, { base, hasty: share < 1 })
    return scratch.getImageData(0, 0, size.width, size.height)
  })
  if (!one || !other) return
  subtract(one.data, other.data, doublings)
  scratch.putImageData(one, 0, 0)
  ink.setTransform(1, 0, 0, 1, 0, 0)
  ink.imageSmoothingEnabled = share < 1
  const seen = [0, 0, shown.width * share, shown.height * share] as const
  ink.drawImage(canvas, ...seen, shown.x, shown.y, shown.width, shown.height)
}

/** The share of a difference's resolution that is worked out while things move. */
const WHILE_MOVING = 0.5

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
  composition.panes.forEach((pane, index) => {
    const drawn = pane.layers.flatMap((layer) => {
      const drawable = lookup(index, layer.sha256)
      return drawable ? [{ layer, drawable }] : []
    })
    const dark = pane.difference && drawn.length > 1 ? scratch() : null
    if (pane.difference && dark) {
      const pair = drawn.slice(0, 2).map(({ drawable }) => drawable)
      paintDifference(ink, dark, pane, pair, pane.difference.doublings, moving ? WHILE_MOVING : 1)
    } else for (const { layer, drawable } of drawn) paintLayer(ink, pane, layer, drawable, moving)
  })
}
