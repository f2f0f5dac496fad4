import type { ViewName } from '../../contract/index.ts'

const SMILE = 'a natural, friendly smile'
const NEUTRAL = 'neutral and relaxed, mouth closed'

/** The expression of each character view. */
export const VIEW_EXPRESSION: Readonly<Record<ViewName, string>> = {
  front: SMILE,
  'profile-left': NEUTRAL,
  'profile-right': NEUTRAL,
  'three-quarter-left': SMILE,
  'three-quarter-right': NEUTRAL,
}

/** What a moment's words say about the lead's face; the first that fits wins. */
const MOMENTS: readonly (readonly [words: RegExp, expression: string])[] = [
  [/\bunsmiling\b|\bwithout (?:a |any )?smil|\bnot smil/i, 'serious and composed, mouth closed'],
  [/\blaugh(?:s|ing|ter)?\b/i, 'laughing freely'],
  [
    /\bsmil(?:e|es|ing)\b|\bgrin(?:s|ning)?\b|\bbeaming\b|\bjoy(?:ful|ous)?\b|\bdelight(?:ed)?\b/i,
    'a warm, open smile',
  ],
  [
    /\bseren(?:e|ity)\b|\bpeaceful\b|\bblissful\b|\brapt\b|\bmeditat/i,
    'serene and absorbed, the hint of a smile, mouth closed',
  ],
  [
    /\bfierce\b|\bintens(?:e|ity)\b|\bdetermin|\bconcentrat|\bfocused\b|\bresolute\b/i,
    'intense and focused, mouth closed',
  ],
]

/**
 * The expression of scene, portrait and final, always named, and the same words in all three. Read from the words of
 * the moment; where they say nothing, calm confidence. A model that is told none falls back to a blank look.
 */
export const momentExpression = (visualization: string): string =>
  MOMENTS.find(([words]) => words.test(visualization))?.[1] ?? 'calm and confident, the hint of a smile, mouth closed'
