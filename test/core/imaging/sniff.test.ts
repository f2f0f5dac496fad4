import { describe, expect, test } from 'vitest'
import { sniffMime } from '../../../src/core/imaging/sniff.ts'
import { photo } from './photo-builders.ts'

const box = (...brands: string[]) =>
  Buffer.from(`\0\0\0${String.fromCharCode(8 + 4 * brands.length)}ftyp${brands.join('')}`, 'latin1')

describe('[I1] a picture is told by its first bytes', () => {
  test.each([
    ['jpeg', 'image/jpeg'],
    ['png', 'image/png'],
    ['webp', 'image/webp'],
    ['avif', 'image/avif'],
    ['gif', 'image/gif'],
  ] as const)('%s', async (format, mime) => {
    expect(sniffMime(await photo(64, 64).toFormat(format).toBuffer())).toBe(mime)
  })

  test('HEIC by its brand, also when it is only among the compatible ones', () => {
    expect(sniffMime(box('heic', '\0\0\0\0', 'mif1'))).toBe('image/heic')
    expect(sniffMime(box('xxxx', '\0\0\0\0', 'heix'))).toBe('image/heic')
    expect(sniffMime(box('mif1', '\0\0\0\0', 'avif'))).toBe('image/avif')
    expect(sniffMime(box('isom', '\0\0\0\0', 'mp42'))).toBeNull()
  })

  test('nothing else is a picture', () => {
    for (const text of ['', 'B', '<svg xmlns="http://www.w3.org/2000/svg"/>', '%PDF-1.7', 'RIFF0000WAVE', '\xff\xd8'])
      expect(sniffMime(Buffer.from(text, 'latin1'))).toBeNull()
  })
})
