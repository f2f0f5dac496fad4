import { crc32 } from 'node:zlib'
import { readPngChunks } from '../../imaging/png-chunks.ts'
import type { PngChunk } from '../../imaging/png-chunks.ts'

/** The bytes every PNG begins with. */
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
/** In an iTXt chunk, between keyword and text: not compressed, no language, no translated keyword. */
const PLAIN_TEXT = Buffer.alloc(5)

const isSound = (png: Uint8Array, chunk: PngChunk): boolean => {
  const body = png.subarray(chunk.start + 4, chunk.end - 4)
  return Buffer.from(png.buffer, png.byteOffset + chunk.end - 4, 4).readUInt32BE() === crc32(body)
}

/**
 * The text a PNG holds under a keyword (an uncompressed iTXt chunk; PNG third edition, 11.3.3.4). Null when there is none,
 * and when the file is damaged anywhere: what is said of a picture that cannot be shown is worth nothing.
 */
export const pngText = (png: Uint8Array, keyword: string): string | null => {
  if (Buffer.compare(png.subarray(0, SIGNATURE.length), SIGNATURE) !== 0) return null
  const head = Buffer.concat([Buffer.from(keyword, 'latin1'), PLAIN_TEXT])
  const chunks = readPngChunks(png)
  const text = chunks.find(
    ({ type, data }) => type === 'iTXt' && Buffer.compare(data.subarray(0, head.length), head) === 0,
  )
  if (text === undefined || chunks.at(-1)?.type !== 'IEND' || !chunks.every((chunk) => isSound(png, chunk))) return null
  return Buffer.from(text.data.subarray(head.length)).toString('utf8')
}
