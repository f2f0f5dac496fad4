import type { Outfit, Rgb } from '../shot.ts'
import { CLOTH_COLOURS, colourOf } from './colours.ts'
import { weigh } from './sentences.ts'
import type { Keyword, Words } from './sentences.ts'

type Kind = Outfit['kind']

/** What each outfit looks like when the words name no colour. */
export const OUTFITS: Readonly<Record<Kind, { readonly main: Rgb; readonly second: Rgb }>> = {
  'collared-shirt': { main: [0.62, 0.76, 0.9], second: [0.94, 0.94, 0.93] },
  blouse: { main: [0.66, 0.79, 0.91], second: [0.94, 0.94, 0.93] },
  tailcoat: { main: [0.035, 0.035, 0.04], second: [0.94, 0.94, 0.92] },
  'chef-whites': { main: [0.93, 0.92, 0.9], second: [0.1, 0.1, 0.11] },
  suit: { main: [0.08, 0.1, 0.17], second: [0.92, 0.93, 0.95] },
  jacket: { main: [0.2, 0.14, 0.1], second: [0.75, 0.72, 0.66] },
  gown: { main: [0.3, 0.05, 0.1], second: [0.72, 0.55, 0.25] },
  coat: { main: [0.22, 0.2, 0.19], second: [0.8, 0.78, 0.74] },
  'work-shirt': { main: [0.27, 0.34, 0.42], second: [0.5, 0.38, 0.26] },
}

/** The garment as it is named; weight 3, so that what is named outweighs what a profession wears. */
const GARMENTS: Readonly<Record<Kind, RegExp>> = {
  tailcoat: /\b(?:tail ?coat|white tie|tails|evening tails)\b/,
  'chef-whites':
    /\bchef(?:'s)? whites\b|\bchef(?:'s)? (?:jacket|coat|tunic|uniform)\b|\b(?:kitchen|cook's) whites\b|\bdouble-breasted (?:white )?chef\b/,
  blouse: /\bblouse\b/,
  'collared-shirt': /\b(?:collared|dress|oxford|button-down|button-up|poplin|linen) shirt\b|\bshirt\b/,
  suit: /\b(?:business |pinstripe |tailored |three-piece |two-piece |bespoke |wool )?(?:suit|tuxedo|blazer|dinner jacket|pantsuit)\b/,
  gown: /\b(?:gown|dress|robe|sari|kimono|cape)\b(?! shirt| shoes| code)/,
  coat: /\b(?:lab coat|overcoat|trench ?coat|raincoat|parka|cloak|peacoat|coat)\b/,
  'work-shirt': /\b(?:work ?shirt|overalls|apron|dungarees|denim shirt|flannel|coveralls|boiler suit)\b/,
  jacket:
    /\b(?:flight|leather|bomber|flying|field|denim|down|racing) jacket\b|\b(?:flight|space|pressure|diving|racing) ?suit\b|\b(?:jacket|hoodie|sweater|anorak|vest|armou?r|uniform)\b/,
}

/** What a profession wears when nothing is named; weight 1. */
const PROFESSIONS: Readonly<Record<Kind, RegExp>> = {
  tailcoat: /\b(?:conductor|maestro|orchestra|symphony|philharmonic)\b/,
  'chef-whites': /\b(?:chef|cook|restaurant|kitchen|pastry)\b/,
  suit: /\b(?:ceo|chief executive|executive|founder|boardroom|lawyer|president|banker|politician|director|spy)\b/,
  gown: /\b(?:opera|diva|soprano|queen|king|ballet|dancer|actress|red carpet)\b/,
  coat: /\b(?:scientist|doctor|surgeon|laboratory|detective|captain|professor|researcher|physician)\b/,
  'work-shirt':
    /\b(?:carpenter|mechanic|blacksmith|potter|farmer|gardener|artist|painter|sculptor|luthier|builder|baker)\b/,
  jacket: /\b(?:pilot|astronaut|cosmonaut|explorer|mountaineer|climber|rock star|racing|sailor|adventurer)\b/,
  'collared-shirt': /\b(?:teacher|architect|engineer|photographer|programmer|writer|novelist)\b/,
  blouse: /\bjournalist\b/,
}

const kinds = Object.keys(GARMENTS).filter((kind): kind is Kind => kind in OUTFITS)
const KEYWORDS: readonly Keyword<Kind>[] = [
  ...kinds.map((means) => ({ means, words: GARMENTS[means], weight: 3 })),
  ...kinds.map((means) => ({ means, words: PROFESSIONS[means], weight: 1 })),
]

/** Garments that have a colour of their own when none is told. */
const OWN_COLOURS: readonly { readonly kind: Kind; readonly words: RegExp; readonly main: Rgb }[] = [
  {
    kind: 'coat',
    words: /\b(?:lab coat|doctor|surgeon|physician|scientist|researcher|laboratory)\b/,
    main: [0.93, 0.94, 0.94],
  },
  { kind: 'jacket', words: /\b(?:space ?suit|pressure suit|astronaut|cosmonaut)\b/, main: [0.86, 0.86, 0.85] },
  { kind: 'jacket', words: /\bdenim jacket\b/, main: [0.24, 0.34, 0.48] },
]

const ownColour = (kind: Kind, text: string): Rgb | null =>
  OWN_COLOURS.find((row) => row.kind === kind && row.words.test(text))?.main ?? null

export interface OutfitWish {
  readonly kind: Kind
  /** The colour told for the garment; null when it has its usual one. */
  readonly main: Rgb | null
  /** Whether a garment is named, not only a profession. */
  readonly named: boolean
}

/** The clothes the words ask for; null when neither a garment nor a profession that has one turns up. */
export const readOutfit = (words: Words): OutfitWish | null => {
  const found = weigh(words.affirmed, KEYWORDS)
  if (found === null) return null
  const kind = found.means
  const main = colourOf(words.affirmed, GARMENTS[kind], CLOTH_COLOURS) ?? ownColour(kind, words.affirmed)
  return { kind, main, named: found.weight >= 3 }
}

/** The outfit as it is worn. */
export const outfitOf = ({ kind, main }: Pick<OutfitWish, 'kind' | 'main'>): Outfit => ({
  kind,
  main: main ?? OUTFITS[kind].main,
  second: OUTFITS[kind].second,
})
