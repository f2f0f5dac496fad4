import { createHash } from 'node:crypto'
import { failed, ok, Sha256, type Result } from '../../contract/index.ts'
import { readContainer } from './container/container.ts'
import { readPhotoFile, type PhotoFile } from './photo-file.ts'
import { decodeRgb, firstLine, MAX_PIXELS, openPicture } from './pixels.ts'
import { measureQuality, QUALITY_SIDE, type PhotoQuality } from './quality.ts'
import { sniffMime } from './sniff.ts'
import type { PhotoVerdict, TakenPhoto } from './types.ts'

/** Longest side of a stored photo, in pixels: more than any model looks at, and five of them still fit one request. */
const PHOTO_SIDE = 2048
/** Shorter side, in pixels, below which a picture cannot hold a face that is large enough. */
const MIN_SIDE = 512
/** Width of the face, in pixels, that a likeness needs. */
export const FACE_PIXELS = 400
/** Shorter side below which even a close portrait has less than {@link FACE_PIXELS}: the face is about half of it. */
const COMFORTABLE_SIDE = 2 * FACE_PIXELS
/**
 * High enough that a second generation of JPEG cannot be told from the first. A photo is always stored as JPEG, whatever
 * it came as: a PNG of the same size is five times as large, and five of those do not fit one request.
 */
const JPEG_QUALITY = 92

/** Conservative limits, set on sharp and blurred photos at {@link QUALITY_SIDE}: only what anybody would call bad warns. */
const BLURRED_BELOW = 15
const DARK_BELOW = 50
const BLOWN_ABOVE = 0.85

/** How the guess of a face's size begins; whoever has seen the face knows better. */
const SIZE_GUESS = 'The photo has only'
export const isSizeGuess = (warning: string): boolean => warning.startsWith(SIZE_GUESS)

const WANTED = 'Hand in a JPEG, PNG, WebP or AVIF photo.'

/** What the file is instead, for the formats people mistake for photos. */
const notAPhoto = (bytes: Uint8Array): Result<never> => {
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1')
  if (head.startsWith('%PDF'))
    return failed('photo-format', 'This is a PDF, not a photo.', 'Export the page as a JPEG.')
  if (/^(\xef\xbb\xbf)?\s*<(\?xml|!--|!DOCTYPE svg|svg)/i.test(head) && /<svg|<!DOCTYPE svg/i.test(head)) {
    return failed('photo-format', 'This is an SVG drawing, not a photo.', WANTED)
  }
  if (head.startsWith('II*\0') || head.startsWith('MM\0*')) {
    return failed(
      'photo-format',
      'This is a TIFF or a raw file, which the studio does not read.',
      'Export it as a JPEG.',
    )
  }
  if (head.startsWith('BM'))
    return failed('photo-format', 'This is a BMP, which the studio does not read.', 'Save it as a JPEG.')
  return failed('photo-not-an-image', 'This is not a picture.', WANTED)
}

/** Everything that can be refused before a pixel is decoded. */
const refuseFromHeader = (bytes: Uint8Array): Result<null> => {
  if (bytes.length === 0) return failed('photo-empty', 'The file is empty.', 'Copy it again from the camera or phone.')
  const mime = sniffMime(bytes)
  if (mime === null) return notAPhoto(bytes)
  if (mime === 'image/gif') return failed('photo-animated', 'This is a GIF, an animation rather than a photo.', WANTED)
  const container = readContainer(bytes)
  if (container === null) {
    return failed(
      'photo-damaged',
      'The file begins like a picture, and its header is damaged.',
      'Copy it again from the camera or phone.',
    )
  }
  if (container.animated) {
    return failed('photo-animated', 'This is an animation, not a photo.', 'Save one still of it as a JPEG.')
  }
  const pixels = container.width * container.height
  if (pixels > MAX_PIXELS) {
    return failed(
      'photo-too-large',
      `The picture claims ${container.width} x ${container.height} pixels; at most ${MAX_PIXELS / 1_000_000} million are read.`,
      'Export it smaller: 2048 pixels on the longer side are enough.',
    )
  }
  if (!container.complete) {
    return failed(
      'photo-truncated',
      'The file is cut off: its end is missing.',
      'Copy it again from the camera or phone.',
    )
  }
  return ok(null)
}

const tooSmall = (width: number, height: number): Result<null> => {
  const scale = Math.min(1, PHOTO_SIDE / Math.max(width, height))
  if (Math.min(width, height) < MIN_SIDE) {
    return failed(
      'photo-too-small',
      `The picture has ${width} x ${height} pixels; the shorter side needs ${MIN_SIDE}, so that the face has about ${FACE_PIXELS}.`,
      'Hand in the original rather than a preview, or a closer photo.',
    )
  }
  if (Math.min(width, height) * scale < MIN_SIDE) {
    return failed(
      'photo-too-narrow',
      `The picture is a strip of ${width} x ${height} pixels.`,
      'Crop it around the head and shoulders.',
    )
  }
  return ok(null)
}

