import { absent, asksFor, lineAtEnd, type LintRule } from './rule.ts'
import { sentenceAround } from './text.ts'

/** Words that are an expression by themselves. */
const NAMED =
  /\b(?:smil(?:e|es|ing)|smirk(?:s|ing)?|grin(?:s|ning)?|laugh(?:s|ing)?|frown(?:s|ing)?|scowl(?:s|ing)?|beaming|(?:closed|open)[- ]mouth(?:ed)?|mouth\s+(?:is\s+)?(?:closed|open|slightly\s+open)|lips\s+(?:closed|parted|pressed)|pok(?:er)?[- ]?faced?)\b/i
/** Words that are one only when the sentence speaks of the face. */
const MOOD =
  /\b(?:neutral|calm|serious|stern|serene|joyful|joyous|happy|pensive|thoughtful|determined|focused|intense|confident|relaxed|composed|proud|gentle|tender|fierce|radiant|solemn|amused|surprised|sad|melancholic|friendly|warm|concentrated|triumphant|dreamy|awed|ecstatic|peaceful|resolute|playful|angry|stoic|pride|joy|determination|concentration|contentment|wonder|delight|serenity)\b/gi
const OF_THE_FACE =
  /\b(?:expressions?|faces?|gaze|look\s+on|eyes|mouth|features|looks?|looking)\b(?!\s+(?:of\s+the\s+(?:film|picture)|direction))/i
/** The expression of a picture in the request is named by pointing at it. */
const POINTED_AT =
  /\bexpressions?\b[^.!?\n]{0,60}\b(?:as\s+in|of|from|in)\s+(?:the\s+)?(?:image|picture|scene|photo|portrait|stand-in)\b|\bsame\s+expression\b|\bexpression\b[^.!?\n]{0,30}\b(?:stays|remains|unchanged)\b/i

/** A picture prompt that leaves the expression open. */
export const expressionNamed: LintRule = {
  name: 'expression-named',
  reason: 'An expression that is not named falls back to neutral with a closed mouth (learning 7).',
  check: (text, purpose) => {
    if (asksFor(text, purpose) !== 'picture') return []
    const { words } = text
    const named =
      text.variables.some(({ name }) => name === 'expression') ||
      NAMED.test(words) ||
      POINTED_AT.test(words) ||
      [...words.matchAll(MOOD)].some((mood) => OF_THE_FACE.test(sentenceAround(words, mood.index).text))
    return named
      ? []
      : [
          {
            ...absent(
              text,
              'No expression is named.',
              'Add a line: "Expression: {{expression}}." or in words: "Expression: calm and confident, the hint of a smile, mouth closed."',
            ),
            fix: lineAtEnd(
              text,
              purpose === null || purpose.variables.includes('expression')
                ? 'Expression: {{expression}}.'
                : 'Expression: calm and confident, the hint of a smile, mouth closed.',
            ),
          },
        ]
  },
}
