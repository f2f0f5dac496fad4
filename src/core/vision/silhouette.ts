import type { FoundFace } from './found.ts'
import { boxOf } from './geometry.ts'

/**
 * What the mesh spans of a head from the back of one ear to the other, or to the nose: the same from 0 to 60 degrees,
 * measured on a head scan at known angles.
 */
const MESH_SHARE = 0.78
/** What the detector's box spans of it, up to 60 degrees and at 90; measured likewise. */
const BOX_SHARE = 0.86
const BOX_SHARE_IN_PROFILE = 0.92

const boxShare = (yaw: number): number =>
  BOX_SHARE + (BOX_SHARE_IN_PROFILE - BOX_SHARE) * Math.max(0, Math.min(1, (Math.abs(yaw) - 60) / 30))

/**
 * Left edge and width of a head as it is seen, ear to ear or nose to back of the ear, in pixels. Mesh and box are brought
 * to the same measure, so that widths can be compared whichever of them a face had.
 */
export const silhouetteOf = ({ candidate, mesh, pose }: FoundFace): { readonly x: number; readonly w: number } => {
  const byBox = candidate.w / boxShare(pose.yaw)
  const seen = mesh ? boxOf(mesh) : candidate
  const w = mesh ? Math.sqrt((seen.w / MESH_SHARE) * byBox) : byBox
  return { x: seen.x + seen.w / 2 - w / 2, w }
}
