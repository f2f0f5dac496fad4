import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { coverOf } from './font-cover.ts'
import { inVisualOrder, levelsOf, mirrored } from './visual-order.ts'

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

/** Letters of scripts that are written from the right: a piece that has one is turned by the font's own rules. */
const FROM_THE_RIGHT =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}\p{Script=Hanifi_Rohingya}]/u

/** A piece that lies in text from the right, as it is drawn from the left. */
const turned = (text: string): string =>
  FROM_THE_RIGHT.test(text)
    ? text
    : Array.from(graphemes.segment(text), ({ segment }) => segment)
        .toReversed()
        .join('')

/**
 * A line of text as pieces from left to right, as they are seen, each of the first font that has all of its letters; letters that
 * none has are boxes, and are told to `missing`. Pieces of scripts from the right hold their letters in the order of reading:
 * shaping turns them.
 */
export const runsOf = (
  text: string,
  fonts: readonly Pick<SheetFont, 'has'>[],
  missing: (sign: string) => void,
): readonly FontRun[] => {
  const runs: { text: string; font: number; level: number }[] = []
  const line = text.replaceAll(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, ' ')
  const levels = levelsOf(line)
  for (const { segment, index } of graphemes.segment(line)) {
    const level = levels[index] ?? 0
    const needed = drawn(segment)
    const last = runs.at(-1)
    // A space belongs to whatever it stands behind, so that words of one script stay one piece.
    const found =
      segment === ' ' && last !== undefined
        ? last.font
        : fonts.findIndex(({ has }) => needed.every((code) => has(code)))
    if (found < 0) missing(segment)
    const font = Math.max(0, found)
    const sign = found < 0 ? BOX : level % 2 === 1 ? mirrored(segment) : segment
    if (last?.font === font && last.level === level) last.text += sign
    else runs.push({ text: sign, font, level })
  }
  return inVisualOrder(runs).map(({ text: piece, font, level }) => ({
    text: level % 2 === 1 ? turned(piece) : piece,
    font,
  }))
}
