import type { Container } from './container.ts'

const RIFF_HEADER_BYTES = 12
const CHUNK_HEADER_BYTES = 8
const ANIMATION_FLAG = 0x02

interface Size {
  readonly width: number
  readonly height: number
}

/** Canvas of an extended file: 24-bit width and height, each less one. */
const extendedSize = (data: Uint8Array): Size => ({
  width: 1 + ((data[4] ?? 0) | ((data[5] ?? 0) << 8) | ((data[6] ?? 0) << 16)),
  height: 1 + ((data[7] ?? 0) | ((data[8] ?? 0) << 8) | ((data[9] ?? 0) << 16)),
})

/** Lossy frame (RFC 6386, 9.1): 14 bits each behind the start code. */
const lossySize = (data: Uint8Array): Size => ({
  width: ((data[6] ?? 0) | ((data[7] ?? 0) << 8)) & 0x3fff,
  height: ((data[8] ?? 0) | ((data[9] ?? 0) << 8)) & 0x3fff,
})

/** Lossless frame (WebP lossless specification, 3.4): two 14-bit numbers, each less one, behind the signature byte. */
const losslessSize = (data: Uint8Array): Size => {
  const bits = ((data[1] ?? 0) | ((data[2] ?? 0) << 8) | ((data[3] ?? 0) << 16) | ((data[4] ?? 0) << 24)) >>> 0
  return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) }
}

const sizeIn = (type: string, data: Uint8Array): Size | null => {
  if (data.length < 5) return null
  if (type === 'VP8X') return extendedSize(data)
  if (type === 'VP8 ') return lossySize(data)
  if (type === 'VP8L') return losslessSize(data)
  return null
}

/** Reads the RIFF chunks (RFC 9649). Complete when the file is as long as its header says and every chunk fits. */
export const readWebp = (bytes: Uint8Array): Container | null => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < RIFF_HEADER_BYTES + CHUNK_HEADER_BYTES) return null
  const end = 8 + view.getUint32(4, true)
  let complete = end <= bytes.length
  let animated = false
  let width = 0
  let height = 0
  let at = RIFF_HEADER_BYTES
  while (at + CHUNK_HEADER_BYTES <= Math.min(end, bytes.length)) {
    const type = String.fromCharCode(...bytes.subarray(at, at + 4))
    const length = view.getUint32(at + 4, true)
    const data = bytes.subarray(at + CHUNK_HEADER_BYTES, at + CHUNK_HEADER_BYTES + length)
    if (data.length < length) complete = false
    if (type === 'ANIM' || type === 'ANMF' || (type === 'VP8X' && ((data[0] ?? 0) & ANIMATION_FLAG) !== 0)) {
      animated = true
    }
    const size = sizeIn(type, data)
    width = Math.max(width, size?.width ?? 0)
    height = Math.max(height, size?.height ?? 0)
    at += CHUNK_HEADER_BYTES + length + (length % 2)
  }
  return width > 0 && height > 0 ? { width, height, animated, complete } : null
}
