import type { Flag, LintRule } from './rule.ts'
import { BLANK } from './text.ts'

type Side = 'left' | 'right'

/** The picture itself, which has edges that everybody sees alike. */
const PICTURE = '(?:frame|picture|image|photo|photograph|canvas|screen|shot|composition|poster)'
const PICTURE_AFTER = new RegExp(
  `^(?:[- ]hand)?(?:[- ]?most)?\\s+(?:(?:edge|border|margin|corner)\\b|(?:(?:side|half|third|quarter|part|two[- ]thirds|foreground|background)\\s+)?of\\s+(?:(?:the|a|this|that|each|every|finished|whole|entire)\\s+)*${PICTURE}\\b)`,
)
const PICTURE_BEFORE = new RegExp(`(?:\\b(?:frame|screen|picture|image)(?:['’]s)?|\\bviewer['’]s)[\\s-]+$`)
const AS_SEEN = /^[^.;\n]{0,30}\bas\s+(?:seen\s+(?:in|by|from)|the\s+viewer\s+sees|you\s+see)\b/

const VERB =
  '(?:turn|fac|look|point|gaz|angl|rotat|tilt|lean|glanc|star|mov|walk|aim|direct|shift|step|swivel|gestur|orient|bend|incline?|profile|nose|degrees|°)'
const DEGREE =
  '(?:slightly|a\\s+little|a\\s+bit|halfway|sharply|just|far|hard|completely|fully|partly|strongly|gently|directly|more|half|\\d+\\s*(?:degrees|°))'
