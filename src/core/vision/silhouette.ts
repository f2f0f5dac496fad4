import type { FoundFace } from './found.ts'
import { boxOf } from './geometry.ts'

/** What the mesh spans of the silhouette from ear to ear; 2.6 % mean deviation over a turned head. */
const MESH_SHARE = 0.78

/** Left edge and width of a head as it is seen, ear to ear or nose to back of the ear, in pixels. */
export const silhouetteOf = ({ candidate, mesh }: FoundFace): { readonly x: number; readonly w: number } => {
  if (!mesh) return { x: candidate.x, w: candidate.w }
  const box = boxOf(mesh)
  const w = box.w / MESH_SHARE
  return { x: box.x + box.w / 2 - w / 2, w }
}
