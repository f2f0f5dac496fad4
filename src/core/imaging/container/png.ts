import { readPngChunks } from '../png-chunks.ts'
import type { Container } from './container.ts'

/** Reads the chunk list; an `acTL` chunk announcing more than one frame makes it an animation (APNG). */
export const readPng = (bytes: Uint8Array): Container | null => {
  const chunks = readPngChunks(bytes)
  const header = chunks[0]
  if (header?.type !== 'IHDR' || header.data.length < 8) return null
  const size = new DataView(header.data.buffer, header.data.byteOffset, header.data.byteLength)
  const width = size.getUint32(0)
  const height = size.getUint32(4)
  if (width === 0 || height === 0) return null
  const animation = chunks.find((chunk) => chunk.type === 'acTL' && chunk.data.length >= 4)?.data
  const frames =
    animation === undefined
      ? 1
      : new DataView(animation.buffer, animation.byteOffset, animation.byteLength).getUint32(0)
  return { width, height, animated: frames > 1, complete: chunks.at(-1)?.type === 'IEND' }
}