const undecodable = (bytes: Uint8Array, error: unknown): Result<never> => {
  if (sniffMime(bytes) === 'image/heic') {
    return failed(
      'photo-heic',
      'This is a HEIC photo, and this build of the studio cannot decode HEIC.',
      'Export it as a JPEG (Preview on a Mac, Photos on Windows), or set the iPhone to "Most Compatible" under Camera, Formats.',
    )
  }
  return failed(
    'photo-damaged',
    `The picture is damaged: ${firstLine(error)}.`,
    'Copy it again from the camera or phone.',
  )
}

interface Normalized {
  readonly bytes: Uint8Array
  readonly width: number
  readonly height: number
  readonly blemished: boolean
}

/** Upright, sRGB, on white, limited, as JPEG with nothing in it but the picture: sharp writes no metadata unless told. */
const normalize = async (bytes: Uint8Array, failOn: 'warning' | 'truncated'): Promise<Normalized> => {
  const { data, info } = await openPicture(bytes, failOn)
    .flatten({ background: '#ffffff' })
    .resize({ width: PHOTO_SIDE, height: PHOTO_SIDE, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .jpeg({ quality: JPEG_QUALITY, chromaSubsampling: '4:4:4' })
    .toBuffer({ resolveWithObject: true })
  return { bytes: new Uint8Array(data), width: info.width, height: info.height, blemished: failOn === 'truncated' }
}

const qualityWarnings = ({ sharpness, brights, blown }: PhotoQuality): readonly string[] => {
  // A dark picture has little contrast anywhere, so that blur cannot be told.
  if (brights < DARK_BELOW) return ['The photo is very dark: take one in daylight, facing a window.']
  if (blown > BLOWN_ABOVE) return ['The photo is blown out to white where the face should be.']
  return sharpness < BLURRED_BELOW ? ['The photo looks blurred: a sharp one gives a better likeness.'] : []
}

const warningsFor = async (normalized: Normalized): Promise<readonly string[]> => {
  const { bytes, width, height, blemished } = normalized
  const quality = measureQuality(await decodeRgb(bytes, QUALITY_SIDE))
  return [
    ...(blemished
      ? ['The file has small errors; if the photo shows stripes or grey areas, hand in another copy.']
      : []),
    ...(Math.min(width, height) < COMFORTABLE_SIDE
      ? [
          `${SIZE_GUESS} ${width} x ${height} pixels: unless the face fills it, it has fewer than the ${FACE_PIXELS} it needs.`,
        ]
      : []),
    ...qualityWarnings(quality),
  ]
}

const isProfile = (name: string): boolean => /profile/i.test(name)

const take = async (name: string, bytes: Uint8Array): Promise<Result<TakenPhoto>> => {
  const refusal = refuseFromHeader(bytes)
  if (!refusal.ok) return refusal
  try {
    const { autoOrient } = await openPicture(bytes).metadata()
    const small = tooSmall(autoOrient.width, autoOrient.height)
    if (!small.ok) return small
    // Some phones write files that decoders grumble about and everybody can see: those are taken, with a word.
    const normalized = await normalize(bytes, 'warning').catch(async () => await normalize(bytes, 'truncated'))
    return ok({
      name,
      bytes: normalized.bytes,
      photo: {
        sha256: Sha256.parse(createHash('sha256').update(normalized.bytes).digest('hex')),
        name,
        pose: isProfile(name) ? 'profile' : 'front',
        width: normalized.width,
        height: normalized.height,
        mimeType: 'image/jpeg',
      },
      warnings: await warningsFor(normalized),
    })
  } catch (error) {
    return undecodable(bytes, error)
  }
}

/**
 * Judges one photo by its bytes, whatever its name ends in: either a copy that is upright, in sRGB, flattened on white, at
 * most {@link PHOTO_SIDE} pixels long and free of every metadata, as JPEG, or the reason it is refused. Equal bytes give
 * equal bytes. Never rejects for anything a file can be.
 */
export const judgePhoto = async (file: PhotoFile): Promise<PhotoVerdict> => {
  // A name ends up in terminals and pages: control characters in it could write more than a name.
  const name = file.name.replaceAll(/\p{Cc}/gu, '?')
  const read = await readPhotoFile(file)
  return { name, result: read.ok ? await take(name, read.value) : read }
}
