import { type CheckFinding, failed, ok, ProblemError, type Result } from '../../../contract/index.ts'
import type { FaceMesh } from './face-mesh.ts'
import { decodeRgb, encodePng, type RgbPicture, withChunks } from '../pixels.ts'
import { readPngChunks } from '../png-chunks.ts'
import { sniffMime } from '../sniff.ts'
import type { MadePicture } from '../types.ts'
import { type Joined, joinFaces, MOST_SLANT } from './composite.ts'
import { COMPOSITE_KEYWORD, MASKED_KEYWORD } from '../keywords.ts'
import { cutAndResize } from './cut.ts'
import { paintOutFaces } from './masking.ts'

/** A picture made here, with what has to be said about it. */
export interface ComposedPicture extends MadePicture {
  readonly findings: readonly CheckFinding[]
}

/** Lightness (OKLab) by which skin may be moved before people would call it another skin. */
const TONE_LIMIT = 0.13
/** Share of the face that may stay the scene's. */
const COVERED_LIMIT = 0.25

const TEXT_CHUNKS = new Set(['tEXt', 'zTXt', 'iTXt'])

/** The text chunks of a PNG as they are; none of another format. */
const wordsIn = (bytes: Uint8Array): readonly Uint8Array[] =>
  sniffMime(bytes) === 'image/png'
    ? readPngChunks(bytes)
        .filter(({ type }) => TEXT_CHUNKS.has(type))
        .map(({ start, end }) => bytes.subarray(start, end))
    : []

/** Lightness (OKLab) by which a frame is darker than the skin beside it; see `glasses.ts`. */
const FRAME_LIMIT = 0.12

const glassesFinding = ({ scene, portrait }: Joined['frames']): CheckFinding => {
  const figure = Math.max(scene, portrait)
  const check = 'composite-glasses'
  const told = { check, figure, limit: FRAME_LIMIT }
  if (scene > FRAME_LIMIT)
    return {
      ...told,
      verdict: 'warn',
      says: 'The person in the scene wears glasses; what lies beside the face is left of them. A scene without glasses is cleaner.',
    }
  if (portrait > FRAME_LIMIT)
    return {
      ...told,
      verdict: 'warn',
      says: 'The subject wears glasses in the portrait; their sides end at the edge of the face.',
    }
  return { ...told, verdict: 'pass', says: 'No glasses are seen.' }
}

const findingsOf = ({ tone, covered, frames, slant }: Joined): readonly CheckFinding[] => [
  {
    check: 'composite-skin',
    verdict: Math.abs(tone) > TONE_LIMIT ? 'warn' : 'pass',
    says:
      Math.abs(tone) > TONE_LIMIT
        ? `The face was made much ${tone < 0 ? 'darker' : 'lighter'} to match the scene's neck and hands; a scene with skin like the subject's keeps it truer.`
        : "The portrait's skin is close to the scene's.",
    figure: Math.abs(tone),
    limit: TONE_LIMIT,
  },
  {
    check: 'composite-covered',
    verdict: covered > COVERED_LIMIT ? 'warn' : 'pass',
    says:
      covered > COVERED_LIMIT
        ? 'Hair or something else lies over much of the face in the scene or the portrait; there the scene was kept.'
        : 'Nothing much lies over the face.',
    figure: covered,
    limit: COVERED_LIMIT,
  },
  {
    check: 'composite-light',
    verdict: Math.abs(slant) > MOST_SLANT ? 'warn' : 'pass',
    says:
      Math.abs(slant) > MOST_SLANT
        ? "The portrait is lit flat and the scene from one side; the shadow side follows the scene's only softly."
        : "The portrait's light is close to the scene's.",
    figure: Math.abs(slant),
    limit: MOST_SLANT,
  },
  glassesFinding(frames),
]

const decoded = async <T>(work: () => Promise<Result<T>>): Promise<Result<T>> => {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ProblemError) return { ok: false, problem: error.problem }
    throw error
  }
}

const encoded = async (
  { width, height, data }: RgbPicture,
  text: Readonly<Record<string, string>>,
  kept: readonly Uint8Array[],
  findings: readonly CheckFinding[],
): Promise<ComposedPicture> => {
  const png = await encodePng(data, width, height, { text })
  return { bytes: withChunks(png, kept), mimeType: 'image/png', width, height, findings }
}

/** The faces of the two pictures of a composite, as the studio's eyes give them. */
export interface FacesOfPair {
  readonly scene: readonly FaceMesh[]
  readonly portrait: readonly FaceMesh[]
}

/**
 * The scene with the portrait's face: PNG of the scene's size, every pixel outside the seam as it was. A chunk
 * {@link COMPOSITE_KEYWORD} says in JSON where the face was put. Findings tell what a person should look at.
 *
 * Fails with `picture-unreadable`, or with a reason why these two heads cannot be joined (see `suitability.ts`).
 */
export const compositePictures = async (
  scene: Uint8Array,
  portrait: Uint8Array,
  faces: FacesOfPair,
): Promise<Result<ComposedPicture>> =>
  await decoded(async () => {
    const joined = await joinFaces(
      await decodeRgb(scene),
      await decodeRgb(portrait),
      faces.scene,
      faces.portrait,
      cutAndResize,
    )
    if (!joined.ok) return joined
    const { picture, area } = joined.value
    return ok(await encoded(picture, { [COMPOSITE_KEYWORD]: JSON.stringify(area) }, [], findingsOf(joined.value)))
  })

/**
 * The scene with its faces painted out: PNG of the same size. The scene's own text chunks stay, and a chunk
 * {@link MASKED_KEYWORD} says how many faces were painted out.
 *
 * Fails with `picture-unreadable`, or `face-missing` where there is no face to paint out.
 */
export const maskPicture = async (scene: Uint8Array, faces: readonly FaceMesh[]): Promise<Result<ComposedPicture>> =>
  await decoded(async () => {
    if (faces.length === 0)
      return failed(
        'face-missing',
        'No face is seen in the scene, so there is none to paint out.',
        'Use the scene as it is with another strategy, or make it again.',
      )
    const painted = paintOutFaces(await decodeRgb(scene), faces)
    const text = { [MASKED_KEYWORD]: JSON.stringify({ faces: faces.length }) }
    return ok(await encoded(painted, text, wordsIn(scene), []))
  })
