import type { Container } from './container.ts'

const SOI_BYTES = 2
const EOI = 0xd9
const SOS = 0xda

const isFrameHeader = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc

/** Markers without a length: TEM and the restart markers. */
const standsAlone = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)

/** The next marker at or after `at` that is neither a stuffed zero, a restart nor fill; the offset of its 0xff. */
const nextMarker = (bytes: Uint8Array, from: number): number => {
  let at = bytes.indexOf(0xff, from)
  while (at !== -1 && at + 1 < bytes.length) {
    const code = bytes[at + 1] ?? 0
    if (code !== 0x00 && code !== 0xff && !standsAlone(code)) return at
    at = bytes.indexOf(0xff, at + 1)
  }
  return -1
}

/**
 * Walks the marker segments (ITU-T T.81, annex B) to the end of the picture. A thumbnail inside a segment is skipped with
 * it, and what cameras append behind the end (motion, gain maps) is not looked at.
 */
export const readJpeg = (bytes: Uint8Array): Container | null => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let width = 0
  let height = 0
  let complete = false
  let at = nextMarker(bytes, SOI_BYTES)
  while (at !== -1) {
    const marker = bytes[at + 1] ?? 0
    if (marker === EOI) {
      complete = true
      break
    }
    if (at + 4 > bytes.length) break
    const length = view.getUint16(at + 2)
    if (isFrameHeader(marker) && at + 9 <= bytes.length) {
      height = Math.max(height, view.getUint16(at + 5))
      width = Math.max(width, view.getUint16(at + 7))
    }
    const end = at + 2 + Math.max(2, length)
    // After a scan header come coded pixels, in which only a true marker ends the scan.
    at = marker === SOS || end < bytes.length ? nextMarker(bytes, end) : -1
  }
  return width > 0 && height > 0 ? { width, height, animated: false, complete } : null
}
