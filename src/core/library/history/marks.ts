import type { Frequent } from './frequent.ts'
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
  /** Up to so many texts SQLite hands over in about 3 ms. */
  few: 20_000,
  /** Up to so many words that a term may mean: SQLite puts the texts of each together first. */
  words: 200,
  /** So many words are read over in less time than SQLite takes to be asked. */
  short: 200_000,
}
/** Terms whose marks are kept, for the next filter, order or letter. */
const KEPT = 24

interface Kept {
  marks: Uint8Array
  /** Texts up to this are marked. */
  upTo: number
  meaning: Meaning
  /** How many texts there were when it meant that. */
  meant: number
}

/** Letters that every version of Unicode takes for letters: of others SQLite may think otherwise than we do. */
const isPlain = (word: string): boolean => /^[a-z0-9]+$/.test(word)

/** `matching`: the numbers of the texts that hold any of some terms, as SQLite's FTS5 knows them. */
export const openMarks = (
  texts: Texts,
  frequent: Frequent,
  matching: (terms: readonly Term[]) => readonly number[],
  quicker: typeof QUICKER = QUICKER,
): Marks => {
  const kept = new Map<string, Kept>()

  const fromIndex = (terms: readonly Term[], meaning: Meaning, marks: Uint8Array): void => {
    const found = new Uint8Array(marks.length)
    for (const number of matching(terms)) found[number] = 1
    texts.mark(meaning, marks, 1, found)
  }

  const isRare = ({ most, places }: Meaning): boolean =>
    most <= quicker.few && texts.size() > quicker.short && places.every((may) => may.length <= quicker.words)

  /** A single word: of those it may be, frequent ones are known; what is left of them is looked up or read. */
  const fillWord = (may: readonly number[], marks: Uint8Array, wanted: Uint8Array | null): void => {
    const rest = frequent.mark(may, marks)
    const meaning = texts.oneOf(rest)
    const words = isRare(meaning) ? rest.map(texts.word) : []
    if (words.length > 0 && words.every(isPlain))
      fromIndex(
        words.map((word) => ({ words: [word], begun: false })),
        meaning,
        marks,
      )
    else texts.mark(meaning, marks, 1, wanted)
    if (rest.length < may.length && frequent.upTo() < texts.count())
      texts.mark(texts.oneOf(may), marks, frequent.upTo() + 1, wanted)
  }

  const fill = (term: Term, { marks, upTo, meaning }: Kept, wanted: Uint8Array | null): void => {
    const [first = [], ...others] = meaning.places
    if (meaning.most === 0) return
    if (upTo > 0) texts.mark(meaning, marks, upTo + 1, wanted)
    else if (others.length === 0) fillWord(first, marks, wanted)
    else if (isRare(meaning) && term.words.every(isPlain)) fromIndex([term], meaning, marks)
    else texts.mark(meaning, marks, 1, wanted)
  }

  /** What is known of a term. */
  const entry = (term: Term): Kept => {
    const key = JSON.stringify(term)
    const count = texts.count()
    const known = kept.get(key)
    const now = known ?? { marks: new Uint8Array(0), upTo: 0, meaning: texts.meaning(term), meant: count }
    if (now.meant < count) {
      now.meaning = texts.meaning(term)
      now.meant = count
    }
    kept.delete(key)
    kept.set(key, now)
    const oldest = kept.keys().next()
    if (kept.size > KEPT && oldest.done !== true) kept.delete(oldest.value)
    return now
  }

  return {
    texts: texts.count,
    most: (term) => entry(term).meaning.most,
    of: (term, wanted) => {
      const now = entry(term)
      const length = texts.count() + 1
      if (now.upTo === 0 && wanted !== null) {
        const marks = new Uint8Array(length)
        fill(term, { ...now, marks }, wanted)
        return marks
      }
      if (now.marks.length < length) {
        const longer = new Uint8Array(length)
        longer.set(now.marks)
        now.marks = longer
      }
      if (now.upTo < texts.count()) fill(term, now, null)
      now.upTo = texts.count()
      return now.marks
    },
  }
}
