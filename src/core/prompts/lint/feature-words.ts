import { absent, asksFor, type Flag, lineAtEnd, type LintRule } from './rule.ts'
import { sentenceAround } from './text.ts'

/** What belongs to a face and not to a scene. Poses, gazes and lights that borrow such a word are left alone. */
const FEATURE = new RegExp(
  [
    String.raw`\bfacial\s+(?:features?|structure|hair|details?|likeness|shape|proportions)\b`,
    String.raw`\bfeatures\s+of\s+(?:the|his|her|their)\s+face\b|\b(?:face|head)\s+shape\b|\b(?:shape|outline)\s+of\s+(?:the|his|her|their)\s+face\b`,
    String.raw`\b(?:describe|recreate|detail|keep|preserve)\s+(?:the\s+|(?:his|her|their)\s+|(?:person|man|woman)['’]s\s+)*face\b`,
    String.raw`\bcheek-?bones?\b|\bjaw(?:line|s)?\b|\bforehead\b|\beye-?brows?\b|\bbrows\b|\beye-?lash(?:es)?\b|\bfreckles\b|\bwrinkles\b|\bdimples\b|\bcomplexion\b`,
    String.raw`\bbeard(?:ed)?\b|\bmoustache\b|\bmustache\b|\bstubble\b`,
    String.raw`\bnose\b(?!\s+(?:is\s+)?(?:points?|pointing|pointed|angled|directed|aims?|turned)\b|\s+of\s+the\s+(?:plane|aircraft|boat|car|ship|rocket))`,
    String.raw`\bchin\b(?!\s+(?:is\s+)?(?:raised|lifted|lowered|up|down|high|tilted|held|resting)\b)`,
    String.raw`\blips\b(?!\s+(?:closed|parted|pressed)\b)|\bmouth\b(?!\s+(?:is\s+)?(?:closed|open|slightly)\b)`,
    String.raw`\beye[- ]?(?:colou?r|shape)s?\b|\b(?:the|his|her|their|[a-z]+(?:blue|green|brown|grey|gray)?)\s+eyes\b(?!\s+(?:are\s+)?(?:closed|open|lowered|raised|fixed|looking|look|on|towards?|of\s+the\s+viewer)\b)`,
    String.raw`\bskin\b(?!-)(?:\s+(?:tone|colou?r|texture))?`,
    String.raw`\bhair(?:style|cut|line)?\b(?!\s+light\b)`,
    String.raw`(?<!\b(?:golden|bronze|stone|space|middle|jazz|gilded)\s)\bage\b(?!\s+of\s+(?:sail|steam|gold))|\bethnicity\b|\bethnic\b|\brace\b(?!\s+(?:car|track|day|course))|\bgender\b`,
    String.raw`\b(?:handsome|good-looking|pretty|attractive)\b`,
  ].join('|'),
  'gi',
)
/** Words before a feature that leave it out. */
const LEAVES_OUT =
  /\b(?:leav(?:e|es|ing)\s+out|omit(?:s|ted|ting)?|never|without|no|not|nothing|none|skip(?:s|ping)?|exclud\w+|avoid\w*|ignor\w+|except|don['’]t|all\s+but|everything\s+but|instead\s+of|rather\s+than|neither|nor)\b/i
/** Somewhere the prompt says that the face is none of its business, before or after naming it. */
const FACE_LEFT_OUT =
  /\b(?:no|not|never|without|except|leave\s+out|omit)\b[^.!?\n]*\bfac(?:e|es|ial)\b|\bfac(?:e|es|ial)\b[^.!?\n]{0,30}\b(?:not|never|left\s+out|omitted)\b/i
/** "Do not forget the eyes" asks for them. */
const ASKS_AFTER_ALL =
  /\b(?:not|never|don['’]t)\s+(?:forget|omit|skip|miss|neglect|ignore|leave\s+out)\b|\bnot\s+only\b/i

const LEAVE_OUT = 'Leave out all facial features, skin, hair and age: the person will be someone else.'
const SUGGESTION = `Say "the person" and nothing of the face, and ask for pose, clothes and light: "${LEAVE_OUT}"`

/** Facial features in a describe prompt: what they say of the stranger in the scene fights the subject's own face. */
export const featureWords: LintRule = {
  name: 'feature-words',
  reason:
    'The person in the recreated picture is another one: a description that tells of the face brings the stranger back (learning 5).',
  check: (text, purpose) => {
    if (asksFor(text, purpose) !== 'description') return []
    const { words } = text
    const found = [...words.matchAll(FEATURE)].map((match) => {
      const sentence = sentenceAround(words, match.index)
      const before = words.slice(sentence.start, match.index)
      return { match, leftOut: LEAVES_OUT.test(before) && !ASKS_AFTER_ALL.test(before) }
    })
    const flags = found
      .filter(({ leftOut }) => !leftOut)
      .map(({ match }): Flag => ({
        start: match.index,
        end: match.index + match[0].length,
        message: `"${match[0]}" asks for the stranger's looks.`,
        suggestion: SUGGESTION,
      }))
    return found.some(({ leftOut }) => leftOut) || FACE_LEFT_OUT.test(words) || flags.length > 0
      ? flags
      : [
          {
            ...absent(text, 'Nothing keeps the face out of the description.', SUGGESTION, 'warning'),
            fix: lineAtEnd(text, LEAVE_OUT),
          },
        ]
  },
}
