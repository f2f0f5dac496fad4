import type { LightSide } from '../../contract/index.ts'
import { type Lab, labOf } from './colour.ts'
import { cropOf, type Frame, type Pyramid } from './crop.ts'
import { boxOf, MESH, type Point2 } from './geometry.ts'
import { leastSquares } from './least-squares.ts'
import type { Point3 } from './nets/mesh.ts'

export interface FaceLight {
  readonly side: LightSide
  readonly balance: number
  readonly warmth: number
}

/** A clear difference of the sides: less than this is light from the front, or none to speak of. */
const ONE_SIDED = 0.12
/** Mean b* of skin in neutral light, over light and dark skin (Xiao et al., Skin Research and Technology 2017). */
const NEUTRAL_B = 15
/** Pixels that the face is sampled with, across. */
const SIDE = 64
/** Brows, lips, beards and catchlights are no skin: this share of the points that fit worst is left out. */
const NO_SKIN = 0.3

const rounds = [1, 2] as const

/** Colours of the picture under points, from one crop around them. */
const coloursUnder = (pyramid: Pyramid, points: readonly (Point2 | Point3)[]): readonly Lab[] => {
  const box = boxOf(points)
  const frame: Frame = { x: box.x + box.w / 2, y: box.y + box.h / 2, side: Math.max(box.w, box.h) * 1.05, angle: 0 }
  const rgb = cropOf(pyramid, frame, SIDE)
  const place = (value: number, middle: number): number =>
    Math.max(0, Math.min(SIDE - 1, Math.floor(((value - middle) / frame.side + 0.5) * SIDE)))
  return points.map(([x, y]) => {
    const at = (place(y, frame.y) * SIDE + place(x, frame.x)) * 3
    return labOf(rgb[at] ?? 0, rgb[at + 1] ?? 0, rgb[at + 2] ?? 0)
  })
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)

const toLight = (balance: number, b: number): FaceLight => ({
  side: balance > ONE_SIDED ? 'right' : balance < -ONE_SIDED ? 'left' : 'front',
  balance: Math.max(-1, Math.min(1, balance)),
  warmth: b - NEUTRAL_B,
})

/** Where each point of a mesh faces: away from the middle between the ears. Right, down and toward us are positive. */
const facings = (mesh: readonly Point3[]): readonly Point3[] => {
  const [left, right] = [mesh[MESH.leftCheek], mesh[MESH.rightCheek]]
  if (!left || !right) return []
  const middle = [0, 1, 2].map((k) => ((left[k] ?? 0) + (right[k] ?? 0)) / 2)
  return mesh.map((point): Point3 => {
    const [x, y, z] = [point[0] - (middle[0] ?? 0), point[1] - (middle[1] ?? 0), (middle[2] ?? 0) - point[2]]
    const n = Math.hypot(x, y, z) || 1
    return [x / n, y / n, z / n]
  })
}

/**
 * Lightness explained by where the skin faces (Lambert): what the side has to say of it, against the mean. A turned head
 * shows more of one cheek than of the other, which comparing halves of the picture would take for light.
 */
const lightOnMesh = (pyramid: Pyramid, mesh: readonly Point3[]): FaceLight => {
  const colours = coloursUnder(pyramid, mesh)
  const rows = facings(mesh).map(([x, y, z], i) => ({ facing: [1, x, y, z], lab: colours[i] ?? ([0, 0, 0] as const) }))
  let kept = rows
  let fit: readonly number[] = []
  for (const round of rounds) {
    fit = leastSquares(
      kept.map(({ facing }) => facing),
      kept.map(({ lab }) => lab[0]),
    )
    if (round === rounds.length) break
    const off = (row: (typeof rows)[number]): number =>
      Math.abs(row.lab[0] - row.facing.reduce((sum, value, k) => sum + value * (fit[k] ?? 0), 0))
    kept = rows.toSorted((a, b) => off(a) - off(b)).slice(0, Math.ceil(rows.length * (1 - NO_SKIN)))
  }
  const lightness = meanOf(kept.map(({ lab }) => lab[0]))
  return toLight((fit[1] ?? 0) / Math.max(10, lightness) / 2, meanOf(kept.map(({ lab }) => lab[2])))
}

/** Between the features and the ear that is seen, by six points; the light on a profile is a guess. */
const lightOnProfile = (pyramid: Pyramid, points: readonly Point2[], yaw: number): FaceLight => {
  const [eye, other, nose, mouth, ear, otherEar] = points
  const near = yaw > 0 ? [eye, mouth, ear] : [other, mouth, otherEar]
  const [a, b, c] = near
  if (!a || !b || !c || !nose) return toLight(0, NEUTRAL_B)
  // Patches on the way from the features to the ear: the front of the face, and the cheek.
  const along = (share: number): readonly Point2[] =>
    [a, b].flatMap((from) =>
      [0.9, 1, 1.1].map((k): Point2 => [
        from[0] + (c[0] - from[0]) * share * k,
        from[1] + (c[1] - from[1]) * share * k,
      ]),
    )
  const [front, cheek] = [coloursUnder(pyramid, along(0.2)), coloursUnder(pyramid, along(0.6))]
  const [f, k] = [meanOf(front.map(([l]) => l)), meanOf(cheek.map(([l]) => l))]
  const toward = (f - k) / Math.max(10, f + k)
  return toLight(Math.sign(yaw) * toward, meanOf([...front, ...cheek].map(([, , value]) => value)))
}

/** Where the light on a face comes from and how warm it is. */
export const lightOn = (
  pyramid: Pyramid,
  mesh: readonly Point3[] | null,
  points: readonly Point2[],
  yaw: number,
): FaceLight => (mesh ? lightOnMesh(pyramid, mesh) : lightOnProfile(pyramid, points, yaw))
