import type { Face, PictureAnalysis, ReferencePhoto } from '../../contract/index.ts'
import { missingFrom } from '../imaging/intake.ts'
import { FACE_PIXELS, isSizeGuess } from '../imaging/judge-photo.ts'
import type { IntakeVerdict, TakenPhoto } from '../imaging/types.ts'
import { facesIn } from './checks/check.ts'
import { distanceOf, SAME_PERSON } from './likeness.ts'

/** A photo with what was measured in it; null where it could not be. */
export interface SeenPhoto {
  readonly photo: TakenPhoto
  readonly analysis: PictureAnalysis | null
  /** 128 numbers of its face; absent where nobody agreed to have faces compared, null where there is none. */
  readonly descriptor?: Float32Array | null
}

/** From here on the far eye is hidden: a profile. Below the other a front: both eyes are well seen. Degrees. */
const PROFILE = 60
const FRONT = 35
/** Below this an angle is a guess, and the file's name decides. */
const SURE = 0.5
/** A face is another person's business from this share of the main one's width on. */
const SECOND = 0.4
/** Sharpness (0 to 1) below which anybody would call a face blurred. */
const BLURRED = 0.15
const SHUT = 0.15
/** A head that leans further than this is a photo that lies on its side; nobody tilts theirs so far. Degrees. */
const LYING = 50
/** Fronts within this many degrees of each other show the same and teach the model nothing new. */
const ALIKE = 4
/** From nose to ear a head is three quarters as wide as from ear to ear. */
const PROFILE_WIDTH = 0.75
/** Faces are comparable while they look about the same way; against a front, a profile tells nothing. Degrees. */
const COMPARABLE = 30

const mainOf = ({ analysis }: SeenPhoto): Face | null => (analysis ? (facesIn(analysis)[0] ?? null) : null)

/** What a face turned so is; the guess from the file's name stays where it cannot be told for sure. */
const poseOf = (face: Face | null, guessed: ReferencePhoto['pose']): ReferencePhoto['pose'] => {
  if (!face || face.poseConfidence < SURE) return guessed
  const turned = Math.abs(face.yaw)
  return turned >= PROFILE ? 'profile' : turned <= FRONT ? 'front' : guessed
}

const warningsOf = (seen: SeenPhoto): readonly string[] => {
  const { analysis, photo } = seen
  const face = mainOf(seen)
  if (!analysis) return photo.warnings
  if (!face) return [...photo.warnings, 'No face was found. If there is one, take it closer and in better light.']
  const second = facesIn(analysis)[1]
  const wanted = Math.abs(face.yaw) >= PROFILE ? PROFILE_WIDTH * FACE_PIXELS : FACE_PIXELS
  const guess = photo.warnings.filter((warning) => !isSizeGuess(warning))
  return [
    ...guess,
    ...(second && second.widthPercent > SECOND * face.widthPercent
      ? ['There is a second face; crop the photo to the person it is about.']
      : []),
    ...(face.w < wanted
      ? [`The face is ${Math.round(face.w)} pixels wide; from ${wanted} on a likeness is good. Take it closer.`]
      : []),
    ...(face.sharpness < BLURRED && guess.every((warning) => !warning.includes('blurred'))
      ? ['The face is blurred: a sharp one gives a better likeness.']
      : []),
    ...(Math.abs(face.roll) > LYING && face.poseConfidence >= SURE
      ? [`The photo ${Math.abs(face.roll) > 180 - LYING ? 'stands on its head' : 'lies on its side'}. Turn it upright.`]
      : []),
    ...(face.eyesOpen !== null && face.eyesOpen < SHUT ? ['The eyes look shut.'] : []),
  ]
}

const range = (values: readonly number[]): number => Math.max(...values) - Math.min(...values)

const alike = (fronts: readonly Face[]): readonly string[] => {
  if (fronts.length < 2) return []
  const yaws = fronts.map(({ yaw }) => yaw)
  const pitches = fronts.map(({ pitch }) => pitch)
  return range(yaws) < ALIKE && range(pitches) < ALIKE
    ? ['All fronts look exactly the same way: turn the head a little from one to the next.']
    : []
}

interface Told {
  readonly name: string
  readonly yaw: number
  readonly descriptor: Float32Array
}

/** Photos whose face is nobody else's of the set, where the others agree with each other. */
const oddOnes = (told: readonly Told[]): readonly string[] => {
  const distances = (one: Told, among: readonly Told[]): readonly number[] =>
    among
      .filter((other) => other !== one && Math.abs(other.yaw - one.yaw) <= COMPARABLE)
      .map((other) => distanceOf(one.descriptor, other.descriptor))
  const odd = told.filter((one) => {
    const all = distances(one, told)
    return all.length > 0 && all.every((distance) => distance > SAME_PERSON)
  })
  const [first] = odd
  if (!first) return []
  const near = Math.min(...distances(first, told)).toFixed(2)
  if (odd.length === 1 && told.length > 2)
    return [
      `"${first.name}" seems to show somebody else: its face lies ${near} from the others', and one person's stay below ${SAME_PERSON.toFixed(2)}.`,
    ]
  return [
    `${odd.map(({ name }) => `"${name}"`).join(' and ')} seem to show different people: their faces lie ${near} apart, and one person's stay below ${SAME_PERSON.toFixed(2)}.`,
  ]
}

const NOT_COMPARED = 'Whether all photos show the same person was not compared: nobody has agreed to that.'

/**
 * The verdict on a set of photos after somebody has looked: faces found, large, sharp and alone, poses as they were measured,
 * the set judged by its angles, and one odd person named where faces may be compared. Nothing is refused that was taken.
 */
export const judgeSeen = (verdict: IntakeVerdict, seen: readonly SeenPhoto[]): IntakeVerdict => {
  if (seen.length === 0) return verdict
  const taken = seen.map((one) => ({
    ...one.photo,
    photo: { ...one.photo.photo, pose: poseOf(mainOf(one), one.photo.photo.pose) },
    warnings: warningsOf(one),
  }))
  const faces = seen.flatMap((one) => {
    const face = mainOf(one)
    return face ? [{ name: one.photo.name, face, descriptor: one.descriptor }] : []
  })
  const told = faces.flatMap(({ name, face, descriptor }) => (descriptor ? [{ name, yaw: face.yaw, descriptor }] : []))
  const compared = seen.some(({ descriptor }) => descriptor !== undefined)
  const missing = missingFrom(verdict.taken)
  return {
    ...verdict,
    taken,
    warnings: [
      ...verdict.warnings.filter((warning) => !missing.includes(warning)),
      ...(verdict.problem ? [] : missingFrom(taken)),
      ...alike(faces.flatMap(({ face }) => (Math.abs(face.yaw) <= FRONT ? [face] : []))),
      ...(compared ? oddOnes(told) : faces.length > 1 ? [NOT_COMPARED] : []),
    ],
  }
}
