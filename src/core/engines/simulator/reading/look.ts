import type { Grade } from '../shot.ts'
import { weigh } from './sentences.ts'
import type { Keyword, Words } from './sentences.ts'

const LOOKS: readonly Keyword<Grade['look']>[] = [
  {
    means: 'cinematic',
    words:
      /\b(?:cinematic|cinema|movie|film (?:still|poster|frame)|(?:feature )?film|epic|anamorphic|colou?r grad(?:e|ed|ing)|theatrical|blockbuster|poster)\b/,
    weight: 2,
  },
  {
    means: 'studio',
    words:
      /\b(?:headshots?|retouch(?:ed|ing)|studio (?:portrait|photograph|photo)|passport|catalogue|white (?:studio )?background)\b/,
    weight: 1.5,
  },
  {
    means: 'documentary',
    words: /\b(?:documentary|snapshot|candid|reportage|amateur|phone photo|flash photo)\b/,
    weight: 2,
  },
]

/** The look the words ask for; null when they name none. */
export const readLook = (words: Words): Grade['look'] | null => weigh(words.affirmed, LOOKS)?.means ?? null

const STYLES: readonly Keyword<Grade['style']>[] = [
  { means: 'noir', words: /\b(?:noir|black[- ]and[- ]white|monochrome|b&w)\b/, weight: 3 },
  {
    means: 'painterly',
    words:
      /\b(?:painterly|oil painting|watercolou?r|impressionist|brush ?strokes|renaissance painting|baroque painting)\b/,
    weight: 3,
  },
  {
    means: 'cold',
    words:
      /\b(?:cold (?:palette|grade|tones?|colou?rs)|nordic|scandinavian|icy (?:palette|tones?)|steel[- ]blue (?:grade|palette|tones?))\b/,
    weight: 2,
  },
  { means: 'pastel', words: /\b(?:pastels?|wes anderson|candy[- ]colou?red)\b/, weight: 3 },
  {
    means: 'neon',
    words: /\b(?:cyberpunk|synthwave|neon (?:style|palette|colou?rs|look|glow|lit)|neon-lit|blade runner)\b/,
    weight: 2,
  },
  {
    means: 'vintage',
    words:
      /\b(?:vintage|retro|sepia|kodachrome|polaroid|(?:19)?[2-8]0s (?:film|style|look|photograph)|aged film|technicolor)\b/,
    weight: 2,
  },
]
/** In a line that speaks of style, one word is enough. */
const IN_A_STYLE_LINE: readonly Keyword<Grade['style']>[] = [
  ...STYLES,
  { means: 'golden', words: /\bgolden\b/, weight: 2 },
  { means: 'cold', words: /\b(?:cold|cool|icy|wintry)\b/, weight: 1 },
  { means: 'neon', words: /\bneon\b/, weight: 1 },
]

/** The style the words ask for, `none` when they name none. A line about style counts before all others. */
export const readStyle = (words: Words): Grade['style'] => {
  const styleLines = words.sentences.filter(({ affirmed }) => /\bstyle\b|\btreatment\b/.test(affirmed))
  const told = weigh(styleLines.map(({ affirmed }) => affirmed).join('\n'), IN_A_STYLE_LINE)
  return told?.means ?? weigh(words.affirmed, STYLES)?.means ?? 'none'
}

/** The craft that makes a picture cinema, each by the words it is told in. */
const FILM_CRAFT: readonly RegExp[] = [
  /\bcolou?r grad(?:e|ed|ing)\b|\bpalette\b|\bsplit[- ]ton(?:e|ed|ing)\b|\bteal\b/,
  /\b(?:film )?grain\b|\bhalation\b|\bfilm stock\b|\b35 ?mm\b|\bhaze\b/,
  /\brim(?: light)?\b|\bbacklight(?:ing)?\b|\bchiaroscuro\b|\bkey light\b/,
  /\bdepth of field\b|\bbokeh\b|\blens\b|\banamorphic\b|\bout of focus\b|\bbackground that melts\b|\bshallow focus\b/,
  /\b(?:deep|rich|crushed) (?:shadows|blacks)\b|\bcontrast\b|\bhighlights\b/,
]

/**
 * How many of the five crafts of a film frame the words tell: grading, grain, rim light, shallow focus, contrast. A picture
 * made from a person's views and words keeps its cinema only when the words carry enough of them; else it falls back to a
 * documentary photo.
 */
export const filmCraft = (words: Words): number => FILM_CRAFT.filter((craft) => craft.test(words.affirmed)).length
