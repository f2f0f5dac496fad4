import { readSearch, type Term, wordsOf } from './terms.ts'

const LENGTH = 220
const BEFORE = 60

/** Finds in texts what somebody looked for; a page of them shares what was read of the search. */
export const excerpting = (search: string | undefined): ((text: string) => string | null) => {
  const terms = search === undefined ? [] : readSearch(search).terms
  if (terms.length === 0) return (text) => (text.trim() === '' ? null : cut(text, 0))
  return (text) => {
    const at = placeOf(text, terms)
    return at === null ? null : cut(text, Math.max(0, at - BEFORE))
  }
}

/** A piece of a text, its blanks drawn together. */
const cut = (text: string, wanted: number): string => {
  const from = wanted === 0 ? 0 : text.indexOf(' ', wanted) + 1
  const piece = text.slice(from, from + LENGTH).replaceAll(/\s+/g, ' ')
  return `${from > 0 ? '… ' : ''}${piece.trim()}${from + LENGTH < text.length ? ' …' : ''}`
}

/** Where the first word of a term begins in a text. */
const placeOf = (text: string, terms: readonly Term[]): number | null => {
  const plain = text.toLowerCase()
  for (const { words } of terms) {
    const at = plain.search(new RegExp(`(?<![\\p{L}\\p{N}])${words[0] ?? ''}`, 'u'))
    // A text that changes its length in lower case has its words elsewhere.
    if (at !== -1 && plain.length === text.length) return at
  }
  // Not as it was written: with other marks, or in a letter that has no single lower case.
  for (const { 0: word, index } of text.matchAll(/\S+/g)) {
    const words = wordsOf(word)
    const holds = ({ words: [first = ''], begun }: Term): boolean =>
      words.some((one) => (begun ? one.startsWith(first) : one === first))
    if (terms.some(holds)) return index
  }
  return null
}
