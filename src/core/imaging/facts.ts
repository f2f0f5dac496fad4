import { readContainer } from './container/container.ts'
import { sniffMime } from './sniff.ts'
import type { PictureFacts } from './types.ts'

/** What a picture's header says of it; null when it is none of the formats an answer may have. Does not decode it. */
export const readFacts = (bytes: Uint8Array): PictureFacts | null => {
  const container = readContainer(bytes)
  const mimeType = sniffMime(bytes)
  if (container === null) return null
  if (mimeType !== 'image/jpeg' && mimeType !== 'image/png' && mimeType !== 'image/webp') return null
  return { width: container.width, height: container.height, mimeType }
}
