import type { LintFix, TemplatePurpose } from '../types.ts'
import { BLANK, sentenceAround, type Span, spansOf, withoutOverlaps } from './text.ts'
import type { LintRule } from './rule.ts'

const SWAP = `(?:swap(?:s|ped|ping)?|replac(?:e|es|ed|ing)|exchang(?:e|es|ed|ing)|substitut(?:e|es|ed|ing)|switch(?:es|ed|ing)?|interchang(?:e|es|ed|ing)|transplant(?:s|ed|ing)?|superimpos(?:e|es|ed|ing)|past(?:e|es|ed|ing)|graft(?:s|ed|ing)?|transfer(?:s|red|ring)?|overlay(?:s|ed|ing)?|morph(?:s|ed|ing)?)`
const OWNER = `(?:image\\s+\\d+['’]s|[\\w${BLANK}]+['’]s?)`
/** Words that may stand between a verb and its object without making it another object. */
const BETWEEN = `(?:\\s+(?:in|out|only|just|all|on|onto|and|or|the|a|an|his|her|their|its|your|my|this|that|these|those|both|two|existing|original|old|new|real|other|current|generic|whole|first|second|subject|model|actor|person|${OWNER}|${BLANK}+))*`
const FACE = `(?:faces?|facial\\s+(?:features|identity|likeness)|likeness|heads?(?!\\s+(?:chef|waiter|nurse|coach|gardener|office|of)\\b))\\b(?!\\s+of\\s+(?:the\\s+|a\\s+)?(?:\\w+\\s+)?(?:clock|watch|dial|cliff|mountain|building|cards?)\\b)`
/** Whole people: asking for one in the place of another is the same request in other words. */
const SOMEBODY = `(?:person|man|woman|subject|actor|actress|model|stand-in|character|individual|stranger|people)\\b(?!['’])`

const PATTERNS: readonly RegExp[] = [
  new RegExp(`\\b${SWAP}${BETWEEN}\\s+${FACE}`, 'gi'),
  new RegExp(
    `\\b(?:swap|replac|exchang|substitut|switch)(?:s|es|ped|ping|e|ed|ing)?${BETWEEN}\\s+(?:${SOMEBODY}|${BLANK}+\\s+(?=(?:in|of)\\s+image\\b))`,
    'gi',
  ),
  /\b(?:face|head)s?[\s-]*(?:swap\w*|replacement|exchange\b|transplant\w*|substitution)\b/gi,
  /\bfaces?\s+(?:[\w-]+\s+){0,5}?(?:is|are|be|been|being|gets?)\s+(?:to\s+be\s+)?(?:swapped|replaced|exchanged|substituted|switched|pasted|transplanted|superimposed)\b/gi,
  /\b(?:faces?|heads?)\s+(?:\w+\s+){0,4}?(?:placed|put|pasted|moved|mounted|set)\s+(?:onto|on|over|on top of)\s+(?:the\s+|a\s+|this\s+)?(?:\w+['’]s\s+)?(?:body|person|man|woman|figure|head|face|stand-in|actor|actress|model)\b/gi,
  /\b(?:use|take|apply|keep)\s+(?:the\s+|only\s+the\s+)?(?:face|head)\s+(?:of|from|in)\s+(?:the\s+)?(?:(?:first|second|third|last|other)\s+)?(?:image|picture|photo|portrait|view)\b[^.,;!?\n]{0,12}\s(?:on|onto|for|over|in)\b/gi,
  new RegExp(`\\bswap(?:s|ped|ping)?\\s+${BLANK}+\\s+(?:in|into|for|with)\\b`, 'gi'),
  /\bdeep-?fak\w*/gi,
  new RegExp(
    `\\b(?:put|place|appl(?:y|ied)|insert|map|stitch|composite|project|mount|fit|set)(?:s|ed|ing|ting|ped)?${BETWEEN}\\s+faces?\\b(?:\\s+(?:of|from)\\s+[^.,;!?\\n]{1,30}?)?\\s+(?:onto|on to|on|over|into)\\s+(?:(?:the|that|this|his|her|their|its|a)\\s+)?(?:${OWNER}\\s+)?(?:body|person|man|woman|figure|scene|image|picture|head|face|shoulders|stand-in|actor|actress|model|character|other|one)\\b`,
    'gi',
  ),
  new RegExp(
    `\\b(?:in place of|instead of|in exchange for)(?:\\s+(?:the|his|her|their|its|this|that|existing|original|old|current|${OWNER}|${BLANK}+))*\\s+face\\b`,
    'gi',
  ),
  new RegExp(
    `\\bchang(?:e|es|ed|ing)(?:\\s+(?:only|just|the|his|her|their|its|${OWNER}|${BLANK}+))+\\s+face\\b(?!['’])`,
    'gi',
  ),
  /\bwith\s+the\s+face\s+(?:of|from|in)\s+(?:the\s+)?(?:(?:first|second|third|last|other)\s+)?(?:image|picture|photo|portrait|view)\b/gi,
]

const SUGGESTION =
  'Say what the finished picture shows: "the scene of image 1 with the person of images 2 to 6 in the leading role". For a stranger in the scene say "a stand-in marking the spot".'

/** A sentence that asks for it in several ways asks for it once. */
const oneASentence = (words: string, patterns: readonly RegExp[]): readonly Span[] => {
  const kept = new Map<number, Span>()
  for (const span of withoutOverlaps(patterns.flatMap((pattern) => spansOf(words, pattern)))) {
    const sentence = sentenceAround(words, span.start).start
    if (!kept.has(sentence)) kept.set(sentence, span)
  }
  return [...kept.values()]
}

/** In place of the sentence stands the person in the leading role, where the pictures of the person can be named. */
const mending = (words: string, at: number, { variables }: TemplatePurpose): LintFix => {
  const { start, text } = sentenceAround(words, at)
  const lead = text.length - text.trimStart().length
  const end = start + text.length
  const closed = /[.!?]/.test(words[end] ?? '') ? end + 1 : end
  return {
    start: start + lead,
    end: closed,
    text: variables.includes('viewImages') ? 'The person of {{viewImages}} is in the leading role.' : '',
  }
}

/** Wording that asks for a face to be exchanged, also where it is forbidden: a filter reads words, not their sense. */
export const swapWording: LintRule = {
  name: 'swap-wording',
  reason: 'Swapping faces by prompt does not work: the request is blocked, or a new face appears (learnings 3 and 10).',
  check: ({ words }, purpose) =>
    oneASentence(words, PATTERNS).map(({ start, end }) => ({
      start,
      end,
      message: `"${words.slice(start, end).replace(/\s+/g, ' ')}" asks for a face to be exchanged; even in a "do not" it can get the request blocked.`,
      suggestion: SUGGESTION,
      ...(purpose === null ? {} : { fix: mending(words, start, purpose) }),
    })),
}
