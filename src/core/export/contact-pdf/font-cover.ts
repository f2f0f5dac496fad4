/** Code points that a TrueType or OpenType font has a glyph for, from its character map (cmap, formats 4 and 12). */
export const coverOf = (font: Uint8Array): ((codePoint: number) => boolean) => {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength)
  const table = tableNamed(view, 'cmap')
  if (table === null) return () => false
  const maps: ((codePoint: number) => boolean)[] = []
  for (let n = 0; n < view.getUint16(table + 2); n++) {
    const at = table + view.getUint32(table + 4 + n * 8 + 4)
    const format = view.getUint16(at)
    if (format === 4) maps.push(segments(view, at))
    if (format === 12) maps.push(groups(view, at))
  }
  return (codePoint) => maps.some((has) => has(codePoint))
}

const tableNamed = (view: DataView, name: string): number | null => {
  for (let n = 0; n < view.getUint16(4); n++) {
    const at = 12 + n * 16
    const tag = String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)))
    if (tag === name) return view.getUint32(at + 8)
  }
  return null
}

/** Format 4: segments of the basic plane, by their last code. */
const segments = (view: DataView, at: number) => {
  const count = view.getUint16(at + 6) / 2
  const ends = at + 14
  const starts = ends + count * 2 + 2
  const deltas = starts + count * 2
  const offsets = deltas + count * 2
  return (code: number): boolean => {
    if (code > 0xffff) return false
    for (let n = 0; n < count; n++) {
      if (view.getUint16(ends + n * 2) < code) continue
      const start = view.getUint16(starts + n * 2)
      if (start > code) return false
      const offset = view.getUint16(offsets + n * 2)
      const glyph = offset === 0 ? code : view.getUint16(offsets + n * 2 + offset + (code - start) * 2)
      if (glyph === 0 && offset !== 0) return false
      return ((glyph + view.getUint16(deltas + n * 2)) & 0xffff) !== 0
    }
    return false
  }
}

/** Format 12: groups of any plane. */
const groups = (view: DataView, at: number) => {
  const count = view.getUint32(at + 12)
  return (code: number): boolean => {
    for (let n = 0; n < count; n++) {
      const group = at + 16 + n * 12
      if (view.getUint32(group) <= code && code <= view.getUint32(group + 4)) return true
    }
    return false
  }
}
