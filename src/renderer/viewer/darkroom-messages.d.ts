import type { Affine } from './geometry.ts'
/** A full picture: where it is, and how large it is said to be (its map is told in those pixels). */
export type Negative = {
  readonly sha256: string
  readonly url: string
  readonly width: number
  readonly height: number
}
/** What is asked of the darkroom. Addresses are absolute: a worker has another base than the page. */
export type DarkroomRequest =
  /** Decode a proxy or thumbnail, made smaller when it has more pixels than `mostPixels`. */
  | {
      readonly kind: 'fetch'
      readonly id: number
      readonly url: string
      readonly mostPixels: number
    }
  /** Decode a full picture ahead, so that its detail is near. */
  | {
      readonly kind: 'prepare'
      readonly negative: Negative
    }
  /**
   * Draw the part of a full picture that a pane shows, at the screen's own resolution. `map` leads from picture pixels to
   * the output's. A newer request for the same slot replaces one that waits.
   */
  | {
      readonly kind: 'develop'
      readonly id: number
      readonly slot: string
      readonly negative: Negative
      readonly map: Affine
      readonly width: number
      readonly height: number
      readonly smooth: boolean
    }
  /** Let go of every full picture that is not among these. */
  | {
      readonly kind: 'keep'
      readonly sha256s: readonly string[]
    }
  | {
      readonly kind: 'memory'
      readonly id: number
    }
/** What the darkroom answers. */
export type DarkroomAnswer =
  | {
      readonly kind: 'picture'
      readonly id: number
      readonly bitmap: ImageBitmap
    }
  /** The picture could not be had: gone, unreadable, or the request was replaced by a newer one. */
  | {
      readonly kind: 'none'
      readonly id: number
      readonly because: 'missing' | 'replaced'
    }
  | {
      readonly kind: 'memory'
      readonly id: number
      readonly bitmaps: number
      readonly bytes: number
    }
/** What the darkroom is told when it opens. */
export type DarkroomSettings = {
  readonly budget: number
  readonly colorSpace: PredefinedColorSpace
}
