import type { DarkroomSettings, Negative } from './darkroom-messages.ts'
import type { Affine, Size } from './geometry.ts'
export type Developed =
  | {
      readonly kind: 'picture'
      readonly bitmap: ImageBitmap
    }
  | {
      readonly kind: 'missing'
    }
  /** A newer request took its place, or the darkroom closed: nothing to say to anyone. */
  | {
      readonly kind: 'replaced'
    }
/** The worker that decodes and draws. Whoever receives a bitmap closes it. */
export type Darkroom = {
  /** A proxy or thumbnail, with no more than so many pixels. */
  readonly fetch: (url: string, mostPixels: number) => Promise<Developed>
  readonly prepare: (negative: Negative) => void
  /** The part of a full picture that a slot shows; `map` leads from picture pixels to the output's. */
  readonly develop: (slot: string, negative: Negative, map: Affine, size: Size, smooth: boolean) => Promise<Developed>
  readonly keep: (sha256s: readonly string[]) => void
  /** Full pictures held decoded, and their bytes. */
  readonly memory: () => Promise<{
    readonly bitmaps: number
    readonly bytes: number
  }>
  readonly close: () => void
}
/** Starts the worker. `close` ends it, and with it everything it holds. */
export declare const openDarkroom: (settings: DarkroomSettings) => Darkroom
