import type { Darkroom } from './darkroom.ts'
import type { PictureStatus, ViewerPicture } from './picture.ts'
/** A picture as it is drawn while things move. `whole` says that it has every pixel of the full one, unchanged. */
export type Coarse = {
  readonly bitmap: ImageBitmap
  readonly whole: boolean
}
export type CoarsePictures = {
  readonly get: (sha256: string) => Coarse | undefined
  readonly status: (sha256: string) => PictureStatus
  /** Loads what is not there yet, in this order, and lets go of everything else. */
  readonly want: (pictures: readonly ViewerPicture[]) => void
  /** The full picture could not be had; what is shown stays. */
  readonly lostDetail: (sha256: string) => void
  readonly held: () => {
    readonly bitmaps: number
    readonly bytes: number
  }
  readonly close: () => void
}
/** Keeps screen-size versions of the pictures that are looked at. `changed` is called whenever one arrives or fails. */
export declare const openCoarsePictures: (darkroom: Darkroom, changed: (sha256: string) => void) => CoarsePictures