const AFTER_VERB = new RegExp(`\\b${VERB}(?:s|es|ed|ing|ned|ning|e)?\\s+(?:${DEGREE}\\s+)*$|\\d+\\s*(?:degrees|°)\\s+$`)
const OWNER = `(?:the|his|her|their|its|your|my|one['’]s|(?:the\\s+|a\\s+)?[\\w${BLANK}]+['’]s|${BLANK}+)`
const AFTER_PREPOSITION = new RegExp(
  `\\b(?:to|towards?|on|onto|from|at|in|into|over|off)\\s+${OWNER}\\s+(?:(?:far|extreme|lower|upper|top|bottom|immediate|near)\\s+)*$`,
)
const AFTER_BARE_PREPOSITION = /\b(?:to|towards?|from|at)\s+(?:the\s+)?(?:far\s+|upper\s+|lower\s+)*$/
const CAMERA_SIDE = /\b(?:camera|stage|house|profile|three[- ]quarters?)(?:['’]s)?[\s-]+$/
/** The word ends its phrase here: no noun follows that it could belong to. */
const PHRASE_ENDS = new RegExp(
  `^\\s*(?:$|[.,:;!?)\\]"”—–]|-\\s|\\n|(?:and|or|but|of|while|with|as|in|so|then|when|where|for|by|at|is|are|was|stands?|sits?|lies|rises|hangs?|opens?|burns?|glows?|shines?|falls|to|from|behind|before|near|looking|facing|towards?|under|above|below|beside|next|casting|through|against|on|into|like|who|which|that|a|an|the|his|her|their|its|lit|half|slightly|without|until|if)\\b|${BLANK})`,
)
const SIDE_NOUN =
  /^(?:[- ]hand)?(?:\s+(?:side(?!\s+up)|profile|cheek|shoulder|ear|eye|temple|jaw|three[- ]quarters?|half|third|flank|facing)\b|-(?:facing|turned|looking|pointing|side)\b)/
/** "On the left half of the picture ..., on the right half ...": the first says whose halves they are. */
const HALF_AGAIN = /^[- ]?(?:hand)?\s*(?:side|half|third)\b(?!\s+of\b)/
const HALF_OF_PICTURE = new RegExp(
  `\\b(?:left|right)(?:-hand)?\\s+(?:side|half|third)\\s+of\\s+(?:the\\s+)?${PICTURE}\\b[^.!?\\n]*$`,
)
/** A side that belongs to somebody, with no noun after it. */
const SOMEBODYS = /\b(?:his|her|their|¤+|(?:subject|person|man|woman|model|actor|sitter|lead)['’]s)\s+$/
const LIMB = /^\s+(?:hand|arm|foot|leg|wrist|glove|sleeve|fist|palm|thumb|index\s+finger|finger|knee|boot|shoe)s?\b/

/** Words that are no direction although they look like one: "what is left", "right at the viewer", "it looks right". */
const isOtherSense = (side: Side, before: string, after: string): boolean => {
  if (/^\s*(?:-|\s)to(?:-|\s)\s*(?:left|right)\b/.test(after) || /\b(?:left|right)(?:-|\s+)to(?:-|\s+)$/.test(before))
    return true
  if (/^\s*(?:and|&)\s+right\b/.test(after) || /\bleft\s+(?:and|&)\s+$/.test(before)) return true
  if (side === 'left')
    return (
      /\b(?:(?:what|all|nothing|anything|something|little|much|time|air|space|room)\s+(?:is\s+|are\s+|was\s+)?|(?:have|has|had)\s+(?:just\s+)?)$/.test(
        before,
      ) ||
      /^\s*(?:over|out|open|untouched|unchanged|alone|behind|blank|empty|free|bare|intact|visible|as\s+(?:it|they)\s)/.test(
        after,
      )
    )
  return (
    /^\s+(?:into|up|down|through|before|behind|after|next|across|past|away|now|there|here|amount|angles?)\b/.test(
      after,
    ) ||
    (/^\s+(?:at|in\s+front|in\s+the\s+(?:eye|middle|centre|center))\b/.test(after) &&
      !/\b(?:from|to|towards?)\s+(?:the\s+)?$/.test(before)) ||
    /^\s+(?:of\s+way|side\s+of\s+(?:history|the\s+law))\b/.test(after) ||
    (/\b(?:just|exactly|all|quite|own|copy|human|not|gets?|got|getting)\s+(?:(?:the|it|this|that|his|her|their)\s+)?(?:\w+\s+)?$/.test(
      before,
    ) &&
      /^\s*(?:$|[.,;:!?)])/.test(after) &&
      !AFTER_VERB.test(before)) ||
    (/\b(?:it|that|this|which|everything|all|light|skin|hands|fabric|colou?rs?|picture|image|result|shadows|proportions|likeness)\s+(?:(?:must|should|will|to|all|also)\s+)*looks?\s+$/.test(
      before,
    ) &&
      PHRASE_ENDS.test(after))
  )
}

const isDirection = (side: Side, before: string, after: string): boolean => {
  if (AFTER_VERB.test(before)) return PHRASE_ENDS.test(after) || SIDE_NOUN.test(after) || side === 'left'
  if (CAMERA_SIDE.test(before) && !/^\s*(?:empty|bare|dark|behind|by|the|him|her|them)\b/.test(after))
    return PHRASE_ENDS.test(after) || after.startsWith('-')
  if (HALF_AGAIN.test(after) && HALF_OF_PICTURE.test(before)) return false
  if (SIDE_NOUN.test(after)) return true
  if (SOMEBODYS.test(before) && PHRASE_ENDS.test(after)) return true
  if (LIMB.test(after)) return false
  if (AFTER_PREPOSITION.test(before)) return PHRASE_ENDS.test(after) || side === 'left'
  if (AFTER_BARE_PREPOSITION.test(before))
    return PHRASE_ENDS.test(after) && !/^\s+(?:the|a|an|his|her|their|its)\b/.test(after)
  if (/^\s+of\s/.test(after))
    return !/\b(?:is|are|was|were|be)\s+$/.test(before) || /^\s+of\s+(?:cent|the\s+cent|middle)/.test(after)
  return /(?:^|\n)\s*[-*]?\s*$/.test(before) && /^\s*:/.test(after)
}

const SUGGESTION = (side: Side): string =>
  `Tell it by the edge the viewer sees: "toward the ${side.toUpperCase()} edge of the frame" (if that is the edge you mean; the subject's ${side} is the other one when they face the viewer).`

/** A replacement only where the words leave no doubt that the picture's side is meant, not the subject's. */
const fixFor = (side: string, start: number, before: string, after: string): Flag['fix'] => {
  const end = start + side.length
  if (/^\s+side\b(?!\s+of)/.test(after) && /\bthe\s+$/.test(before)) {
    const last = end + (/^\s+side/.exec(after)?.[0].length ?? 0)
    return { start: last, end: last, text: ' of the frame' }
  }
  if (!PHRASE_ENDS.test(after) || /^\s+of\b/.test(after)) return undefined
  if (/\b(?:to|towards?|from)\s+the\s+$/.test(before)) return { start: end, end, text: ' edge of the frame' }
  if (/\b(?:on|in|at)\s+the\s+$/.test(before)) return { start: end, end, text: ' side of the frame' }
  if (AFTER_VERB.test(before) && !/(?:degrees|°)\s+$/.test(before))
    return { start, end, text: `toward the ${side} edge of the frame` }
  return undefined
}

/** Bare left and right, and the camera's or the subject's left and right. */
export const bareDirection: LintRule = {
  name: 'bare-direction',
  reason:
    'Models mirror directions that are not told by the edges of the frame, as the viewer sees them (learning 11).',
  check: ({ words }) =>
    [...words.matchAll(/\b(left|right)(wards?)?\b/gi)].flatMap((match): readonly Flag[] => {
      const word = match[1] ?? ''
      const side: Side = word.toLowerCase() === 'left' ? 'left' : 'right'
      const start = match.index
      const end = start + match[0].length
      const before = words.slice(Math.max(0, start - 80), start).toLowerCase()
      const after = words.slice(end, end + 80).toLowerCase()
      // The names of the five views are labels.
      if (/\b(?:profile|three-quarter)-$/.test(before) && match[2] === undefined) return []
      const paired = after.replace(/^\s*(?:or|and|\/)\s*right\b/, '')
      if (PICTURE_AFTER.test(paired) || PICTURE_BEFORE.test(before) || AS_SEEN.test(after)) return []
      const wards = match[2] !== undefined
      if (!wards && (isOtherSense(side, before, after) || !isDirection(side, before, after))) return []
      const fix = wards
        ? { start, end, text: `toward the ${word.toLowerCase()} edge of the frame` }
        : fixFor(word, start, before, after)
      return [
        {
          start,
          end,
          message: `"${match[0]}" does not say whose ${side} it is.`,
          suggestion: SUGGESTION(side),
          ...(fix === undefined ? {} : { fix }),
        },
      ]
    }),
}
