import type { Darkroom } from './darkroom.ts'
import { type Affine, type Rect } from './geometry.ts'
import type { ViewerPicture } from './picture.ts'
/** A part of a full picture, drawn for one place on the stage at the screen's own resolution. */
export type Detail = {
  readonly bitmap: ImageBitmap
  /** Picture pixels to device pixels of the stage, when it was drawn. */
  readonly map: Affine
  /** Where on the stage it lies, in whole device pixels. */
  readonly at: Rect
}
export type Details = {
  readonly get: (slot: string) => Detail | undefined
  /** Has this detail drawn, unless it is there already or being made. */
  readonly want: (slot: string, picture: ViewerPicture, map: Affine, at: Rect) => void
  /** Lets go of everything for pictures that are not among these. */
  readonly keep: (sha256s: ReadonlySet<string>) => void
  readonly held: () => {
    readonly bitmaps: number
    readonly bytes: number
  }
  readonly close: () => void
}
export declare const sameMap: (one: Affine, other: Affine) => boolean
/** One picture in one pane. */
export declare const slotOf: (pane: number, sha256: string) => string
/** The details on the stage. `changed` is called when one arrives, `lost` when a full picture cannot be had. */
export declare const openDetails: (darkroom: Darkroom, changed: () => void, lost: (sha256: string) => void) => Details
