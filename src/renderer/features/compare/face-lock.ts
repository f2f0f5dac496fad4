import { type Affine, IDENTITY } from '../../viewer/geometry.ts'
import { type Registration, registered, relativeTo } from '../../viewer/registration.ts'
import type { ComparePicture } from './picture.ts'

/** The registration of these pictures by their faces; null while none of them is known to have one. */
export const lockedByFace = (pictures: readonly ComparePicture[]): Registration | null =>
  registered(pictures.map(({ sha256, width, height, face }) => ({ sha256, width, height, face: face ?? null })))

const listed = (titles: readonly string[]): string =>
  titles.length < 2 ? titles.join('') : `${titles.slice(0, -1).join(', ')} and ${titles.at(-1) ?? ''}`

/** Why faces cannot be locked now; null when they can, or soon will. */
export const noFaces = (pictures: readonly ComparePicture[]): string | null =>
  pictures.every(({ face }) => face === null) ? 'no face was found in these pictures' : null

const times = (scale: number): string => `×${Number(scale.toFixed(2))}`

const degrees = (turn: number): string => `${Math.abs(turn).toFixed(Math.abs(turn) < 10 ? 1 : 0)}°`

const toMeet = ({ scale, turn }: { readonly scale: number; readonly turn: number }): string => {
  const parts = [
    Math.abs(scale - 1) < 0.005 ? '' : `scaled ${times(scale)}`,
    Math.abs(turn) < 0.05 ? '' : `turned ${degrees(turn)}`,
  ].filter((part) => part !== '')
  return parts.length === 0 ? 'moved' : parts.join(' and ')
}

/**
 * What the face lock does to the pictures that are shown, and which it leaves alone. Null where the pictures themselves say all
 * there is to say: a line that comes and goes with the lock would move them.
 * @param pair A and B where one is laid over the other
 */
export const faceLockNote = (
  shown: readonly ComparePicture[],
  pair: { readonly a: ComparePicture; readonly b: ComparePicture } | null,
  registration: Registration | null,
): string | null => {
  const placementOf = ({ sha256 }: ComparePicture): Affine => registration?.placements.get(sha256) ?? IDENTITY
  const pending = shown.filter(({ face }) => face === undefined).length
  const without = shown.filter(({ face }) => face === null).map(({ title }) => title)
  const waits =
    pending === 0 ? '' : pending === 1 ? 'One picture is being measured.' : `${pending} pictures are being measured.`
  if (!registration) return ['Face lock is on.', waits || 'No face was found.'].join(' ')
  const byFace = shown.filter(({ sha256 }) => registration.by.get(sha256) === 'face').map(({ title }) => title)
  const byBox = shown.filter(({ sha256 }) => registration.by.get(sha256) === 'box').map(({ title }) => title)
  const both = pair?.a.face && pair.b.face && pair.a !== pair.b
  const meet = byFace.length + byBox.length > 0 ? 'faces' : 'eyes'
  const told = [
    both ? `B is ${toMeet(relativeTo(placementOf(pair.b), placementOf(pair.a)))} so that the ${meet} meet.` : '',
    byFace.length > 0 ? `By the length of the face, since its head is turned further: ${listed(byFace)}.` : '',
    byBox.length > 0 ? `By the outline of the face alone: ${listed(byBox)}.` : '',
    without.length > 0 ? `No face in ${listed(without)}: shown whole.` : '',
    waits,
  ].filter((part) => part !== '')
  return told.length === 0 ? null : `Face lock: ${told.join(' ')}`
}
