import type { Face } from '../../../contract/index.ts'

/** What picture work needs of a face; whoever has eyes hands it in. */
export interface FaceMesh {
  readonly face: Face
  /** 468 points of MediaPipe's face mesh, x, y, z in pixels of the upright picture; null where it does not hold (profiles). */
  readonly mesh: readonly (readonly [number, number, number])[] | null
}
