import type { Words } from './sentences.ts'

/** How much of a person a picture shows. */
export type Crop = 'close-up' | 'head-and-shoulders' | 'chest-up' | 'waist-up' | 'knees-up' | 'full-length'

/** What the words say about framing. */
export interface FramingWish {
  readonly crop: Crop | null
  /** The head's width as a share of the picture's, from a percentage. */
  readonly width: { readonly least: number; readonly most: number } | null
}

const CROPS: readonly { readonly words: RegExp; readonly crop: Crop }[] = [
  {
    words: /\bhead[- ]and[- ]shoulders?\b|\bhead (?:&|plus) shoulders\b|\bheadshots?\b|\bpassport\b/,
    crop: 'head-and-shoulders',
  },
  { words: /\bclose[- ]up\b/, crop: 'close-up' },
  {
    words: /\bwaist[- ]up\b|\b(?:medium|half[- ]body|half[- ]length) (?:shot|portrait|framing)\b|\bfrom the waist\b/,
    crop: 'waist-up',
  },
  { words: /\bchest[- ]up\b|\bbust\b|\bmedium close\b|\bfrom the chest\b/, crop: 'chest-up' },
  { words: /\bthree[- ]quarters?[- ](?:length|shot|body)\b|\bknees? up\b|\bcowboy shot\b/, crop: 'knees-up' },
  { words: /\bfull[- ](?:body|length|figure)\b|\bhead to toe\b|\bwide shot\b/, crop: 'full-length' },
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

const percentages = (words: Words): FramingWish['width'] => {
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
        if (least >= 0.02 && most <= 0.92 && least < most) return { least, most }
      }
    }
  }
  return null
}

/** The crop named first and the percentage of the width told for face or head; null when both are left open. */
export const readFraming = (words: Words): FramingWish | null => {
  const width = percentages(words)
  const named = CROPS.map(({ crop, words: pattern }) => ({ crop, at: words.affirmed.search(pattern) }))
  const first = named.filter(({ at }) => at >= 0).toSorted((a, b) => a.at - b.at)[0]
  return first === undefined && width === null ? null : { crop: first?.crop ?? null, width }
}
