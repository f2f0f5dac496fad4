import type { Result } from '../../contract/index.ts'
import type { FaceMesh } from './compositing/face-mesh.ts'
import type { CanvasWish } from './canvas.ts'
import type { ComposedPicture, FacesOfPair } from './compositing/make.ts'
import type { Delivered, DeliveryWish } from './delivery.ts'
import { openPool } from '../threads/pool.ts'
import { intake } from './intake.ts'
import type { PhotoFile } from './photo-file.ts'
import type { IntakeVerdict, JudgedPicture, MadePicture, PhotoVerdict, PictureExpectation } from './types.ts'
import type { ImagingTask } from './worker.ts'

/** Picture work, done in worker threads: the caller's thread only waits. */
export interface Imaging {
  /** Judges a set of reference photos; see `intake.ts`. */
  readonly intake: (files: readonly PhotoFile[]) => Promise<IntakeVerdict>
  /** Facts and findings of an answer picture; see `checks.ts`. */
  readonly judge: (bytes: Uint8Array, expected: PictureExpectation) => Promise<JudgedPicture>
  /** The portrait on a large empty canvas; see `canvas.ts`. */
  readonly expandCanvas: (portrait: Uint8Array, wish: CanvasWish) => Promise<Result<MadePicture>>
  /** The scene with the portrait's face, joined without a seam; see `compositing/`. */
  readonly composite: (scene: Uint8Array, portrait: Uint8Array, faces: FacesOfPair) => Promise<Result<ComposedPicture>>
  /** The scene with its faces softly painted out; see `compositing/`. */
  readonly maskScene: (scene: Uint8Array, faces: readonly FaceMesh[]) => Promise<Result<ComposedPicture>>
  /** The picture turned about left to right; see `flip.ts`. */
  readonly flip: (bytes: Uint8Array, from: string) => Promise<Result<MadePicture>>
  /** A small WebP, 320 pixels on the longer side unless told; see `thumbnail.ts`. */
  readonly thumbnail: (bytes: Uint8Array, side?: number) => Promise<Result<MadePicture>>
  /** A picture as people outside get it, marked with where it comes from, and read again; see `delivery.ts`. */
  readonly deliver: (bytes: Uint8Array, wish: DeliveryWish) => Promise<Result<Delivered>>
  /** Ends the workers: what waits is rejected, what is under way may end. */
  readonly close: () => Promise<void>
}

/**
 * Starts the picture workers: none until the first task, one less than the machine has cores unless told, and none again
 * after half a minute without work.
 */
export const openImaging = (options: { readonly workers?: number } = {}): Imaging => {
  const pool = openPool(new URL('./worker.ts', import.meta.url), { threads: options.workers })
  // The pool gives back what the worker's function returned; the task's name decides what that is.
  const ask = async <T>(task: ImagingTask): Promise<T> => await pool.run<T>(task)
  return {
    intake: async (files) => await intake(files, async (file) => await ask<PhotoVerdict>({ do: 'judge-photo', file })),
    judge: async (bytes, expected) => await ask<JudgedPicture>({ do: 'judge-picture', bytes, expected }),
    expandCanvas: async (bytes, wish) => await ask<Result<MadePicture>>({ do: 'expand-canvas', bytes, wish }),
    composite: async (scene, portrait, faces) =>
      await ask<Result<ComposedPicture>>({ do: 'composite', scene, portrait, faces }),
    maskScene: async (scene, faces) => await ask<Result<ComposedPicture>>({ do: 'mask-scene', scene, faces }),
    flip: async (bytes, from) => await ask<Result<MadePicture>>({ do: 'flip', bytes, from }),
    thumbnail: async (bytes, side) => await ask<Result<MadePicture>>({ do: 'thumbnail', bytes, side }),
    deliver: async (bytes, wish) => await ask<Result<Delivered>>({ do: 'deliver', bytes, wish }),
    close: pool.close,
  }
}
