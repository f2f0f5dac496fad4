import { failed, ok, type Result } from '../../contract/index.ts'
import { letGo } from './letting-go.ts'
import { jpegWithIptc } from './metadata/iptc.ts'
import { namedSrgb } from './metadata/named-srgb.ts'
import type { Provenance } from './metadata/provenance.ts'
import { SOURCE_TYPES } from './metadata/provenance.ts'
import { xmpPacket } from './metadata/xmp.ts'
import { firstLine, MAX_PIXELS, openPicture, textChunk, withChunks } from './pixels.ts'
import { sharp } from './sharp.ts'
import { readTiff } from './tiff.ts'

/** What a picture is made into for people outside. */
export interface DeliveryWish {
  readonly format: 'png' | 'jpeg' | 'webp' | 'avif' | 'tiff'
  /** Longest side in pixels, never enlarged; null: as it is. */
  readonly size: number | null
  readonly quality: number
  readonly colour: 'keep' | 'srgb' | 'display-p3'
  /** Null: no mark, for what no model made. */
  readonly provenance: Provenance | null
}

export interface Delivered {
  readonly bytes: Uint8Array
  readonly width: number
  readonly height: number
}

/** The keyword under which every reader looks for XMP in a PNG. */
const PNG_XMP = 'XML:com.adobe.xmp'

/** libvips' own names for the two profiles. */
const PROFILES = { srgb: 'srgb', 'display-p3': 'p3' } as const

const encoded = (picture: ReturnType<typeof openPicture>, { format, quality }: DeliveryWish) => {
  switch (format) {
    case 'png':
      return picture.png({ compressionLevel: 6, adaptiveFiltering: true })
    case 'jpeg':
      return picture.flatten({ background: '#ffffff' }).jpeg({ quality, chromaSubsampling: '4:4:4' })
    case 'webp':
      return picture.webp({ quality, smartSubsample: true })
    case 'avif':
      return picture.avif({ quality, chromaSubsampling: '4:4:4' })
    case 'tiff':
      return picture.tiff({ compression: 'deflate', predictor: 'horizontal' })
  }
}

/** The picture opened with the profile it is to have: converted only where its colours are not those already. */
const opened = async (bytes: Uint8Array, named: Uint8Array | null, colour: DeliveryWish['colour']) => {
  if (named !== null && colour !== 'display-p3') return openPicture(named).keepIccProfile()
  const picture = openPicture(named ?? bytes)
  if (colour === 'keep' && (await picture.metadata()).hasProfile) return picture.keepIccProfile()
  return picture.withIccProfile(PROFILES[colour === 'keep' ? 'srgb' : colour])
}

/** Where the encoder does not put the mark, or not all of it, where other programs look for it. */
const marking = ({ format, provenance }: DeliveryWish): ((encoded: Uint8Array) => Uint8Array) | null => {
  if (provenance === null) return null
  if (format === 'jpeg') return (jpeg) => jpegWithIptc(jpeg, provenance)
  // libvips writes XMP into a compressed zTXt chunk; the standard asks for iTXt, not compressed (ISO 16684-3, PNG).
  if (format === 'png') return (png) => withChunks(png, [textChunk(PNG_XMP, xmpPacket(provenance))])
  return null
}

/**
 * Makes a picture into what was wished: upright, at most that large, in that colour space, marked with where it comes from.
 * Everything else the picture carried is left out. Fails with `picture-unreadable`.
 */
