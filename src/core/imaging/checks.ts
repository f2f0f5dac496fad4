import { ProblemError, type CheckFinding } from '../../contract/index.ts'
import { ratioOf } from './canvas.ts'
import { decodeRgb, type RgbPicture } from './pixels.ts'
import { laplacianVariances, luminance } from './quality.ts'
import { sniffMime } from './sniff.ts'
import { readContainer } from './container/container.ts'
import { readFacts } from './facts.ts'
import type { JudgedPicture, PictureCheck, PictureExpectation, PictureFacts } from './types.ts'

/** The formats that are stored and shown as they come. */
const KNOWN: ReadonlySet<string> = new Set<PictureFacts['mimeType']>(['image/jpeg', 'image/png', 'image/webp'])
/** Relative. Models answer in sizes of their own: 864 x 1184 for 3:4 is 2.7 % off. */
const PROPORTION_TOLERANCE = 0.03

/** Longest side, in pixels, of the copy that emptiness is measured on. */
const CHECK_SIDE = 256
/** Standard deviation of the luminance, in grey levels of 255, below which a picture is one tone (grain included). */
const MIN_SPREAD = 5
/** A figure in front of white leaves most of the picture one colour; a picture that is nearly all one colour shows nothing. */
const MAX_ONE_COLOUR = 0.99
/**
 * Share of a 16 x 16 grid that must hold an edge or texture. A smooth gradient has a wide spread and many colours and not a
 * single tile with detail; a face alone fills far more tiles than this.
 */
const MIN_DETAIL = 0.02
const TILES = 16
/** Variance of the Laplacian, squared grey levels: above what rounding and JPEG leave on a smooth gradient. */
const DETAIL_VARIANCE = 8

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`

const finding = (
  check: string,
  good: boolean,
  says: string,
  figure: number | null,
  limit: number | null,
): CheckFinding => ({
  check,
  verdict: good ? 'pass' : 'fail',
  says,
  figure,
  limit,
})

const formatFinding = (bytes: Uint8Array): CheckFinding => {
  const mime = sniffMime(bytes)
  return mime !== null && KNOWN.has(mime)
    ? finding('format', true, `The picture is ${mime}.`, null, null)
    : finding(
        'format',
        false,
        `The answer is ${mime ?? 'no picture format at all'}; JPEG, PNG or WebP was expected.`,
        null,
        null,
      )
}

const proportionsFinding = (width: number, height: number, { aspectRatio }: PictureExpectation): CheckFinding => {
  const wanted = ratioOf(aspectRatio)
  if (wanted === null)
    return finding('proportions', true, `No proportions to compare with in "${aspectRatio}".`, null, null)
  const off = Math.abs(width / height / wanted - 1)
  const says =
    off <= PROPORTION_TOLERANCE
      ? `${width} x ${height} is ${aspectRatio} within ${percent(off)}.`
      : `${width} x ${height} is not ${aspectRatio}: it is ${percent(off)} off.`
  return finding('proportions', off <= PROPORTION_TOLERANCE, says, off, PROPORTION_TOLERANCE)
}

const spreadOf = (grey: Float32Array): number => {
  const mean = grey.reduce((sum, value) => sum + value, 0) / grey.length
  return Math.sqrt(grey.reduce((sum, value) => sum + (value - mean) ** 2, 0) / grey.length)
}

/** Share of the most frequent colour, told apart in steps of 16 a channel. */
const oneColourShare = ({ data, width, height }: RgbPicture): number => {
  const counts = new Uint32Array(4096)
  let most = 0
  for (let at = 0; at + 2 < data.length; at += 3) {
    const colour = (((data[at] ?? 0) >> 4) << 8) | (((data[at + 1] ?? 0) >> 4) << 4) | ((data[at + 2] ?? 0) >> 4)
    const count = (counts[colour] ?? 0) + 1
    counts[colour] = count
    most = Math.max(most, count)
  }
  return most / (width * height)
}

const blanknessFindings = (picture: RgbPicture): readonly CheckFinding[] => {
  const grey = luminance(picture)
  const spread = spreadOf(grey)
  const oneColour = oneColourShare(picture)
  const tiles = laplacianVariances(grey, picture.width, picture.height, TILES)
  const detail = tiles.filter((variance) => variance > DETAIL_VARIANCE).length / tiles.length
  return [
    finding(
      'contrast',
      spread >= MIN_SPREAD,
      spread >= MIN_SPREAD
        ? 'The picture has light and dark.'
        : 'The picture is blank: it is one tone from edge to edge.',
      spread,
      MIN_SPREAD,
    ),
    finding(
      'one-colour',
      oneColour <= MAX_ONE_COLOUR,
      oneColour <= MAX_ONE_COLOUR
        ? `The most frequent colour covers ${percent(oneColour)}.`
        : `The picture is blank: one colour covers ${percent(oneColour)} of it.`,
      oneColour,
      MAX_ONE_COLOUR,
    ),
    finding(
      'detail',
      detail >= MIN_DETAIL,
      detail >= MIN_DETAIL
        ? `${percent(detail)} of the picture holds detail.`
        : 'The picture is blank: it holds no edges and no texture, at most a gradient.',
      detail,
      MIN_DETAIL,
    ),
  ]
}

/** Decodes all of it: a small copy alone would let a JPEG pass whose end is missing. */
const decodeWhole = async (bytes: Uint8Array): Promise<RgbPicture | string> => {
  const container = readContainer(bytes)
  if (container !== null && !container.complete) return 'its end is missing'
  try {
    return await decodeRgb(bytes, CHECK_SIDE)
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.message.replace(/^The picture cannot be read: |\.$/g, '')
    throw error
  }
}

/**
 * Judges an answer picture without looking for a face: `decodes`, `format`, `proportions` (within 3 %), and not blank
 * (`contrast`, `one-colour`, `detail`). What does not decode gets the first two findings alone and no facts.
 */
export const judgePicture = async (bytes: Uint8Array, expected: PictureExpectation): Promise<JudgedPicture> => {
  const decoded = await decodeWhole(bytes)
  const format = formatFinding(bytes)
  if (typeof decoded === 'string') {
    return {
      facts: null,
      findings: [finding('decodes', false, `The answer does not decode: ${decoded}.`, null, null), format],
    }
  }
  const facts = readFacts(bytes)
  const { width, height } = facts ?? decoded
  return {
    facts,
    findings: [
      finding('decodes', true, 'The picture decodes.', null, null),
      format,
      proportionsFinding(width, height, expected),
      ...blanknessFindings(decoded),
    ],
  }
}

/** The findings of {@link judgePicture} alone. */
export const checkPicture: PictureCheck = async (bytes, expected) => (await judgePicture(bytes, expected)).findings
