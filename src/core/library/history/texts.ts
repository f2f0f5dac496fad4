import type { Term } from './terms.ts'
import { openVocabulary, type Vocabulary } from './vocabulary.ts'

/** Texts that are kept together. */
export const TEXT_BLOCK = 256

/** Some texts as they are kept: the words that are new in them, how many words each has, and their numbers, in a row. */
export interface TextBlock {
  readonly words: readonly string[]
  readonly lengths: Uint32Array<ArrayBuffer>
  readonly numbers: Uint32Array<ArrayBuffer>
}

/** What a term can be in the texts there are: for each of its words all numbers that it may have. */
export interface Meaning {
  readonly places: readonly (readonly number[])[]
  /** No more texts than this hold it. */
  readonly most: number
}

interface Inside {
  readonly numbers: Uint32Array
  readonly starts: Uint32Array
  readonly times: Uint32Array
  readonly count: number
}

/**
 * The words of all texts in memory, one text after the other. A term that stands in nearly every text is found by reading
 * over them: twelve million words take about 10 ms, where SQLite needs a hundred for handing over as many answers.
 */
export interface Texts {
  /** Texts have numbers from 1 to this. */
  readonly count: () => number
  /** Words in all. */
  readonly size: () => number
  /** Takes in the next text. */
  readonly add: (words: readonly string[]) => void
  readonly addBlock: (block: TextBlock) => void
  /** The block that a text lies in, as it now is. */
  readonly block: (number: number) => TextBlock
  readonly meaning: (term: Term) => Meaning
  /** What a term means that is one word, when it can only be some of the words it could be. */
  readonly oneOf: (numbers: readonly number[]) => Meaning
  readonly word: (number: number) => string
  /** All words by number, where each text begins among them, how often each word stands anywhere, and how many texts there are. */
  readonly inside: () => Inside
  /** Sets a 1 for each text from `from` on that holds a term; those that have one are not read, nor, with `wanted`, others. */
  readonly mark: (meaning: Meaning, found: Uint8Array, from: number, wanted: Uint8Array | null) => void
}

const grown = (array: Uint32Array<ArrayBuffer>, wanted: number): Uint32Array<ArrayBuffer> => {
  if (wanted <= array.length) return array
  const larger = new Uint32Array(Math.max(wanted, Math.ceil(1.5 * array.length)))
  larger.set(array)
  return larger
}

/** `words`: how many are to be expected. */
export const openTexts = (words = 0): Texts => {
  const vocabulary = openVocabulary()
  let numbers = new Uint32Array(Math.max(1024, words))
  let size = 0
  let count = 0
  /** Where each text begins; the next one begins where the last ends. */
  let starts = new Uint32Array(1024)
  /** How often each word stands anywhere. */
  let times = new Uint32Array(1024)
  /** How many words there were before each block. */
  const wordsBefore: number[] = []

  const put = (number: number): void => {
    if (number >= times.length) times = grown(times, number + 1)
    times[number] = (times[number] ?? 0) + 1
  }

  const begin = (): void => {
    if (count % TEXT_BLOCK === 0) wordsBefore.push(vocabulary.count())
  }

  const ended = (): void => {
    count++
    starts = grown(starts, count + 2)
    starts[count + 1] = size
  }

  return {
    count: () => count,
    size: () => size,
    add: (text) => {
      begin()
      numbers = grown(numbers, size + text.length)
      for (const word of text) {
        const number = vocabulary.number(word)
        put(number)
        numbers[size++] = number
      }
      ended()
    },
    addBlock: (block) => {
      begin()
      for (const word of block.words) vocabulary.number(word)
      times = grown(times, vocabulary.count())
      numbers = grown(numbers, size + block.numbers.length)
      numbers.set(block.numbers, size)
      for (const number of block.numbers) times[number] = (times[number] ?? 0) + 1
      for (const length of block.lengths) {
        size += length
        ended()
      }
    },
    block: (number) => {
      const at = Math.floor((number - 1) / TEXT_BLOCK)
      const first = at * TEXT_BLOCK + 1
      const last = Math.min(count, first + TEXT_BLOCK - 1)
      const until = wordsBefore[at + 1] ?? vocabulary.count()
      const fresh: string[] = []
      for (let word = wordsBefore[at] ?? 0; word < until; word++) fresh.push(vocabulary.word(word))
      const lengths = Uint32Array.from({ length: last - first + 1 }, (_, text) => lengthOf(starts, first + text))
      return { words: fresh, lengths, numbers: numbers.slice(starts[first], starts[last + 1]) }
    },
    oneOf: (may) => ({ places: [may], most: timesOf(may, times) }),
    word: vocabulary.word,
    inside: () => ({ numbers, starts, times, count }),
    meaning: (term) => meaningOf(term, vocabulary, times),
    mark: (meaning, found, from, wanted) => {
      const { places } = meaning
      if (places.some((may) => may.length === 0)) return
      const texts: Read = { numbers, starts, from, until: count + 1, wanted }
      const [first = []] = places
      if (places.length > 1)
        markPhrase(
          meaning,
          places.map((may) => maskOf(may.length === 1 ? [] : may, vocabulary)),
          anchorOf(places, times),
          texts,
          found,
        )
      else if (first.length === 1) markWord(first[0] ?? 0, texts, found)
      else markAny(maskOf(first, vocabulary), texts, found)
    },
  }
}

