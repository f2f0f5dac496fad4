import type { FaceMesh } from './face-mesh.ts'
import type { Spot } from './registration.ts'

// Numbers of points in MediaPipe's face mesh (github.com/google-ai-edge/mediapipe, face_mesh_connections.py).

/** Around the face, from the middle of the hairline by the right edge of the frame down to the chin and back. */
export const OVAL = [
  10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149, 150, 136,
  172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
] as const

/** What makes a face somebody's: brows, eyes, nose, lips. The map between two faces is tied here as the subject's face is. */
export const FEATURES = [
  70, 63, 105, 66, 107, 336, 296, 334, 293, 300, 33, 160, 158, 133, 153, 144, 362, 385, 387, 263, 373, 380, 168, 6, 197,
  195, 5, 4, 1, 2, 98, 327, 129, 358, 61, 40, 37, 0, 267, 270, 291, 321, 314, 17, 84, 91,
] as const

const LEFT_EYE = [33, 246, 161, 160, 159, 158, 157, 173, 133, 155, 154, 153, 145, 144, 163, 7] as const
const RIGHT_EYE = [362, 398, 384, 385, 386, 387, 388, 466, 263, 249, 390, 373, 374, 380, 381, 382] as const
const INNER_LIPS = [78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 324, 318, 402, 317, 14, 87, 178, 88, 95] as const
const OUTER_LIPS = [61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 375, 321, 405, 314, 17, 84, 181, 91, 146] as const
const LEFT_BROW_AND_EYE = [46, 53, 52, 65, 55, 107, 66, 105, 63, 70] as const
const RIGHT_BROW_AND_EYE = [276, 283, 282, 295, 285, 336, 296, 334, 293, 300] as const
const NOSTRILS = [98, 64, 48, 115, 220, 45, 4, 275, 440, 344, 278, 294, 327, 326, 2, 97] as const

/** Regions of a face that are not plain skin, as outlines. */
export const OUTLINES = {
  eyes: [LEFT_EYE, RIGHT_EYE],
  brows: [LEFT_BROW_AND_EYE, RIGHT_BROW_AND_EYE],
  mouth: [INNER_LIPS],
  lips: [OUTER_LIPS],
  nostrils: [NOSTRILS],
} as const

/** What the outline of a face goes around. On the far side of a turned head the eye stands out beyond the oval's own points. */
export const SILHOUETTE = [
  ...OVAL,
  ...LEFT_EYE,
  ...RIGHT_EYE,
  ...LEFT_BROW_AND_EYE,
  ...RIGHT_BROW_AND_EYE,
  ...OUTER_LIPS,
]

const BROW_MIDDLE = [105, 334] as const
const MOUTH_CORNERS = [61, 291] as const

export type Mesh = NonNullable<FaceMesh['mesh']>

/** Some points of a mesh, seen flat. */
export const spotsOf = (mesh: Mesh, numbers: readonly number[]): readonly Spot[] =>
  numbers.map((number): Spot => [mesh[number]?.[0] ?? 0, mesh[number]?.[1] ?? 0])

export const middleOf = (spots: readonly Spot[]): Spot => [
  spots.reduce((sum, [x]) => sum + x, 0) / Math.max(1, spots.length),
  spots.reduce((sum, [, y]) => sum + y, 0) / Math.max(1, spots.length),
]

/** Which way is down in a face, as a unit vector, and how high brows and mouth lie along it. */
export interface FaceAxis {
  readonly down: Spot
  readonly brows: number
  readonly mouth: number
}

export const axisOf = (mesh: Mesh): FaceAxis => {
  const brows = middleOf(spotsOf(mesh, BROW_MIDDLE))
  const mouth = middleOf(spotsOf(mesh, MOUTH_CORNERS))
  const length = Math.hypot(mouth[0] - brows[0], mouth[1] - brows[1]) || 1
  const down: Spot = [(mouth[0] - brows[0]) / length, (mouth[1] - brows[1]) / length]
  const along = ([x, y]: Spot): number => x * down[0] + y * down[1]
  return { down, brows: along(brows), mouth: along(mouth) }
}

/** Height of a face, hairline to chin, in pixels: unlike the width it does not shrink when the head turns. */
export const heightOf = (mesh: Mesh): number => {
  const [top, chin] = spotsOf(mesh, [10, 152])
  return top && chin ? Math.hypot(top[0] - chin[0], top[1] - chin[1]) : 0
}
