import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { coverOf } from './font-cover.ts'

/** A font that is embedded, as far as it is used. */
export interface SheetFont {
  readonly path: string
  readonly has: (codePoint: number) => boolean
}

/** Comes with the studio: Latin, Greek, Cyrillic, Hebrew, Arabic, and more. */
const BUNDLED = fileURLToPath(new URL('../../../../resources/fonts/DejaVuSans.ttf', import.meta.url))

/** Fonts of the system with the letters of East Asia, where there are any. */
const OF_THE_SYSTEM = [
  '/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf',
  '/usr/share/fonts/google-droid-sans-fonts/DroidSansFallbackFull.ttf',
  '/System/Library/Fonts/Supplemental/Arial Unicode.ttf',
  '/Library/Fonts/Arial Unicode.ttf',
  'C:\\Windows\\Fonts\\malgun.ttf',
  'C:\\Windows\\Fonts\\simhei.ttf',
]

const read = (path: string): SheetFont | null => {
  try {
    return { path, has: coverOf(readFileSync(path)) }
  } catch {
    return null
  }
}

/** The fonts there are, the bundled one first. */
export const sheetFonts = (): readonly SheetFont[] =>
  [BUNDLED, ...OF_THE_SYSTEM].map(read).filter((font) => font !== null)

/** A piece of a text that one font can draw. */
export interface FontRun {
  readonly text: string
  readonly font: number
}

/** Stands for a letter that no font has. */
export const BOX = '\u25A1'

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })
const drawn = (sign: string): readonly number[] =>
  Array.from(sign, (part) => part.codePointAt(0) ?? 0).filter(
    (code) => !/\p{Default_Ignorable_Code_Point}/u.test(String.fromCodePoint(code)),
  )

/**
 * A line of text as pieces, each of the first font that has all of its letters; letters that none has are boxes, and are told
 * to `missing`.
 */
export const runsOf = (
  text: string,
  fonts: readonly Pick<SheetFont, 'has'>[],
  missing: (sign: string) => void,
): readonly FontRun[] => {
  const runs: { text: string; font: number }[] = []
  for (const { segment } of graphemes.segment(text.replaceAll(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, ' '))) {
    const needed = drawn(segment)
    const last = runs.at(-1)
    // A space belongs to whatever it stands behind, so that words of one script stay one piece.
    const found =
      segment === ' ' && last !== undefined
        ? last.font
        : fonts.findIndex(({ has }) => needed.every((code) => has(code)))
    if (found < 0) missing(segment)
    const font = Math.max(0, found)
    const sign = found < 0 ? BOX : segment
    if (last?.font === font) last.text += sign
    else runs.push({ text: sign, font })
  }
  return runs
}
