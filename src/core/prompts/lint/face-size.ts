import { absent, type Flag, lineAtEnd, type LintRule, needsSceneFraming } from './rule.ts'
import { sentenceAround } from './text.ts'

/** In percent of the image width (learning 9). */
const SMALLEST = 15
const LARGEST = 25

const PERCENT = /(\d{1,3})(?:\s*(?:-|–|—|to|and)\s*(\d{1,3}))?\s*(?:%|per\s?cent\b|percent\b)/gi
const FRACTION = /\b(?:a|one)\s+(fifth|sixth|quarter)\s+of\s+the\s+(?:image|picture|frame)(?:['’]s)?(?:\s+width)?\b/gi
const OF_THE_FACE = /\b(?:face|head)\b/i
const WIDTH = /\b(?:width|wide|size|image|frame|picture|across)\b/i

const SUGGESTION = 'Write "The face is about 20 % of the image width: at least 15 %, at most 25 %."'

interface Size {
  readonly start: number
  readonly end: number
  readonly smallest: number
  readonly largest: number
}

const sizesIn = (words: string): readonly Size[] => {
  const speaksOfFace = (at: number): boolean => {
    const { text } = sentenceAround(words, at)
    return OF_THE_FACE.test(text) && WIDTH.test(text)
  }
  const percents = [...words.matchAll(PERCENT)].map((match) => {
    const figures = [match[1], match[2]].filter((figure) => figure !== undefined).map(Number)
    return { match, smallest: Math.min(...figures), largest: Math.max(...figures) }
  })
  // A fifth is 20 %, a sixth 17 %, a quarter 25 %: all within the limits.
  const fractions = [...words.matchAll(FRACTION)].map((match) => ({ match, smallest: 20, largest: 20 }))
  return [...percents, ...fractions]
    .filter(({ match }) => speaksOfFace(match.index))
    .map(({ match, smallest, largest }) => ({
      start: match.index,
      end: match.index + match[0].length,
      smallest,
      largest,
    }))
}

/** A scene or final that does not say how large the face is, or says a size at which likeness suffers. */
export const faceSize: LintRule = {
  name: 'face-size',
  reason:
    'The size of the face decides how like it can be: 15-25 % of the image width in the scene and in the final (learning 9).',
  check: (text, purpose) => {
    if (!needsSceneFraming(text, purpose)) return []
    const sizes = sizesIn(text.words)
    if (sizes.length === 0) {
      const missing = absent(text, 'Nothing says how large the face is.', SUGGESTION)
      return [{ ...missing, fix: lineAtEnd(text, 'The face is 15-25 % of the image width.') }]
    }
    return sizes
      .filter(({ smallest, largest }) => smallest < SMALLEST || largest > LARGEST)
      .map((size): Flag => ({
        start: size.start,
        end: size.end,
        message:
          size.smallest < SMALLEST
            ? `A face of ${size.smallest} % of the image width is too small for a likeness.`
            : `A face of ${size.largest} % of the image width leaves no room for the scene.`,
        suggestion: SUGGESTION,
        fix: { start: size.start, end: size.end, text: '15-25 %' },
      }))
  },
}
