import type { Rgb } from '../shot.ts'

/** Colour words as display colour. Hair and eyes have tables of their own: "brown" means another thing there. */
export const CLOTH_COLOURS: Readonly<Record<string, Rgb>> = {
  'light blue': [0.62, 0.76, 0.9],
  'pale blue': [0.7, 0.81, 0.92],
  'sky blue': [0.55, 0.75, 0.92],
  'navy blue': [0.07, 0.1, 0.2],
  navy: [0.07, 0.1, 0.2],
  'midnight blue': [0.06, 0.08, 0.17],
  'dark blue': [0.08, 0.12, 0.27],
  'royal blue': [0.12, 0.22, 0.6],
  blue: [0.18, 0.33, 0.62],
  teal: [0.06, 0.36, 0.38],
  turquoise: [0.16, 0.6, 0.6],
  emerald: [0.04, 0.38, 0.25],
  'dark green': [0.07, 0.2, 0.13],
  olive: [0.3, 0.31, 0.17],
  green: [0.16, 0.4, 0.24],
  burgundy: [0.33, 0.05, 0.1],
  crimson: [0.55, 0.05, 0.1],
  scarlet: [0.7, 0.08, 0.08],
  red: [0.62, 0.08, 0.09],
  pink: [0.87, 0.58, 0.65],
  purple: [0.33, 0.15, 0.42],
  orange: [0.85, 0.42, 0.12],
  yellow: [0.88, 0.74, 0.25],
  gold: [0.72, 0.55, 0.25],
  golden: [0.72, 0.55, 0.25],
  ivory: [0.92, 0.89, 0.81],
  cream: [0.92, 0.87, 0.76],
  beige: [0.8, 0.72, 0.6],
  sand: [0.78, 0.68, 0.52],
  camel: [0.7, 0.52, 0.33],
  tan: [0.68, 0.52, 0.36],
  khaki: [0.6, 0.54, 0.38],
  brown: [0.34, 0.21, 0.13],
  silver: [0.72, 0.73, 0.75],
  charcoal: [0.16, 0.17, 0.19],
  'dark grey': [0.2, 0.21, 0.23],
  'light grey': [0.72, 0.73, 0.75],
  grey: [0.45, 0.46, 0.48],
  white: [0.94, 0.94, 0.93],
  'jet black': [0.03, 0.03, 0.035],
  black: [0.045, 0.045, 0.05],
}

export const HAIR_COLOURS: Readonly<Record<string, Rgb>> = {
  'jet black': [0.04, 0.035, 0.035],
  raven: [0.045, 0.04, 0.045],
  black: [0.06, 0.05, 0.045],
  'very dark brown': [0.11, 0.075, 0.055],
  'dark brown': [0.17, 0.11, 0.075],
  'medium brown': [0.28, 0.18, 0.12],
  'light brown': [0.42, 0.29, 0.19],
  'ash brown': [0.34, 0.27, 0.22],
  chestnut: [0.31, 0.16, 0.09],
  chocolate: [0.2, 0.12, 0.08],
  brunette: [0.22, 0.14, 0.095],
  brown: [0.25, 0.16, 0.1],
  auburn: [0.38, 0.15, 0.08],
  copper: [0.58, 0.26, 0.11],
  ginger: [0.68, 0.33, 0.13],
  red: [0.55, 0.2, 0.09],
  'strawberry blonde': [0.8, 0.55, 0.36],
  'dark blonde': [0.52, 0.4, 0.25],
  'dirty blonde': [0.55, 0.43, 0.28],
  'ash blonde': [0.68, 0.6, 0.48],
  'platinum blonde': [0.9, 0.85, 0.73],
  platinum: [0.9, 0.85, 0.73],
  'light blonde': [0.84, 0.72, 0.5],
  'golden blonde': [0.78, 0.6, 0.34],
  blonde: [0.74, 0.58, 0.35],
  blond: [0.74, 0.58, 0.35],
  honey: [0.62, 0.43, 0.23],
  'salt and pepper': [0.42, 0.41, 0.41],
  'dark grey': [0.3, 0.3, 0.31],
  'light grey': [0.7, 0.7, 0.7],
  grey: [0.52, 0.52, 0.52],
  silver: [0.7, 0.71, 0.73],
  white: [0.88, 0.88, 0.87],
  pink: [0.86, 0.45, 0.6],
  blue: [0.15, 0.3, 0.62],
  green: [0.15, 0.45, 0.25],
  purple: [0.4, 0.18, 0.5],
}

