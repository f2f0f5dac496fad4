import { inflateSync } from 'node:zlib'
import { letGo } from './letting-go.ts'

/** What a TIFF written by this studio says of itself, its pixels unpacked and counted. */
export interface TiffFacts {
  readonly width: number
  readonly height: number
  readonly xmp: string | null
  readonly hasProfile: boolean
  /** Whether every strip unpacks to as many bytes as its rows have. */
  readonly complete: boolean
}

const TAG = {
  width: 256,
  height: 257,
  compression: 259,
  stripOffsets: 273,
  samples: 277,
  rowsPerStrip: 278,
  stripBytes: 279,
  xmp: 700,
  profile: 34675,
} as const

const DEFLATE = 8
const SIZES: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 7: 1, 13: 4 }

interface Field {
  readonly type: number
  readonly count: number
  readonly at: number
}

/**
 * Reads the first picture of a TIFF 6.0 of 8 bits a sample in deflated strips, which is how exports are written. It is read here,
 * and not by the decoder, because TIFF is kept out of that for safety's sake. Null for anything else.
 */
export const readTiff = (bytes: Uint8Array): TiffFacts | null => {
  try {
    return read(bytes)
  } catch (error) {
    // What points out of the file, or does not inflate, is no whole picture.
    if (error instanceof RangeError || (error instanceof Error && 'code' in error)) return null
    throw error
  }
}

const read = (bytes: Uint8Array): TiffFacts | null => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const little = view.getUint16(0) === 0x4949
  if (view.getUint16(2, little) !== 42) return null
  const u16 = (at: number): number => view.getUint16(at, little)
  const u32 = (at: number): number => view.getUint32(at, little)
  const fields = new Map<number, Field>()
  const directory = u32(4)
  for (let n = 0; n < u16(directory); n++) {
    const at = directory + 2 + n * 12
    const type = u16(at + 2)
    const count = u32(at + 4)
    const isInline = (SIZES[type] ?? 8) * count <= 4
    fields.set(u16(at), { type, count, at: isInline ? at + 8 : u32(at + 8) })
  }
  const numbers = (tag: number): readonly number[] => {
    const field = fields.get(tag)
    if (!field) return []
    const size = SIZES[field.type] ?? 4
    return Array.from({ length: field.count }, (_, n) =>
      size === 2 ? u16(field.at + n * 2) : size === 1 ? view.getUint8(field.at + n) : u32(field.at + n * 4),
    )
  }
  const [width = 0] = numbers(TAG.width)
  const [height = 0] = numbers(TAG.height)
  const [samples = 1] = numbers(TAG.samples)
  const [rows = height] = numbers(TAG.rowsPerStrip)
  if (numbers(TAG.compression)[0] !== DEFLATE || width === 0 || height === 0) return null
  const lengths = numbers(TAG.stripBytes)
  const complete =
    lengths.length === Math.ceil(height / rows) &&
    numbers(TAG.stripOffsets).every((at, n) => {
      const expected = Math.min(rows, height - n * rows) * width * samples
      // Unpacked in one piece, which has room for one byte too many.
      const strip = inflateSync(bytes.subarray(at, at + (lengths[n] ?? 0)), { chunkSize: Math.max(64, expected + 1) })
      const { length } = strip
      letGo(strip)
      return length === expected
    })
  const xmp = fields.get(TAG.xmp)
  return {
    width,
    height,
    xmp: xmp ? Buffer.from(bytes.subarray(xmp.at, xmp.at + xmp.count)).toString('utf8') : null,
    hasProfile: fields.has(TAG.profile),
    complete,
  }
}
