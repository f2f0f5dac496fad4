import type { StoreApi } from 'zustand/vanilla'
import type { Composition } from './composition.ts'
import { type Affine, type Size } from './geometry.ts'
import { type Look } from './look.ts'
import type { PictureStatus, ViewerPicture } from './picture.ts'
/** What is to be seen: all compared pictures (they define the frame), what is on the stage, what comes next. */
export type Showing = {
  readonly pictures: readonly ViewerPicture[]
  readonly composition: Composition
  /** Pictures that a step away would show; loaded behind those on the stage. */
  readonly ahead: readonly string[]
}
export type ViewerMemory = {
  readonly bitmaps: number
  readonly bytes: number
}
export type Viewer = {
  readonly show: (showing: Showing) => void
  /** The stage's size in device pixels. */
  readonly resize: (size: Size) => void
  /** Picture pixels to device pixels of the stage, as drawn now; null for a picture that is not in that pane. */
  readonly mapOf: (pane: number, sha256: string) => Affine | null
  /** Every decoded picture that is held, here and in the worker. */
  readonly memory: () => Promise<ViewerMemory>
  readonly close: () => void
}
export type ViewerOptions = {
  readonly look: StoreApi<Look>
  readonly onStatus: (sha256: string, status: PictureStatus) => void
  /** Called after a painting at rest when every picture on the stage has the detail it needs. */
  readonly onSettled?: () => void
  /** Bytes that decoded full pictures may take. */
  readonly budget?: number
}
/** A viewer on a canvas. It draws when something changed and is idle otherwise; `close` gives everything back. */
export declare const openViewer: (canvas: HTMLCanvasElement, options: ViewerOptions) => Viewer
