import type { Point3 } from './nets/mesh.ts'

/** Numbers of points in MediaPipe's face mesh. Left and right are the picture's, of a face that looks at us. */
export const MESH = {
  forehead: 10,
  chin: 152,
  nose: 1,
  leftCheek: 234,
  rightCheek: 454,
  /** Outer corner, inner corner, upper lid, lower lid. */
  leftEye: [33, 133, 159, 145],
  rightEye: [263, 362, 386, 374],
  upperLip: 13,
  lowerLip: 14,
} as const

export type Point2 = readonly [x: number, y: number]

export const flatDistance = (a: Point2 | Point3, b: Point2 | Point3): number => Math.hypot(a[0] - b[0], a[1] - b[1])

export const meanOf = (points: readonly (Point2 | Point3)[]): Point2 => {
  const n = Math.max(1, points.length)
  return [points.reduce((sum, p) => sum + p[0], 0) / n, points.reduce((sum, p) => sum + p[1], 0) / n]
}

/** The smallest upright box around points. */
export const boxOf = (points: readonly (Point2 | Point3)[]) => {
  const xs = points.map((p) => p[0])
  const ys = points.map((p) => p[1])
  const [x, y] = [Math.min(...xs), Math.min(...ys)]
  return { x, y, w: Math.max(...xs) - x, h: Math.max(...ys) - y }
}
