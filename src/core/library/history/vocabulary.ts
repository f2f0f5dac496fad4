/** Every word of every text, by number: in the order in which they came, so that frequent ones have small numbers. */
export interface Vocabulary {
  readonly count: () => number
  readonly word: (number: number) => string
  /** The number of a word; a new one is given the next. */
  readonly number: (word: string) => number
  readonly known: (word: string) => number | undefined
  /** The numbers of all words that begin like this. */
  readonly begunBy: (start: string) => readonly number[]
}

/** Words are looked through in drawers of those that begin with the same two letters. */
const LETTERS = 2

export const openVocabulary = (): Vocabulary => {
  const words: string[] = []
  const numbers = new Map<string, number>()
  const drawers = new Map<string, number[]>()
  return {
    count: () => words.length,
    word: (number) => words[number] ?? '',
    number: (word) => {
      const known = numbers.get(word)
      if (known !== undefined) return known
      const number = words.length
      words.push(word)
      numbers.set(word, number)
      const key = word.slice(0, LETTERS)
      const drawer = drawers.get(key)
      if (drawer) drawer.push(number)
      else drawers.set(key, [number])
      return number
    },
    known: (word) => numbers.get(word),
    begunBy: (start) => {
      const key = start.slice(0, LETTERS)
      if (key.length === LETTERS) return (drawers.get(key) ?? []).filter((number) => words[number]?.startsWith(start))
      return [...drawers].flatMap(([letters, drawer]) => (letters.startsWith(start) ? drawer : []))
    },
  }
}