export const EYE_COLOURS: Readonly<Record<string, Rgb>> = {
  'dark brown': [0.16, 0.09, 0.05],
  'light brown': [0.42, 0.26, 0.13],
  'brown green': [0.33, 0.29, 0.14],
  'green brown': [0.33, 0.31, 0.15],
  'blue green': [0.2, 0.43, 0.44],
  'green blue': [0.2, 0.43, 0.44],
  'blue grey': [0.4, 0.49, 0.57],
  'grey blue': [0.4, 0.49, 0.57],
  'grey green': [0.38, 0.45, 0.38],
  'light blue': [0.45, 0.63, 0.78],
  'ice blue': [0.55, 0.72, 0.83],
  'dark blue': [0.13, 0.25, 0.47],
  brown: [0.27, 0.15, 0.07],
  hazel: [0.38, 0.28, 0.12],
  amber: [0.55, 0.35, 0.1],
  green: [0.25, 0.43, 0.25],
  blue: [0.25, 0.43, 0.62],
  turquoise: [0.2, 0.5, 0.52],
  grey: [0.46, 0.5, 0.53],
  violet: [0.38, 0.3, 0.55],
  black: [0.09, 0.06, 0.045],
}

const spelled = (text: string): string =>
  text
    .replaceAll(/[-/]/g, ' ')
    .replaceAll(/\bgray\b/g, 'grey')
    .replaceAll(/\b(?:coloured|colored)\b/g, '')
    .replaceAll(/\s+/g, ' ')

/** The colour word of a table nearest to the end (or the start) of a phrase; longer names win over the words in them. */
const nearest = (phrase: string, table: Readonly<Record<string, Rgb>>, from: 'start' | 'end'): Rgb | null => {
  const text = ` ${spelled(phrase)} `
  let best: { readonly at: number; readonly length: number; readonly colour: Rgb } | null = null
  for (const [name, colour] of Object.entries(table)) {
    const index = from === 'end' ? text.lastIndexOf(` ${name} `) : text.replaceAll(/[,.]/g, ' ').indexOf(` ${name} `)
    if (index < 0) continue
    const at = from === 'end' ? text.length - index - name.length : index
    if (best === null || at < best.at || (at === best.at && name.length > best.length)) {
      best = { at, length: name.length, colour }
    }
  }
  return best?.colour ?? null
}

/**
 * The colour told of a noun: in the words right before it ("light-blue collared shirt"), else right after it
 * ("hair: dark brown"). Null when the noun or its colour is not told.
 */
export const colourOf = (text: string, noun: RegExp, table: Readonly<Record<string, Rgb>>): Rgb | null => {
  for (const match of text.matchAll(new RegExp(noun.source, 'g'))) {
    const before = text.slice(Math.max(0, match.index - 48), match.index)
    const phrase = before.split(/[,;:.()\n]|\bwith\b|\bover\b|\beyes\b|\bhair\b/).at(-1) ?? ''
    const found = nearest(phrase, table, 'end')
    if (found !== null) return found
    const after = text.slice(match.index + match[0].length, match.index + match[0].length + 48)
    const following = /^(?:\s+colou?r)?\s*(?::|=|\bis\b|\bare\b|-)\s*([^\n.;]*)/.exec(after)?.[1]
    const told = following === undefined ? null : nearest(following, table, 'start')
    if (told !== null) return told
  }
  return null
}
