import type { Term } from './terms.ts'
import type { Meaning, Texts } from './texts.ts'

/** Which texts hold a term: a 1 under the number of each that does. */
export interface Marks {
  /** How many texts there are. */
  readonly texts: () => number
  /** No more texts than this hold a term. */
  readonly most: (term: Term) => number
  /** Marks the texts that hold a term; with `wanted`, perhaps only those of them that have a 1 there. */
  readonly of: (term: Term, wanted: Uint8Array | null) => Uint8Array
}

/** When SQLite is asked instead of reading over all words. */
const QUICKER = {
  /** Up to so many texts SQLite hands over in about 2 ms. */
  few: 2000,
  /** So many words are read over in less time than SQLite takes to be asked. */
  short: 200_000,
}
/** Terms whose marks are kept, for the next filter, order or letter. */
const KEPT = 24

interface Kept {
  marks: Uint8Array
  /** Texts up to this are marked. */
  upTo: number
}

/** Letters that every version of Unicode takes for letters: of others SQLite may think otherwise than we do. */
const isPlain = ({ words }: Term): boolean => words.every((word) => /^[a-z0-9]+$/.test(word))

/** `matching`: the numbers of the texts that hold a term, as SQLite's FTS5 knows it. */
export const openMarks = (
  texts: Texts,
  matching: (term: Term) => readonly number[],
  quicker: typeof QUICKER = QUICKER,
): Marks => {
  const kept = new Map<string, Kept>()

  const fromIndex = (term: Term, meaning: Meaning, marks: Uint8Array): void => {
    const found = new Uint8Array(marks.length)
    for (const number of matching(term)) found[number] = 1
    texts.mark(meaning, marks, 1, found)
  }

  const fill = (term: Term, { marks, upTo }: Kept, wanted: Uint8Array | null): void => {
    const meaning = texts.meaning(term)
    if (meaning.most === 0) return
    const isRare = upTo === 0 && meaning.most <= quicker.few && texts.size() > quicker.short
    if (isRare && isPlain(term)) fromIndex(term, meaning, marks)
    else texts.mark(meaning, marks, upTo + 1, wanted)
  }

  return {
    texts: texts.count,
    most: (term) => texts.meaning(term).most,
    of: (term, wanted) => {
      const key = JSON.stringify(term)
      const known = kept.get(key)
      const length = texts.count() + 1
      if (known === undefined && wanted !== null) {
        const marks = new Uint8Array(length)
        fill(term, { marks, upTo: 0 }, wanted)
        return marks
      }
      const now = known ?? { marks: new Uint8Array(length), upTo: 0 }
      if (now.marks.length < length) {
        const longer = new Uint8Array(length)
        longer.set(now.marks)
        now.marks = longer
      }
      if (now.upTo < texts.count()) fill(term, now, null)
      now.upTo = texts.count()
      kept.delete(key)
      kept.set(key, now)
      const oldest = kept.keys().next()
      if (kept.size > KEPT && oldest.done !== true) kept.delete(oldest.value)
      return now.marks
    },
  }
}
