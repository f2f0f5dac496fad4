import type { Person, Rgb } from '../shot.ts'
import { colourOf, EYE_COLOURS, HAIR_COLOURS } from './colours.ts'
import { weigh } from './sentences.ts'
import type { Keyword, Words } from './sentences.ts'

/** What the words say about a person; null where they are silent. */
export interface TraitWish {
  readonly gender: Person['gender'] | null
  readonly hair: Rgb | null
  readonly iris: Rgb | null
  readonly hairStyle: Person['hairStyle'] | null
  readonly skin: Rgb | null
  /** 0.85 slim to 1.2 broad. */
  readonly build: number | null
  readonly age: number | null
  readonly beard: number | null
  readonly glasses: boolean | null
}

const GENDERS: readonly Keyword<Person['gender']>[] = [
  { means: 'woman', words: /\b(?:woman|women|female|lady|girl)\b/, weight: 3 },
  { means: 'man', words: /\b(?:man|men|male|gentleman|guy|boy)\b/, weight: 3 },
  { means: 'woman', words: /\b(?:she|her|hers|herself|queen|actress|mother|blouse)\b/, weight: 1 },
  { means: 'man', words: /\b(?:he|him|his|himself|king|father)\b/, weight: 1 },
]

const HAIR_STYLES: readonly Keyword<Person['hairStyle']>[] = [
  { means: 'bald', words: /\b(?:bald|hairless|no hair)\b/, weight: 3 },
  { means: 'shaved', words: /\b(?:shaved|shaven|buzz(?:ed| ?cut)|crew cut|stubbled head)\b/, weight: 3 },
  { means: 'bun', words: /\b(?:bun|ponytail|updo|chignon|tied[- ]back|pinned[- ]up|braid(?:s|ed)?)\b/, weight: 3 },
  { means: 'curly', words: /\b(?:curly|curls|afro|coily|frizzy)\b/, weight: 3 },
  { means: 'bob', words: /\b(?:bob|chin-length|shoulder-length|medium-length)\b/, weight: 3 },
  { means: 'long', words: /\blong\b[^.\n,;]{0,24}\bhair\b|\blong-haired\b|\bhair\b[^.\n;]{0,16}\blong\b/, weight: 2 },
  { means: 'side-part', words: /\b(?:side[- ]part(?:ed|ing)?|parted)\b/, weight: 3 },
  { means: 'swept-back', words: /\b(?:swept[- ]back|slicked[- ]back|combed back|pompadour)\b/, weight: 3 },
  {
    means: 'short',
    words: /\bshort\b[^.\n,;]{0,24}\bhair\b|\bshort-haired\b|\bhair\b[^.\n;]{0,16}\bshort\b|\bcropped\b/,
    weight: 2,
  },
]

/** Skin the words lead one to expect; a wide range in life, its middle here. */
const SKINS: readonly Keyword<Rgb>[] = [
  {
    means: [0.36, 0.24, 0.18],
    words:
      /\b(?:african|nigerian|ghanaian|kenyan|ethiopian|senegalese|dark[- ]skinned|black (?:woman|man|person)|afro-american|african-american)\b/,
    weight: 1,
  },
  {
    means: [0.5, 0.34, 0.25],
    words:
      /\b(?:caribbean|mixed|biracial|indian|south asian|pakistani|bengali|sri lankan|tamil|brown[- ]skinned|aboriginal|polynesian)\b/,
    weight: 1,
  },
  {
    means: [0.68, 0.49, 0.37],
    words:
      /\b(?:latin[oax]?|latina|hispanic|mexican|brazilian|colombian|arab|middle eastern|persian|iranian|turkish|egyptian|moroccan|north african|native american|filipin[oa]|indonesian|thai|olive[- ]skinned|tan(?:ned)?)\b/,
    weight: 1,
  },
  {
    means: [0.8, 0.62, 0.49],
    words: /\b(?:mediterranean|italian|spanish|greek|portuguese|southern european|jewish|lebanese)\b/,
    weight: 1,
  },
  {
    means: [0.85, 0.68, 0.55],
    words: /\b(?:east asian|asian|chinese|japanese|korean|vietnamese|mongolian)\b/,
    weight: 0.9,
  },
  {
    means: [0.88, 0.71, 0.62],
    words: /\b(?:caucasian|white (?:woman|man|person)|european|german|french|british|polish|russian|american)\b/,
    weight: 0.8,
  },
  {
    means: [0.92, 0.77, 0.7],
    words: /\b(?:scandinavian|nordic|irish|scottish|swedish|norwegian|pale|fair[- ]skinned|northern european)\b/,
    weight: 1,
  },
]

