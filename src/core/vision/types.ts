import type { Face, PictureAnalysis, SceneKept } from '../../contract/index.ts'

/** A face with what only local work needs of it; too much to store. */
export interface FaceMesh {
  readonly face: Face
  /** 468 points of MediaPipe's face mesh, x, y, z in pixels of the upright picture; null where the mesh does not hold (profiles). */
  readonly mesh: readonly (readonly [number, number, number])[] | null
}

/** A signal takes a picture out of the line, or gives up its answer. */
export interface Seeing {
  readonly signal?: AbortSignal
}

/** The studio's eyes: pixels in, numbers with units out. All of it in one worker, without network. */
export interface Vision {
  /** Changes whenever the same picture would be measured differently. */
  readonly analyser: string
  /** Rejects with a `ProblemError` where the bytes are no picture. */
  readonly analyse: (bytes: Uint8Array, options?: Seeing) => Promise<PictureAnalysis>
  /** The same with meshes, for compositing. */
  readonly meshes: (bytes: Uint8Array, options?: Seeing) => Promise<readonly FaceMesh[]>
  /** 128 numbers of the picture's main face for {@link likeness}; null where there is none. Sensitive: kept only with consent. */
  readonly describe: (bytes: Uint8Array, options?: Seeing) => Promise<Float32Array | null>
  /** How much of the scene outside of the face is in the final. */
  readonly sceneKept: (scene: Uint8Array, final: Uint8Array, options?: Seeing) => Promise<SceneKept>
  readonly close: () => Promise<void>
}
