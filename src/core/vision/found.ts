import { type Frame, type Pyramid, wholeOf } from './crop.ts'
import { flatDistance, meanOf, type Point2 } from './geometry.ts'
import type { Nets } from './nets/nets.ts'
import { type Candidate, overlap, withoutOverlaps } from './nets/detector.ts'
import type { Point3 } from './nets/mesh.ts'
import { joinPoses, type Pose, poseOfMesh, poseOfSixPoints } from './pose.ts'

/** A face as the nets see it, in pixels of the picture they looked at. */
export interface FoundFace {
  readonly candidate: Candidate
  /** Null where the mesh does not hold: from about 60 degrees on. */
  readonly mesh: readonly Point3[] | null
  readonly meshScore: number
  /** What the detector's six points say alone. */
  readonly six: Pose
  readonly pose: Pose
  /** The head with some air, upright as it stands in the picture. */
  readonly head: Frame
  /** Eyes, nose and mouth, with the eyes level: what the descriptor and the smile are read from. */
  readonly features: Frame
}

const LEAST_SCORE = 0.5
/** A mesh below this saw no face: a cat that the detector gave 0.85 had 0. */
const GOOD_MESH = 0.8
/** Without a mesh only a sure and turned head counts: profiles, which the mesh net does not know. */
const SURE_PROFILE = { turned: 45, score: 0.58 } as const
const MAX_FACES = 8
/** Human's own figures for what the mesh net was trained on. */
const AIR = 1.4
/** Crops are turned upright when a head is tilted by more; below, the nets cope and turning only blurs. */
const TILTED = 12
/** A profile that fills more of the picture, and that the detector is not sure of, is read askew: 24 degrees on a level head. */
const TOO_LARGE = { share: 1 / 3, score: 0.8 } as const
/** It is looked at again in a frame this many times as wide as the box of the head. */
const BEST_SIZE = 5
const LEAST_AGAIN = 0.4
/** A box that shares less with the first is of another head. */
const SAME_HEAD = 0.3
const STRAIGHT: Pose = { yaw: 0, pitch: 0, roll: 0 }
/** A largest face below this share of the picture's longer side may hide smaller ones from a detector of 256 pixels. */
const SMALL = 0.06
/** Tiles a side, and how far a tile reaches over into the next. */
const TILES = 3
const REACH = 1.5

const RADIANS = Math.PI / 180

const tilesOf = (pyramid: Pyramid): readonly Frame[] => {
  const whole = wholeOf(pyramid)
  const side = (Math.max(pyramid.width, pyramid.height) / TILES) * REACH
  const along = (length: number): readonly number[] => {
    const count = Math.max(1, Math.ceil((length - side / REACH / 4) / (side / REACH)))
    return Array.from({ length: count }, (_, i) =>
      count === 1 ? length / 2 : side / 2 + (i * Math.max(0, length - side)) / (count - 1),
    )
  }
  return along(pyramid.height).flatMap((y) => along(pyramid.width).map((x) => ({ ...whole, x, y, side })))
}

const candidatesIn = (pyramid: Pyramid, nets: Nets): readonly Candidate[] => {
  const seen = nets.detect(pyramid, wholeOf(pyramid), LEAST_SCORE)
  const longer = Math.max(pyramid.width, pyramid.height)
  if (seen.some(({ w }) => w / longer >= SMALL)) return seen
  const closer = tilesOf(pyramid).flatMap((tile) => nets.detect(pyramid, tile, LEAST_SCORE))
  return withoutOverlaps([...seen, ...closer])
}

const featuresOf = (points: readonly Point2[], roll: number): Frame | null => {
  const [eye, other, , mouth] = points
  if (!eye || !other || !mouth) return null
  const side = (flatDistance(eye, mouth) + flatDistance(other, mouth)) / 0.9
  const [x, y] = meanOf([eye, other, mouth])
  // The middle of the three lies a little above that of the crop; "above" is as the head is tilted.
  const down = 0.07 * side
  return { x: x - down * Math.sin(roll), y: y + down * Math.cos(roll), side, angle: roll }
}

const headFrameOf = (candidate: Candidate, six: Pose): Frame => ({
  x: candidate.x + candidate.w / 2,
  y: candidate.y + candidate.h / 2,
  side: Math.max(candidate.w, candidate.h) * AIR,
  angle: Math.abs(six.roll) > TILTED ? six.roll * RADIANS : 0,
})

/** A turned head, looked at again where it is too large for the detector. */
const lookedAtAgain = (pyramid: Pyramid, nets: Nets, candidate: Candidate): Candidate => {
  if (candidate.w <= TOO_LARGE.share * wholeOf(pyramid).side || candidate.score >= TOO_LARGE.score) return candidate
  const { x, y } = headFrameOf(candidate, STRAIGHT)
  const again = nets.detect(pyramid, { x, y, side: candidate.w * BEST_SIZE, angle: 0 }, LEAST_AGAIN)
  return again.find((one) => overlap(one, candidate) > SAME_HEAD) ?? candidate
}

const look = (pyramid: Pyramid, nets: Nets, first: Candidate): FoundFace | null => {
  const before = poseOfSixPoints(first.points)
  const mesh = nets.mesh(pyramid, headFrameOf(first, before))
  const good = mesh.score >= GOOD_MESH
  const turned = Math.abs(before.yaw)
  if (!good && !(turned >= SURE_PROFILE.turned && first.score >= SURE_PROFILE.score)) return null
  const near = good && turned < 60 ? mesh.points : null
  const candidate = near ? first : lookedAtAgain(pyramid, nets, first)
  const six = near ? before : poseOfSixPoints(candidate.points)
  const head = headFrameOf(candidate, six)
  const features = featuresOf(candidate.points, head.angle)
  if (!features) return null
  const pose = joinPoses(six, near && poseOfMesh(near))
  return { candidate, mesh: near, meshScore: mesh.score, six, pose, head, features }
}

/** Every face of a picture, the largest first. */
export const findFaces = (pyramid: Pyramid, nets: Nets): readonly FoundFace[] =>
  candidatesIn(pyramid, nets)
    .slice(0, MAX_FACES)
    .flatMap((candidate) => look(pyramid, nets, candidate) ?? [])
    .toSorted((a, b) => b.candidate.w - a.candidate.w)
