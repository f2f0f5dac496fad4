import { crc32 } from 'node:zlib'

/** One chunk of a PNG file; offsets count from the file's first byte. */
export interface PngChunk {
  readonly type: string
  readonly data: Uint8Array
  readonly start: number
  readonly end: number
}

const SIGNATURE_BYTES = 8
/** Length and type before the data, checksum after it. */
const FRAME_BYTES = 12
/** Enough for the largest photo in small pieces; a file of nothing but empty chunks must not fill the memory. */
const MAX_CHUNKS = 100_000

/**
 * The chunks of a PNG up to its end or to the first one that is cut off (PNG third edition, 5.3). Never throws; checksums
 * are the decoder's business.
 */
export const readPngChunks = (png: Uint8Array): readonly PngChunk[] => {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength)
  const chunks: PngChunk[] = []
  let at = SIGNATURE_BYTES
  while (at + FRAME_BYTES <= png.length && chunks.length < MAX_CHUNKS) {
    const length = view.getUint32(at)
    const end = at + FRAME_BYTES + length
    if (end > png.length) break
    const type = String.fromCharCode(...png.subarray(at + 4, at + 8))
    chunks.push({ type, data: png.subarray(at + 8, at + 8 + length), start: at, end })
    if (type === 'IEND') break
    at = end
  }
  return chunks
}

/** A whole chunk: length, type, data, checksum. */
export const pngChunk = (type: string, data: Uint8Array): Uint8Array => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const chunk = Buffer.alloc(body.length + 8)
  chunk.writeUInt32BE(data.length, 0)
  body.copy(chunk, 4)
  chunk.writeUInt32BE(crc32(body), body.length + 4)
  return chunk
}
