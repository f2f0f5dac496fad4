import { type Affine, type Rect } from './geometry.ts'
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
/** The frame for these pictures. With no picture it is one unit large. */
export declare const frameOf: (pictures: readonly ViewerPicture[]) => Frame