const BUILDS: readonly Keyword<number>[] = [
  { means: 0.88, words: /\b(?:slim|slender|thin|lean|petite|delicate|slight build)\b/, weight: 1 },
  { means: 1.08, words: /\b(?:athletic|fit|toned|muscular|sporty|strong build)\b/, weight: 1 },
  {
    means: 1.17,
    words: /\b(?:broad(?:-shouldered)?|stocky|heavy|heavyset|large build|burly|plus[- ]size|curvy|full-figured)\b/,
    weight: 1,
  },
  { means: 1, words: /\b(?:average|medium) build\b|\bbuild: (?:average|medium)\b/, weight: 1 },
]

const AGES: readonly Keyword<number>[] = [
  { means: 0.05, words: /\b(?:teenage[dr]?|young|in (?:his|her|their) (?:early )?(?:twenties|20s))\b/, weight: 1 },
  { means: 0.25, words: /\bin (?:his|her|their) (?:early |mid-?|late )?(?:thirties|30s)\b/, weight: 2 },
  { means: 0.42, words: /\bin (?:his|her|their) (?:early |mid-?|late )?(?:forties|40s)\b|\bmiddle-aged\b/, weight: 2 },
  { means: 0.6, words: /\bin (?:his|her|their) (?:early |mid-?|late )?(?:fifties|50s)\b|\bmature\b/, weight: 2 },
  {
    means: 0.85,
    words:
      /\bin (?:his|her|their) (?:early |mid-?|late )?(?:sixties|60s|seventies|70s|eighties)\b|\b(?:elderly|old (?:woman|man))\b/,
    weight: 2,
  },
]

/** Reads who is to be seen. Everything counts here, also what is said of the pictures that come with the words. */
export const readTraits = (words: Words): TraitWish => {
  const text = words.all
  // "any beard or glasses" says that what the pictures show counts, not that there is one.
  const told = text.replaceAll(
    /\b(?:any|no|without(?: a)?|or) (?:beard|moustache|glasses|stubble)(?: (?:or|and) (?:beard|glasses))?\b/g,
    ' ',
  )
  return {
    gender: weigh(text, GENDERS)?.means ?? null,
    hair: colourOf(text, /\bhair(?:ed)?\b/, HAIR_COLOURS),
    iris: colourOf(text, /\b(?:eyes?|eyed|irises)\b/, EYE_COLOURS),
    hairStyle: weigh(hairLines(text), HAIR_STYLES)?.means ?? null,
    skin: weigh(text, SKINS)?.means ?? null,
    build: weigh(text, BUILDS)?.means ?? null,
    age: weigh(text, AGES)?.means ?? null,
    beard: /\bstubble\b/.test(told) ? 0.35 : /\bbeard(?:ed)?\b/.test(told) ? 1 : null,
    glasses: /\b(?:glasses|spectacles|bespectacled)\b/.test(told) ? true : null,
  }
}

/** The stretches of a text around the word hair: "long" or "short" elsewhere is about something else. */
const hairLines = (text: string): string =>
  [...text.matchAll(/[^.\n]{0,60}\b(?:hair|haired|bald|head)\b[^.\n]{0,40}/g)].map(([line]) => line).join('\n')
