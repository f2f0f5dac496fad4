/** What one piece of a search asks for: these words next to each other, the last of them whole or only begun. */
export interface Term {
  readonly words: readonly string[]
  readonly begun: boolean
}

/** A search as it is meant: the words to be found, all of them, and a request's number where one was written alone. */
export interface Search {
  readonly attempt: number | null
  readonly terms: readonly Term[]
}

/** Letters, digits and private-use signs make words, with their marks left off: as SQLite's unicode61 splits text. */
const WORD = /[\p{L}\p{N}\p{Co}]+/gu
const MARKS = /\p{M}+/gu

/** The words of a text as the index knows them. */
export const wordsOf = (text: string): readonly string[] =>
  text.normalize('NFD').replaceAll(MARKS, '').toLowerCase().match(WORD) ?? []

/** Reads what somebody typed. Anything is a search; what holds no word asks for nothing. */
export const readSearch = (text: string): Search => {
  const number = /^#(\d{1,15})$/.exec(text.trim())?.[1]
  if (number !== undefined) return { attempt: Number(number), terms: [] }
  const pieces = text.matchAll(/"([^"]*)"?|([^\s"]+)/g)
  const terms = [...pieces].map(([, quoted, plain]) => ({
    words: wordsOf(quoted ?? plain ?? ''),
    begun: quoted === undefined,
  }))
  return { attempt: null, terms: terms.filter(({ words }) => words.length > 0) }
}

/** A term for FTS5, with nothing in it that could be taken for its query language. */
export const ftsOf = ({ words, begun }: Term): string => `"${words.join(' ')}"${begun ? ' *' : ''}`

/** Whether a text holds a term; what the index answers for texts that are in it. */
export const holds = (words: readonly string[], term: Term): boolean => {
  const last = term.words.length - 1
  return words.some((_, from) =>
    term.words.every((word, at) => {
      const found = words[from + at]
      return found !== undefined && (at === last && term.begun ? found.startsWith(word) : found === word)
    }),
  )
}
