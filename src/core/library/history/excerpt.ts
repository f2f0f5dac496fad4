import { readSearch, type Term, wordsOf } from './terms.ts'

const LENGTH = 220
const BEFORE = 60

/** A piece of a text around the first word that was looked for, or its beginning; null where a search finds nothing in it. */
export const excerptOf = (text: string, search: string | undefined): string | null => {
  const flat = text.replaceAll(/\s+/g, ' ').trim()
  if (flat === '') return null
  const terms = search === undefined ? [] : readSearch(search).terms
  if (terms.length === 0) return cut(flat, 0)
  const at = placeOf(flat, terms)
  return at === null ? null : cut(flat, Math.max(0, at - BEFORE))
}

const cut = (text: string, wanted: number): string => {
  const from = wanted === 0 ? 0 : text.indexOf(' ', wanted) + 1
  const piece = text.slice(from, from + LENGTH)
  return `${from > 0 ? '… ' : ''}${piece}${from + LENGTH < text.length ? ' …' : ''}`
}

/** Where the first word of a term begins in a text. */
const placeOf = (text: string, terms: readonly Term[]): number | null => {
  for (const { 0: word, index } of text.matchAll(/\S+/g)) {
    const words = wordsOf(word)
    const holds = ({ words: [first = ''], begun }: Term): boolean =>
      words.some((one) => (begun ? one.startsWith(first) : one === first))
    if (terms.some(holds)) return index
  }
  return null
}
