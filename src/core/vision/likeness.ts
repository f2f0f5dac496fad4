import type { Likeness, Sha256 } from '../../contract/index.ts'

/** A face in numbers, and which way it looked. */
export interface Described {
  readonly yaw: number
  /** 128 numbers of `Vision.describe`. */
  readonly descriptor: Float32Array
}

/** A photo of the person, or a view that was made of them. */
export interface LikenessReference extends Described {
  readonly sha256: Sha256
  readonly kind: 'photo' | 'view'
}

/** A face that is compared. */
export interface ComparedFace extends Described {
  /** Width of the face in pixels: small ones say little. */
  readonly width: number
}

/*
 * All distances are Euclidean, between descriptors of 128 numbers, from 135 pairs of one person and 1,064 pairs of two.
 * One person: 5 % lie below .31, half below .42, 95 % below .55. Two people: 5 % below .70, half below .83.
 */

/** Told apart best here: of those pairs one was missed and two were taken for each other. */
export const SAME_PERSON = 0.6
/** 95 % of one person's pairs are nearer; from here to {@link SAME_PERSON} nothing is sure. */
const SURE = 0.55
/** What half of one person's pairs are nearer than: stands in until the person's own spread is known. */
const USUAL_SPREAD = 0.42
/** Only 5 % of one person's pairs are nearer: what is nearer still than the person's own photos may be one of them. */
const RARELY_NEARER = 0.31
/** Half of all strangers are further; from 60 degrees on it shrinks, since profiles tell less of a face. */
const STRANGER = 0.83
const STRANGER_IN_PROFILE = 0.76
/** A person's spread is taken no narrower than this: three shots of one minute are not the whole of a person. */
const NARROWEST_SPREAD = 0.25
/** Against a front picture one person drifts by .35 at 30 degrees and by .45 at 45: further apart is not compared. */
const COMPARABLE_DEGREES = 30
/** Descriptors are read from 150 pixels; from fewer than half of them strangers and friends come near each other. */
const LEAST_PIXELS = 64
/** So much nearer than any two of the person's photos are to each other, told from so many photos on. */
const PASTE = 0.7
const ENOUGH_FOR_PASTE = 3

export const distanceOf = (a: Float32Array, b: Float32Array): number =>
  Math.sqrt(a.reduce((sum, value, i) => sum + (value - (b[i] ?? 0)) ** 2, 0))

const comparable = (a: Described, b: Described): boolean => Math.abs(a.yaw - b.yaw) <= COMPARABLE_DEGREES

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2
}

/** How far each photo lies from the nearest other one that looks about the same way: the person's own spread. */
const ownDistances = (photos: readonly LikenessReference[]): readonly number[] =>
  photos.flatMap((left) => {
    const others = photos.filter((other) => other !== left && comparable(left, other))
    return others.length === 0 ? [] : [Math.min(...others.map((o) => distanceOf(left.descriptor, o.descriptor)))]
  })

const strangerAt = (yaw: number): number =>
  STRANGER - (STRANGER - STRANGER_IN_PROFILE) * Math.max(0, Math.min(1, (Math.abs(yaw) - 60) / 30))

const unknown = (says: string): Likeness => ({ score: null, distance: null, band: 'unknown', says, reference: null })

interface Found {
  readonly distance: number
  readonly kind: LikenessReference['kind']
  /** Distances within the person's own photos of this pose; empty where there are no two. */
  readonly own: readonly number[]
  readonly small: boolean
}

const judge = ({ distance, kind, own, small }: Found): Pick<Likeness, 'band' | 'says'> => {
  const told = distance.toFixed(2)
  const than = kind === 'photo' ? 'the nearest photo' : 'the nearest view, as no photo looks this way'
  if (small)
    return {
      band: 'unsure',
      says: `The face is too small to be sure: ${told} from ${than} says little below 64 pixels.`,
    }
  if (own.length === 0) {
    const verdict = distance > SAME_PERSON ? 'more like a stranger' : 'more like the same person'
    return {
      band: 'uncalibrated',
      says: `It lies ${told} from ${than}: ${verdict}. How much this person's photos differ is not known: add a second one from this side.`,
    }
  }
  if (distance > SAME_PERSON)
    return {
      band: 'stranger',
      says: `Not the person's face: ${told} from ${than}; the same person stays below ${SAME_PERSON}.`,
    }
  if (distance > SURE)
    return { band: 'unsure', says: `It may be the person: ${told} from ${than}, near the limit of ${SAME_PERSON}.` }
  if (
    kind === 'photo' &&
    own.length >= ENOUGH_FOR_PASTE &&
    distance < Math.min(RARELY_NEARER, PASTE * Math.min(...own))
  )
    return {
      band: 'possible-paste',
      says: `Nearer to a photo (${told}) than the person's photos are to each other: it may be copied from it.`,
    }
  return { band: 'own', says: `The person's own face: ${told} from ${than}.` }
}

/**
 * How much a face is the person's, on that person's own scale: 0 is half of all strangers' distance and further, 1 the
 * distance that the person's own photos of this pose have from each other (each against the rest) and nearer.
 *
 * Photos are compared first; views, which a model made, only where no photo looks the same way to within 30 degrees.
 * Says "unknown" where neither does, "uncalibrated" where the person's own spread at this pose is not known.
 */
export const likenessOf = (face: ComparedFace, references: readonly LikenessReference[]): Likeness => {
  const turned = references.filter((reference) => comparable(face, reference))
  const photos = turned.filter(({ kind }) => kind === 'photo')
  const [nearest] = (photos.length > 0 ? photos : turned)
    .map((reference) => ({ reference, distance: distanceOf(face.descriptor, reference.descriptor) }))
    .toSorted((a, b) => a.distance - b.distance)
  if (!nearest)
    return unknown(
      references.length === 0
        ? 'There is no photo with a face to compare with.'
        : 'No photo shows the face from this side, so nothing can be said: add one that looks this way.',
    )
  const { distance, reference } = nearest
  const own = ownDistances(photos)
  const spread = own.length === 0 ? USUAL_SPREAD : Math.max(NARROWEST_SPREAD, Math.min(SURE, median(own)))
  const stranger = strangerAt(face.yaw)
  const score = Math.max(0, Math.min(1, (stranger - distance) / (stranger - spread)))
  return {
    score: Math.round(score * 1000) / 1000,
    distance: Math.round(distance * 1000) / 1000,
    ...judge({ distance, kind: reference.kind, own, small: face.width < LEAST_PIXELS }),
    reference: reference.sha256,
  }
}

/** What is said where no face was found to compare. */
export const noFaceToCompare: Likeness = unknown('No face was found to compare.')
