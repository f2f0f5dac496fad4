import { deflateSync } from 'node:zlib'
import { pngChunk, readPngChunks } from '../png-chunks.ts'
import { sharp } from '../sharp.ts'
import { sniffMime } from '../sniff.ts'

const takeProfile = async (): Promise<Buffer> => {
  const create = { width: 1, height: 1, channels: 3 as const, background: '#000' }
  const { icc } = await sharp(await sharp({ create }).withIccProfile('srgb').png().toBuffer()).metadata()
  if (icc === undefined) throw new Error('libvips wrote no sRGB profile.')
  return icc
}

/** The profile that libvips itself writes for sRGB: taken from a picture of one pixel, once a thread. */
const srgbProfile = (() => {
  let taken: Promise<Buffer> | undefined
  return async (): Promise<Buffer> => await (taken ??= takeProfile())
})()

/** Two pieces of a file with something put between them. */
const putIn = (bytes: Uint8Array, at: number, between: Uint8Array): Uint8Array =>
  Buffer.concat([bytes.subarray(0, at), between, bytes.subarray(at)])

/** Colour types of a PNG that are red, green and blue, without and with transparency (PNG third edition, 11.2.1). */
const TRUECOLOUR = new Set([2, 6])
const DEPTHS = new Set([8, 16])
const DEPTH_AT = 8
const COLOUR_TYPE_AT = 9

/** With an iCCP chunk (11.3.2.3): a name, a method, the profile deflated. Null where it is not of full colour, or has one. */
const namedPng = async (png: Uint8Array): Promise<Uint8Array | null> => {
  const chunks = readPngChunks(png)
  const header = chunks[0]
  if (header?.type !== 'IHDR' || !DEPTHS.has(header.data[DEPTH_AT] ?? 0)) return null
  if (!TRUECOLOUR.has(header.data[COLOUR_TYPE_AT] ?? -1) || chunks.some(({ type }) => type === 'iCCP')) return null
  const profile = deflateSync(await srgbProfile())
  return putIn(png, header.end, pngChunk('iCCP', Buffer.concat([Buffer.from('sRGB\0\0', 'latin1'), profile])))
}

/** With an APP2 segment (ICC.1:2022, B.4), behind JFIF's APP0, which must be the first where there is one. */
const namedJpeg = async (jpeg: Uint8Array): Promise<Uint8Array | null> => {
  const { space, hasProfile } = await sharp(jpeg).metadata()
  if (space !== 'srgb' || hasProfile) return null
  const content = Buffer.concat([Buffer.from('ICC_PROFILE\0\u0001\u0001', 'latin1'), await srgbProfile()])
  const head = Buffer.from([0xff, 0xe2, (content.length + 2) >> 8, (content.length + 2) & 0xff])
  const at = jpeg[2] === 0xff && jpeg[3] === 0xe0 ? 4 + ((jpeg[4] ?? 0) << 8) + (jpeg[5] ?? 0) : 2
  return putIn(jpeg, at, Buffer.concat([head, content]))
}

/**
 * A PNG or JPEG in full colour that names no profile, with what that means written into it: sRGB. Kept by the encoder, the profile
 * reaches the new file without a pixel being touched, where converting sRGB to sRGB costs a fifth of a JPEG and rounds once
 * more; and 16 bits without a name are taken for Display P3 by sharp. Null where the picture is anything else.
 */
export const namedSrgb = async (bytes: Uint8Array): Promise<Uint8Array | null> => {
  const mime = sniffMime(bytes)
  if (mime === 'image/png') return await namedPng(bytes)
  return mime === 'image/jpeg' ? await namedJpeg(bytes) : null
}
