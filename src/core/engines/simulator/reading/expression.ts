import { labelled } from './sentences.ts'
import type { Words } from './sentences.ts'

/** 0 neutral with closed mouth, 1 a full smile; the expression named first counts, weaker words change the strength. */
const EXPRESSIONS: readonly { readonly words: RegExp; readonly smile: number }[] = [
  { words: /\b(?:closed[- ]mouth|closed[- ]lips?|tight[- ]lipped) smile\b/, smile: 0.35 },
  {
    words:
      /\b(?:slight|faint|subtle|hint of a|half|small|quiet|knowing|restrained|soft) smile\b|\bhalf-smile\b|\bsmil(?:es|ing) (?:faintly|slightly|softly)\b/,
    smile: 0.4,
  },
  {
    words:
      /\b(?:broad|wide|big|beaming|full|radiant|toothy|open) (?:smile|grin)\b|\blaugh(?:s|ing|ter)?\b|\bbeaming\b|\bgrin(?:s|ning)?\b/,
    smile: 1,
  },
  { words: /\bsmil(?:e|es|ing)\b/, smile: 0.85 },
  {
    words:
      /\bneutral\b|\b(?:closed|relaxed) mouth\b|\bmouth (?:is )?closed\b|\bunsmiling\b|\bserious\b|\bsolemn\b|\bstern\b|\bcomposed\b|\bimpassive\b/,
    smile: 0,
  },
  { words: /\b(?:joyful|joyous|delighted|cheerful|overjoyed)\b/, smile: 0.9 },
]

const smileIn = (text: string): number | null =>
  EXPRESSIONS.map(({ words, smile }) => ({ smile, at: text.search(words) }))
    .filter(({ at }) => at >= 0)
    .toSorted((a, b) => a.at - b.at)[0]?.smile ?? null

/**
 * How much the words want the person to smile, 0 to 1; null when they name no expression. A line "Expression: ..." counts
 * before all others.
 */
export const readSmile = (words: Words): number | null =>
  smileIn(labelled(words, /expression|mood of the face/)) ?? smileIn(words.affirmed)