export const makeDelivery = async (bytes: Uint8Array, wish: DeliveryWish): Promise<Result<Delivered>> => {
  try {
    const named = await namedSrgb(bytes)
    const coloured = await opened(bytes, named, wish.colour)
    if (wish.size !== null)
      coloured.resize({ width: wish.size, height: wish.size, fit: 'inside', withoutEnlargement: true })
    if (wish.provenance !== null && wish.format !== 'png') coloured.withXmp(xmpPacket(wish.provenance))
    const { data, info } = await encoded(coloured, wish).toBuffer({ resolveWithObject: true })
    if (named !== null) letGo(named)
    const { width, height } = info
    const marked = marking(wish)?.(data)
    if (marked === undefined) return ok({ bytes: data, width, height })
    letGo(data)
    return ok({ bytes: marked, width, height })
  } catch (error) {
    return failed(
      'picture-unreadable',
      `The picture cannot be read: ${firstLine(error)}.`,
      'Verify the library, or make it again.',
    )
  }
}

/**
 * Makes a picture into what was wished and, before it is given away, decodes it again and compares it with the wish; see
 * {@link faultOf}. Fails with `picture-unreadable`, and with `picture-not-whole` where what came out is not what was meant.
 */
export const deliver = async (bytes: Uint8Array, wish: DeliveryWish): Promise<Result<Delivered>> => {
  const made = await makeDelivery(bytes, wish)
  if (!made.ok) return made
  const { width, height } = made.value
  const fault = await faultOf(made.value.bytes, {
    format: wish.format,
    width,
    height,
    source: wish.provenance?.source ?? null,
  })
  return fault === null
    ? made
    : failed('picture-not-whole', `The picture did not come out as it should: ${fault}`, 'Export it again.')
}

/** What a finished picture must turn out to be. */
export interface DeliveryExpectation {
  readonly format: DeliveryWish['format']
  readonly width: number
  readonly height: number
  /** The mark it must carry; null: none was wished. */
  readonly source: Provenance['source'] | null
}

/** JPEG and WebP decode at an eighth at a part of the cost, and still every coded byte of them is read. */
const SHRINK = 8

/**
 * Reads a finished file as anybody would and compares it with what was meant: format, size, that every coded byte of it decodes
 * without a warning, the mark and the colour profile. Whether the pixels are beautiful is not asked. Null when all is well,
 * else what is wrong in one sentence.
 */
export const faultOf = async (bytes: Uint8Array, expected: DeliveryExpectation): Promise<string | null> => {
  const read = expected.format === 'tiff' ? tiffFacts(bytes) : await decodedFacts(bytes, expected)
  if (typeof read === 'string') return read
  if (read.width !== expected.width || read.height !== expected.height)
    return `It is ${read.width} x ${read.height} and not ${expected.width} x ${expected.height}.`
  if (expected.source !== null && read.xmp?.includes(`${SOURCE_TYPES}${expected.source}<`) !== true)
    return 'The mark of where it comes from is missing.'
  return read.hasProfile ? null : 'Its colour profile is missing.'
}

interface ReadBack {
  readonly width: number
  readonly height: number
  readonly xmp: string | null
  readonly hasProfile: boolean
}

const tiffFacts = (bytes: Uint8Array): ReadBack | string => {
  const facts = readTiff(bytes)
  if (facts === null) return 'It is no TIFF that can be read.'
  return facts.complete ? facts : 'Not all of it can be unpacked.'
}

const decodedFacts = async (bytes: Uint8Array, { format, width }: DeliveryExpectation): Promise<ReadBack | string> => {
  try {
    // Colours are not looked at here, so none are converted.
    const picture = sharp(bytes, { failOn: 'warning', limitInputPixels: MAX_PIXELS, ignoreIcc: true })
    const facts = await picture.metadata()
    if (facts.format !== (format === 'avif' ? 'heif' : format)) return `It is ${facts.format} and not ${format}.`
    if (format === 'jpeg' || format === 'webp') picture.resize({ width: Math.max(1, Math.floor(width / SHRINK)) })
    letGo(await picture.raw().toBuffer())
    return {
      width: facts.width,
      height: facts.height,
      xmp: facts.xmp === undefined ? null : facts.xmp.toString('utf8'),
      hasProfile: facts.hasProfile,
    }
  } catch (error) {
    return `It does not decode: ${firstLine(error)}.`
  }
}
