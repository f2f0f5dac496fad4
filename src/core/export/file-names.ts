import { type ExportFormat, NAME_WORDS } from '../../contract/api/index.ts'
import { failed, ok, type Result } from '../../contract/index.ts'
import { type Deliverable, unknownWords, valueOf } from './deliverable.ts'

/** Windows keeps these for devices, with any ending (Naming Files, Paths, and Namespaces); the superscripts count too. */
const RESERVED = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\..*)?$/i

/**
 * What no name may hold: separators and wildcards of any system, control signs, and signs that cannot be seen or turn the
 * direction of what follows, with which a name shows as another one. Joiners stay: letters and families are made with them.
 */
const UNSAFE = /[\p{Cc}\p{Cs}\uE000\u200B\u200E\u200F\u2028-\u202E\u2060-\u2069\uFEFF"*/:<>?\\|]/gu

/** File systems take 255 bytes or units; what a name still gets is a number, an ending and a second ending. */
const MOST_BYTES = 180
const MOST_OF_A_VALUE = 60

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** The beginning of a text up to so many bytes of UTF-8 and so many signs, never in the middle of one. */
const cut = (text: string, mostBytes: number, mostSigns: number): string => {
  let kept = ''
  let signs = 0
  let bytes = 0
  for (const { segment } of graphemes.segment(text)) {
    signs += 1
    bytes += Buffer.byteLength(segment)
    if (bytes > mostBytes || signs > mostSigns) break
    kept += segment
  }
  return kept
}

const tidy = (text: string): string =>
  text
    .replaceAll(/\s+/gu, ' ')
    // Dots and spaces at an end are dropped by Windows; a leading dot hides, a leading hyphen is taken for an option.
    .replaceAll(/^[\s._~-]+|[\s._-]+$/g, '')

/** Stands where a word was empty, until the separators around it are made one; a sign without a meaning. */
const NOTHING = '\uE000'
const AROUND_NOTHING = /([_\-. ]*)\uE000(?:[_\-. ]*\uE000)*([_\-. ]*)/g

/** A text as a file's name without ending, safe on Windows, macOS and Linux, whatever it was. Never empty. */
export const safeStem = (text: string): string => {
  const plain = tidy(text.toWellFormed().normalize('NFC').replaceAll(UNSAFE, '-'))
  const short = tidy(cut(plain, MOST_BYTES, MOST_BYTES))
  if (short === '') return 'picture'
  return RESERVED.test(short) ? `_${short}` : short
}

const ENDINGS: Readonly<Record<string, string>> = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp' }
const ENDING_OF: Readonly<Record<Exclude<ExportFormat, 'original'>, string>> = {
  png: 'png',
  jpeg: 'jpg',
  webp: 'webp',
  avif: 'avif',
  tiff: 'tif',
}

export const endingOf = (format: ExportFormat, mimeType: string): string =>
  format === 'original' ? (ENDINGS[mimeType] ?? 'bin') : ENDING_OF[format]

/** A file's name in its two parts; the ending has no dot. */
export interface FileName {
  readonly stem: string
  readonly ending: string
}

/** "name.jpg", and with a number "name (2).jpg". */
export const written = ({ stem, ending }: FileName, number = 1): string =>
  number === 1 ? `${stem}.${ending}` : `${stem} (${number}).${ending}`

/** How names are compared: systems that take no notice of case or of how a letter is put together see these as one. */
export const sameName = (name: string): string => name.normalize('NFKC').toLowerCase()

/** Whether a template can be used at all; `export-name-unknown` names the words that mean nothing. */
export const checkTemplate = (template: string): Result<null> => {
  const unknown = unknownWords(template)
  if (unknown.length === 0) return ok(null)
  return failed(
    'export-name-unknown',
    `The name holds ${unknown.map((word) => `{${word}}`).join(', ')}, which means nothing.`,
    `Words that do: ${NAME_WORDS.map((word) => `{${word}}`).join(' ')}.`,
  )
}

/**
 * The names of all pictures, in order, no two of them the same on any system. Pictures whose names would be equal are numbered
 * in their order.
 */
export const fileNames = (template: string, all: readonly Deliverable[], format: ExportFormat): readonly FileName[] => {
  const digits = Math.max(2, String(all.length).length)
  const taken = new Set<string>()
  return all.map((one, at) => {
    const n = String(at + 1).padStart(digits, '0')
    const filled = template.replaceAll(/\{([^{}]*)\}/g, (_whole, word: string) => {
      const known = NAME_WORDS.find((name) => name === word)
      const value = known === undefined ? '' : tidy(valueOf(known, one, n).toWellFormed().replaceAll(UNSAFE, '-'))
      return cut(value, MOST_BYTES, MOST_OF_A_VALUE) || NOTHING
    })
    const base = safeStem(filled.replaceAll(AROUND_NOTHING, (_whole, left: string, right: string) => left || right))
    const ending = endingOf(format, one.stored.mimeType)
    let stem = base
    for (let copy = 2; taken.has(sameName(`${stem}.${ending}`)); copy++) stem = `${base} (${copy})`
    taken.add(sameName(`${stem}.${ending}`))
    return { stem, ending }
  })
}
