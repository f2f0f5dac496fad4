import type { Words } from './sentences.ts'

/** How wide the words want the head to be, as shares of the picture's width, and whether a percentage said so. */
export interface FramingWish {
  readonly least: number
  readonly most: number
  readonly exact: boolean
}

const CROPS: readonly { readonly words: RegExp; readonly least: number; readonly most: number }[] = [
  { words: /\b(?:extreme close[- ]up|tight close[- ]up)\b/, least: 0.6, most: 0.7 },
  {
    words: /\bhead[- ]and[- ]shoulders?\b|\bhead (?:&|plus) shoulders\b|\bheadshots?\b|\bpassport\b/,
    least: 0.38,
    most: 0.44,
  },
  { words: /\bclose[- ]up\b/, least: 0.48, most: 0.56 },
  {
    words: /\bwaist[- ]up\b|\b(?:medium|half[- ]body|half[- ]length) (?:shot|portrait|framing)\b|\bfrom the waist\b/,
    least: 0.17,
    most: 0.2,
  },
  { words: /\bchest[- ]up\b|\bbust\b|\bmedium close\b|\bfrom the chest\b/, least: 0.22, most: 0.25 },
  { words: /\bthree[- ]quarters?[- ](?:length|shot|body)\b|\bknees? up\b|\bcowboy shot\b/, least: 0.1, most: 0.13 },
  { words: /\bfull[- ](?:body|length|figure)\b|\bhead to toe\b|\bwide shot\b/, least: 0.06, most: 0.09 },
]

const NUMBER = String.raw`(\d{1,2}(?:\.\d+)?)`
const RANGE = new RegExp(
  String.raw`\b${NUMBER}\s*(?:%|percent)?\s*(?:-|to|and)\s*${NUMBER}\s*(?:%|percent|per cent)`,
  'g',
)
const BOUNDS = new RegExp(
  String.raw`\bat least ${NUMBER}\s*(?:%|percent|per cent)[^.\n]{0,12}\bat most ${NUMBER}\s*(?:%|percent|per cent)`,
  'g',
)
const ONE = new RegExp(String.raw`\b${NUMBER}\s*(?:%|percent|per cent)`, 'g')
const HEAD = /\b(?:face|head|he|she|person's)\b/

const percentages = (words: Words): FramingWish | null => {
  for (const { affirmed } of words.sentences) {
    if (!HEAD.test(affirmed)) continue
    for (const [pattern, slack] of [
      [RANGE, 0],
      [BOUNDS, 0],
      [ONE, 0.01],
    ] as const) {
      for (const match of affirmed.matchAll(pattern)) {
        const least = Number(match[1]) / 100 - slack
        const most = Number(match[2] ?? match[1]) / 100 + slack
        if (least >= 0.02 && most <= 0.92 && least < most) return { least, most, exact: true }
      }
    }
  }
  return null
}

/**
 * The framing the words ask for: percentages of the width for face or head first, else the crop named first
 * ("waist-up"). Null when they leave it open, and the distance wanders.
 */
export const readFraming = (words: Words): FramingWish | null => {
  const told = percentages(words)
  if (told !== null) return told
  const crop = CROPS.map((row) => ({ row, at: words.affirmed.search(row.words) }))
    .filter(({ at }) => at >= 0)
    .toSorted((a, b) => a.at - b.at)[0]?.row
  return crop === undefined ? null : { least: crop.least, most: crop.most, exact: false }
}
