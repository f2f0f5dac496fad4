import type { Container } from './container.ts'

interface Box {
  readonly type: string
  /** Offset of the first byte behind the header. */
  readonly from: number
  readonly to: number
  /** False when the box says it is longer than what is there. */
  readonly whole: boolean
}

/** More boxes than any camera writes; a file of nothing but empty boxes must not fill the memory. */
const MAX_BOXES = 4096

/** The boxes between two offsets (ISO/IEC 14496-12, 4.2); a size of 0 reaches to the end, 1 is followed by 64 bits. */
const boxes = (bytes: Uint8Array, from: number, to: number): readonly Box[] => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const found: Box[] = []
  let at = from
  while (at + 8 <= to && found.length < MAX_BOXES) {
    const small = view.getUint32(at)
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    const long = small === 1 && at + 16 <= to
    const header = long ? 16 : 8
    const size = small === 0 ? to - at : long ? Number(view.getBigUint64(at + 8)) : small
    if (size < header) break
    found.push({ type, from: at + header, to: Math.min(to, at + size), whole: at + size <= to })
    at += size
  }
  return found
}

const inside = (bytes: Uint8Array, box: Box | undefined, type: string, skip = 0): readonly Box[] =>
  box === undefined ? [] : boxes(bytes, box.from + skip, box.to).filter((inner) => inner.type === type)

/** Version and flags in front of a full box's content. */
const FULL_BOX_BYTES = 4
const SEQUENCE_BRANDS = new Set(['avis', 'msf1', 'hevc', 'hevx'])

/** Reads the size from the `ispe` properties of an AVIF or HEIC file; a grid of tiles is as large as its largest. */
export const readIso = (bytes: Uint8Array): Container | null => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const top = boxes(bytes, 0, bytes.length)
  const meta = top.find((box) => box.type === 'meta')
  const properties = inside(bytes, inside(bytes, meta, 'iprp', FULL_BOX_BYTES)[0], 'ipco')[0]
  const sizes = inside(bytes, properties, 'ispe')
    .filter((box) => box.to - box.from >= 12)
    .map((box) => ({ width: view.getUint32(box.from + 4), height: view.getUint32(box.from + 8) }))
  const width = Math.max(0, ...sizes.map((size) => size.width))
  const height = Math.max(0, ...sizes.map((size) => size.height))
  if (width === 0 || height === 0) return null
  const complete = top.every((box) => box.whole) && top.some((box) => box.type === 'mdat')
  return { width, height, animated: SEQUENCE_BRANDS.has(String.fromCharCode(...bytes.subarray(8, 12))), complete }
}
