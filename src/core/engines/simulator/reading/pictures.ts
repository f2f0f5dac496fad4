import { ProblemError } from '../../../../contract/index.ts'
import type { PartRole, Problem, Result, Sha256 } from '../../../../contract/index.ts'
import { recognized } from '../familiar.ts'
import type { Familiar } from '../familiar.ts'
import type { PictureSize } from '../picture-size.ts'
import { MASKED_KEYWORD } from '../../../imaging/keywords.ts'
import { pngText } from '../png-text.ts'
import { shotOf } from '../shot-schema.ts'
import type { Person, Shot } from '../shot.ts'
import { measure } from './photo.ts'
import type { Pixels } from './face.ts'
import type { Measured } from './photo.ts'

/** A picture of the request with its bytes. */
export interface RequestPicture {
  readonly role: PartRole
  readonly by: 'user' | 'model'
  /** In which turn of the chat it stands, 0 first. */
  readonly turn: number
  readonly sha256: Sha256
  readonly bytes: Uint8Array
}

interface Seen extends Omit<RequestPicture, 'bytes'> {
  readonly size: PictureSize
  /** Its face was painted out before it was sent. */
  readonly faceless: boolean
}

/** What a picture says: its shot when the simulator made it, else what can be measured and who is known in it by sight. */
export type SeenPicture =
  | (Seen & { readonly shot: Shot; readonly measured: null; readonly known: Person })
  | (Seen & { readonly shot: null; readonly measured: Measured; readonly known: Person | null })

/** Decodes any picture the studio takes; throws a {@link ProblemError} for one that cannot be read. */
export type Decode = (bytes: Uint8Array, maxSide: number) => Promise<Pixels>

/** Enough to measure colours in, and quick. */
const MEASURED_SIDE = 160

/** Width and height from a PNG's header, which is always its first chunk. */
const pngSize = (png: Uint8Array): PictureSize => {
  const header = new DataView(png.buffer, png.byteOffset, png.byteLength)
  return { width: header.getUint32(16), height: header.getUint32(20) }
}

const unreadable = (error: unknown, place: number): Problem => ({
  code: 'picture-unreadable',
  message: `Picture ${place} of the request cannot be read${error instanceof ProblemError ? '' : ' at all'}.`,
  next: 'Take another copy of the photo, or make the picture again.',
})

/** Looks at the pictures of a request, in their order; a problem `picture-unreadable` names the first that does not decode. */
export const seePictures = async (
  pictures: readonly RequestPicture[],
  decode: Decode,
  familiar: readonly Familiar[],
): Promise<Result<readonly SeenPicture[]>> => {
  const seen: SeenPicture[] = []
  for (const [index, { bytes, ...picture }] of pictures.entries()) {
    const shot = shotOf(bytes)
    const faceless = pngText(bytes, MASKED_KEYWORD) !== null
    if (shot !== null) {
      seen.push({ ...picture, faceless, size: pngSize(bytes), shot, measured: null, known: shot.person })
      continue
    }
    try {
      const pixels = await decode(bytes, MEASURED_SIDE)
      const size = { width: pixels.width, height: pixels.height }
      const known = recognized(pixels, familiar)
      seen.push({ ...picture, faceless, size, shot: null, measured: measure(pixels), known })
    } catch (error) {
      return { ok: false, problem: unreadable(error, index + 1) }
    }
  }
  return { ok: true, value: seen }
}

/** The picture that composition, light and clothes are taken from, by what it is in the request. */
export type Base =
  /** A scene to build on, or the chat's own last picture. */
  | { readonly kind: 'scene' | 'result'; readonly picture: SeenPicture }
  /** A portrait to make a wider picture of, on its own or on a large canvas. */
  | { readonly kind: 'portrait' | 'canvas'; readonly picture: SeenPicture }

/** What a request builds on: the chat's last picture, else a scene, else a canvas or portrait; null for a new picture. */
export const baseOf = (pictures: readonly SeenPicture[]): Base | null => {
  const last = (role: PartRole): SeenPicture | undefined => pictures.findLast((picture) => picture.role === role)
  const result = pictures.findLast(({ by, role }) => by === 'model' || role === 'result')
  if (result !== undefined) return { kind: 'result', picture: result }
  const scene = last('scene')
  if (scene !== undefined) return { kind: 'scene', picture: scene }
  const canvas = last('canvas')
  if (canvas !== undefined) return { kind: 'canvas', picture: canvas }
  const portrait = last('portrait')
  return portrait === undefined ? null : { kind: 'portrait', picture: portrait }
}

/**
 * How many pictures of the user's hold a face that counts: scenes, portraits and the like. Views on plain white and reference
 * photos are taken for material, not for a second face; the model's own pictures are not counted.
 */
export const facesThatCount = (pictures: readonly SeenPicture[]): number =>
  pictures.filter(
    ({ by, role, shot, faceless }) =>
      by === 'user' && role !== 'reference' && role !== 'view' && !faceless && shot?.world.kind !== 'white',
  ).length
