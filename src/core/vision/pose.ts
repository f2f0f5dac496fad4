import { flatDistance, MESH, type Point2 } from './geometry.ts'
import type { Point3 } from './nets/mesh.ts'

/** Degrees. yaw > 0: nose toward the right edge of the frame; pitch > 0: nose up; roll > 0: clockwise. */
export interface Pose {
  readonly yaw: number
  readonly pitch: number
  readonly roll: number
}

const DEGREES = 180 / Math.PI

/** Pseudo-inverse of a head of six points: eyes, nose, mouth, ears. Fitted on a head scan at known angles. */
const SIX: readonly Point3[] = [
  [-0.194, 0.649, 0.194],
  [0.194, 0.649, 0.194],
  [0, -0.019, 0.295],
  [0, -0.958, 0.015],
  [-0.414, -0.16, -0.348],
  [0.414, -0.16, -0.348],
]

const unit = ([x, y, z]: Point3): Point3 => {
  const n = Math.hypot(x, y, z) || 1
  return [x / n, y / n, z / n]
}

/** A weak-perspective fit of the detector's six points to a head; holds to 90 degrees of yaw. */
export const poseOfSixPoints = (points: readonly Point2[]): Pose => {
  const n = Math.max(1, points.length)
  const cx = points.reduce((sum, p) => sum + p[0], 0) / n
  const cy = points.reduce((sum, p) => sum + p[1], 0) / n
  const across: [number, number, number] = [0, 0, 0]
  const down: [number, number, number] = [0, 0, 0]
  points.forEach((p, i) => {
    SIX[i]?.forEach((weight, k) => {
      across[k] = (across[k] ?? 0) + (p[0] - cx) * weight
      down[k] = (down[k] ?? 0) - (p[1] - cy) * weight
    })
  })
  const a = unit(across)
  const b = unit(down)
  // Share the error between the two axes, so that they stand at right angles.
  const half = (a[0] * b[0] + a[1] * b[1] + a[2] * b[2]) / 2
  const x = unit([a[0] - half * b[0], a[1] - half * b[1], a[2] - half * b[2]])
  const y = unit([b[0] - half * a[0], b[1] - half * a[1], b[2] - half * a[2]])
  return {
    yaw: Math.atan2(x[2], x[0] * y[1] - x[1] * y[0]) * DEGREES,
    pitch: Math.asin(Math.max(-1, Math.min(1, y[2]))) * DEGREES,
    roll: -Math.atan2(y[0], y[1]) * DEGREES,
  }
}

/** Pose from the mesh's own depth; right up to 45 to 60 degrees of yaw. */
export const poseOfMesh = (mesh: readonly Point3[]): Pose => {
  const point = (i: number): Point3 => mesh[i] ?? [0, 0, 0]
  const [left, right] = [point(MESH.leftCheek), point(MESH.rightCheek)]
  const [top, chin] = [point(MESH.forehead), point(MESH.chin)]
  const [leftEye, rightEye] = [point(MESH.leftEye[0]), point(MESH.rightEye[0])]
  return {
    yaw: Math.atan2(right[2] - left[2], flatDistance(left, right)) * DEGREES,
    pitch: Math.atan2(top[2] - chin[2], flatDistance(top, chin)) * DEGREES,
    roll: Math.atan2(rightEye[1] - leftEye[1], rightEye[0] - leftEye[0]) * DEGREES,
  }
}

/** Six points are trusted alone from here on; the mesh's depth is trusted alone up to {@link MESH_ALONE}. */
const SIX_ALONE = 60
const MESH_ALONE = 45

/** How much the mesh has to say, 0 to 1, of a face that the six points see turned by so much. */
export const shareOfMesh = (turned: number): number =>
  Math.max(0, Math.min(1, (SIX_ALONE - Math.abs(turned)) / (SIX_ALONE - MESH_ALONE)))

/** The two readings joined: each where it was found to be right. */
export const joinPoses = (six: Pose, mesh: Pose | null): Pose => {
  const share = mesh ? shareOfMesh(six.yaw) : 0
  if (!mesh || share === 0) return six
  return {
    yaw: share * mesh.yaw + (1 - share) * six.yaw,
    pitch: (mesh.pitch + six.pitch) / 2,
    roll: mesh.roll,
  }
}
