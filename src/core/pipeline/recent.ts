import type { Sha256 } from '../../contract/index.ts'

/** Room for the views and scenes that a run's requests share, at the sizes models give. */
const MOST_BYTES = 96 * 1024 * 1024

type ReadPicture = (sha256: Sha256) => Promise<Uint8Array>

/**
 * Keeps the bytes of pictures that were read lately: the five views go into every portrait and most finals, and would be
 * read and checked against their hash each time. The oldest go first when there is no room.
 */
export const keepRecent = (read: ReadPicture, mostBytes: number = MOST_BYTES): ReadPicture => {
  const kept = new Map<Sha256, { readonly bytes: Promise<Uint8Array>; size: number }>()
  let total = 0

  const drop = (sha256: Sha256): void => {
    total -= kept.get(sha256)?.size ?? 0
    kept.delete(sha256)
  }

  return async (sha256) => {
    const there = kept.get(sha256)
    if (there) {
      kept.delete(sha256)
      kept.set(sha256, there)
      return await there.bytes
    }
    const entry = { bytes: read(sha256), size: 0 }
    kept.set(sha256, entry)
    try {
      const bytes = await entry.bytes
      if (kept.get(sha256) !== entry) return bytes
      entry.size = bytes.byteLength
      total += entry.size
      for (const oldest of kept.keys()) {
        if (total <= mostBytes) break
        drop(oldest)
      }
      return bytes
    } catch (error) {
      if (kept.get(sha256) === entry) drop(sha256)
      throw error
    }
  }
}
