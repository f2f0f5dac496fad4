import type { Light } from '../shot.ts'
import { withoutOffers } from './sentences.ts'
import type { Words } from './sentences.ts'

/** What the words say about the light; null where they are silent. */
export interface LightWish {
  readonly side: Light['side'] | null
  /** -1 cold to 1 warm. */
  readonly warmth: number | null
  /** 0 flat to 1 dramatic. */
  readonly drama: number | null
}

const LIGHT = String.raw`(?:key light|light|lit|sun|sunlight|lamp|window|spotlight|glow|illuminated|illumination)`
const SIDE = new RegExp(
  String.raw`\b${LIGHT}\b[^.\n]{0,60}?\b(?:from|at|on|beyond|near|toward|towards)\b[^.\n]{0,24}?\b(left|right|front)\b|\b(left|right)-(?:lit|side light)\b|\bfrom the (left|right)\b[^.\n,;]{0,30}\blight`,
)
const FRONTAL =
  /\b(?:frontal|even|flat|shadowless) (?:studio )?(?:light|lighting)\b|\bring light\b|\blit (?:evenly|frontally)\b|\b(?:light|lit|lighting)[^.\n]{0,20}\bfrom the front\b/

const WARM =
  /\b(?:golden[- ]hour|golden light|warm(?:er|th)?|amber|candle ?light|firelight|sunset|sunrise|tungsten|honeyed|firelit)\b/g
const COLD =
  /\b(?:cold(?:er)?|cool(?:er)?|blue light|bluish|moonlight|moonlit|icy|steel[- ]blue|fluorescent|overcast)\b/g
const DRAMATIC =
  /\b(?:dramatic|chiaroscuro|low[- ]key|high[- ]contrast|rembrandt|hard light|stark|moody|brooding|noir)\b/g
const SOFT =
  /\b(?:soft|softer|even|flat|diffused|gentle|high[- ]key|shadowless|overcast|studio lighting)\b[^.\n]{0,20}\b(?:light|lighting|lit)\b/g

const balance = (text: string, plus: RegExp, minus: RegExp): number | null => {
  const [more, less] = [[...text.matchAll(plus)].length, [...text.matchAll(minus)].length]
  return more + less === 0 ? null : (more - less) / (more + less)
}

/** Reads side, warmth and drama of the light. */
export const readLight = (words: Words): LightWish => {
  const text = withoutOffers(words.affirmed)
  const match = SIDE.exec(text)
  const told = match?.[1] ?? match?.[2] ?? match?.[3]
  const drama = balance(text, DRAMATIC, SOFT)
  return {
    side: told === 'left' || told === 'right' || told === 'front' ? told : FRONTAL.test(text) ? 'front' : null,
    warmth: balance(text, WARM, COLD),
    drama: drama === null ? null : (drama + 1) / 2,
  }
}
