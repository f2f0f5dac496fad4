import { readPngChunks } from '../png-chunks.ts'
import { sniffMime } from '../sniff.ts'

/** How every C2PA manifest store begins: a JUMBF superbox whose description is labelled so (C2PA 2.2, 11.1.4.2). */
const LABEL = Buffer.from('c2pa\0', 'latin1')
/** The `uuid` box of ISO base media files that holds a manifest store (C2PA 2.2, A.4.1). */
const UUID = Buffer.from('d8fec3d61b0e483c92975828877ec481', 'hex')
/** A label is looked for where a description box has it: right behind its box headers and type. */
const LOOKED_AT = 128

const isStore = (data: Uint8Array): boolean => {
  const head = Buffer.from(data.buffer, data.byteOffset, Math.min(data.byteLength, LOOKED_AT))
  return head.includes('jumb', 0, 'latin1') && head.includes(LABEL)
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** JPEG: APP11 segments, marked `JP`, before the scan (ISO 19566-5, D.2). */
const inJpeg = (bytes: Uint8Array): boolean => {
  const view = viewOf(bytes)
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff;) {
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xda || marker === 0xd9) return false
    if (marker === 0xff) {
      at += 1
      continue
    }
    const end = at + 2 + Math.max(2, view.getUint16(at + 2))
    const data = bytes.subarray(at + 4, end)
    if (marker === 0xeb && data[0] === 0x4a && data[1] === 0x50 && isStore(data)) return true
    at = end
  }
  return false
}

const inPng = (bytes: Uint8Array): boolean =>
  readPngChunks(bytes).some(({ type, data }) => type === 'caBX' && isStore(data))

/** WebP: a RIFF chunk named C2PA. */
const inWebp = (bytes: Uint8Array): boolean => {
  const view = viewOf(bytes)
  for (let at = 12; at + 8 <= bytes.length;) {
    const length = view.getUint32(at + 4, true)
    const type = String.fromCharCode(...bytes.subarray(at, at + 4))
    if (type === 'C2PA' && isStore(bytes.subarray(at + 8, at + 8 + length))) return true
    at += 8 + length + (length % 2)
  }
  return false
}

/** AVIF and HEIC: a `uuid` box of C2PA's own at the top. */
const inIso = (bytes: Uint8Array): boolean => {
  const view = viewOf(bytes)
  for (let at = 0; at + 8 <= bytes.length;) {
    const small = view.getUint32(at)
    const header = small === 1 ? 16 : 8
    if (small === 1 && at + 16 > bytes.length) return false
    const size = small === 0 ? bytes.length - at : small === 1 ? Number(view.getBigUint64(at + 8)) : small
    if (size < header) return false
    const isUuid = String.fromCharCode(...bytes.subarray(at + 4, at + 8)) === 'uuid'
    const content = bytes.subarray(at + header, at + size)
    if (isUuid && UUID.equals(content.subarray(0, 16))) return true
    at += size
  }
  return false
}

/**
 * Whether a picture carries a C2PA manifest: the signed word of its maker on where it comes from. Says nothing on whether the
 * signature holds. Never throws, whatever the bytes.
 */
export const carriesC2pa = (bytes: Uint8Array): boolean => {
  switch (sniffMime(bytes)) {
    case 'image/jpeg':
      return inJpeg(bytes)
    case 'image/png':
      return inPng(bytes)
    case 'image/webp':
      return inWebp(bytes)
    case 'image/avif':
    case 'image/heic':
      return inIso(bytes)
    default:
      return false
  }
}
