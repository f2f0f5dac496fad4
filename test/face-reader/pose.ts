import type { RawFace } from './libraries.ts'

export interface FacePose {
  readonly yaw: number
  readonly pitch: number
  readonly roll: number
}

const DEGREES = 180 / Math.PI

/** Pseudo-inverse of a head of six points: eyes, nose, mouth, ears. */
const SIX: readonly (readonly [number, number, number])[] = [
  [-0.194, 0.649, 0.194],
  [0.194, 0.649, 0.194],
  [0, -0.019, 0.295],
  [0, -0.958, 0.015],
  [-0.414, -0.16, -0.348],
  [0.414, -0.16, -0.348],
]

type Triple = readonly [number, number, number]

const unit = ([x, y, z]: Triple): Triple => {
  const n = Math.hypot(x, y, z)
  return [x / n, y / n, z / n]
}

/** A weak-perspective fit of the detector's six points to a head; good to +-90 degrees of yaw. Degrees. */
export const poseOfSixPoints = (points: RawFace['mesh']): FacePose => {
  const six = points.slice(0, 6)
  const cx = six.reduce((sum, p) => sum + p[0], 0) / 6
  const cy = six.reduce((sum, p) => sum + p[1], 0) / 6
  const across: [number, number, number] = [0, 0, 0]
  const down: [number, number, number] = [0, 0, 0]
  six.forEach((p, i) => {
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
    pitch: Math.asin(y[2]) * DEGREES,
    roll: -Math.atan2(y[0], y[1]) * DEGREES,
  }
}

const flat = (a: Triple, b: Triple): number => Math.hypot(a[0] - b[0], a[1] - b[1])

/** Pose from the mesh's own depth; right up to 45 to 60 degrees of yaw. */
export const poseOfMesh = (face: RawFace): FacePose => {
  const point = (i: number): Triple => face.mesh[i] ?? [0, 0, 0]
  const depth = face.box[2] / 192
  const [left, right, top, chin] = [point(234), point(454), point(10), point(152)]
  return {
    yaw: Math.atan2((right[2] - left[2]) * depth, flat(left, right)) * DEGREES,
    pitch: Math.atan2((top[2] - chin[2]) * depth, flat(top, chin)) * DEGREES,
    roll: Math.atan2(point(263)[1] - point(33)[1], point(263)[0] - point(33)[0]) * DEGREES,
  }
}