const lengthOf = (starts: Uint32Array, text: number): number => (starts[text + 1] ?? 0) - (starts[text] ?? 0)

const meaningOf = ({ words, begun }: Term, vocabulary: Vocabulary, times: Uint32Array): Meaning => {
  const places = words.map((word, at) => {
    if (begun && at === words.length - 1) return vocabulary.begunBy(word)
    const number = vocabulary.known(word)
    return number === undefined ? [] : [number]
  })
  return { places, most: Math.min(...places.map((may) => timesOf(may, times))) }
}

const timesOf = (may: readonly number[], times: Uint32Array): number =>
  may.reduce((sum, number) => sum + (times[number] ?? 0), 0)

/** A 1 for each word that is meant. */
const maskOf = (may: readonly number[], vocabulary: Vocabulary): Uint8Array => {
  const mask = new Uint8Array(vocabulary.count())
  for (const number of may) mask[number] = 1
  return mask
}

interface Read {
  readonly numbers: Uint32Array
  readonly starts: Uint32Array
  readonly from: number
  readonly until: number
  readonly wanted: Uint8Array | null
}

/** Each reading is a loop of its own: they are what a search waits for. */
const markWord = (word: number, { numbers, starts, from, until, wanted }: Read, found: Uint8Array): void => {
  for (let text = from; text < until; text++) {
    if (found[text] === 1 || (wanted !== null && wanted[text] === 0)) continue
    const end = starts[text + 1] ?? 0
    for (let at = starts[text] ?? 0; at < end; at++)
      if (numbers[at] === word) {
        found[text] = 1
        break
      }
  }
}

const markAny = (mask: Uint8Array, { numbers, starts, from, until, wanted }: Read, found: Uint8Array): void => {
  for (let text = from; text < until; text++) {
    if (found[text] === 1 || (wanted !== null && wanted[text] === 0)) continue
    const end = starts[text + 1] ?? 0
    for (let at = starts[text] ?? 0; at < end; at++)
      if (mask[numbers[at] ?? 0] === 1) {
        found[text] = 1
        break
      }
  }
}

/** The rarest word of a phrase that is one word alone, whose place the others are looked for around. */
interface Anchor {
  readonly place: number
  readonly word: number
}

const anchorOf = (places: Meaning['places'], times: Uint32Array): Anchor => {
  const alone = places.flatMap(([word = 0, ...others], place) => (others.length === 0 ? [{ place, word }] : []))
  // All but the last word of a term are whole ones.
  return alone.reduce((a, b) => ((times[b.word] ?? 0) < (times[a.word] ?? 0) ? b : a))
}

const markPhrase = (
  { places }: Meaning,
  masks: readonly Uint8Array[],
  { place, word }: Anchor,
  { numbers, starts, from, until, wanted }: Read,
  found: Uint8Array,
): void => {
  const length = places.length
  /** The word at each place, -1 where it may be several. */
  const only = Int32Array.from(places, (may) => (may.length === 1 ? (may[0] ?? -1) : -1))
  for (let text = from; text < until; text++) {
    if (found[text] === 1 || (wanted !== null && wanted[text] === 0)) continue
    const end = (starts[text + 1] ?? 0) - length
    for (let first = starts[text] ?? 0; first <= end; first++) {
      if (numbers[first + place] !== word) continue
      let right = 0
      while (right < length) {
        const number = numbers[first + right] ?? 0
        const wantedThere = only[right] ?? -1
        if (wantedThere >= 0 ? number !== wantedThere : masks[right]?.[number] !== 1) break
        right++
      }
      if (right === length) {
        found[text] = 1
        break
      }
    }
  }
}
