import type { Coarse } from './coarse.ts'
import type { Composition } from './composition.ts'
import { type Detail } from './details.ts'
import { type Affine, type Rect } from './geometry.ts'
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
/** The device pixels a picture covers inside a pane. */
export declare const coverage: (picture: ViewerPicture, map: Affine, pane: Rect) => Rect
/** Draws a composition; what is not there yet stays clear, so that the page's grey shows through. */
export declare const paint: (
  ink: Ink,
  scratch: () => Ink | null,
  composition: Composition,
  lookup: Lookup,
  moving: boolean,
) => void
