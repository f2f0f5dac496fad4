/** Picture formats that are told apart by their first bytes. */
export type SniffedMime = 'image/jpeg' | 'image/png' | 'image/webp' | 'image/avif' | 'image/heic' | 'image/gif'

const startsWith = (bytes: Uint8Array, magic: readonly number[], at = 0): boolean =>
  bytes.length >= at + magic.length && magic.every((byte, i) => bytes[at + i] === byte)

const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, Math.min(to, bytes.length)))

/**
 * ISO base media files (ISO/IEC 14496-12, 4.3): the `ftyp` box names a major brand and compatible ones. AVIF is looked
 * for first, since an AVIF file may also list the general HEIF brands.
 */
const isoBrand = (bytes: Uint8Array): 'image/avif' | 'image/heic' | null => {
  if (ascii(bytes, 4, 8) !== 'ftyp') return null
  const declared = ((bytes[0] ?? 0) << 24) | ((bytes[1] ?? 0) << 16) | ((bytes[2] ?? 0) << 8) | (bytes[3] ?? 0)
  const end = Math.min(bytes.length, declared >= 16 ? declared : 16, 256)
  const brands = new Set([ascii(bytes, 8, 12)])
  for (let at = 16; at + 4 <= end; at += 4) brands.add(ascii(bytes, at, at + 4))
  if (brands.has('avif') || brands.has('avis')) return 'image/avif'
  return ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'].some((brand) => brands.has(brand))
    ? 'image/heic'
    : null
}

/** The format the first bytes tell, whatever a name or a header says; null when it is none of the known pictures. */
export const sniffMime = (bytes: Uint8Array): SniffedMime | null => {
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'image/jpeg'
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png'
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP') return 'image/webp'
  if (ascii(bytes, 0, 6) === 'GIF87a' || ascii(bytes, 0, 6) === 'GIF89a') return 'image/gif'
  return isoBrand(bytes)
}
