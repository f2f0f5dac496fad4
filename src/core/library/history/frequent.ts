import type { Texts } from './texts.ts'

/** Which texts hold a word that many of them hold: a bit for each text, so that nobody has to read over all words for it. */
export interface Frequent {
  /** Sets a 1 for each text up to {@link upTo} that holds one of these words as far as they are frequent; gives back the others. */
  readonly mark: (words: readonly number[], found: Uint8Array) => readonly number[]
  /** Texts beyond this came later. */
  readonly upTo: () => number
  /** Finds the frequent words and their texts, a piece at a time. */
  readonly prepare: () => Generator<undefined, void>
}

/** A word is frequent that stands in all texts together as often as in every so manieth of them. */
const EVERY = 50
/** So many are held at most: for 200,000 texts 12 MB. */
const MOST = 500
/** Texts read at a time, a few milliseconds. */
const PIECE = 8192
const BITS = 32

export const openFrequent = (texts: Texts): Frequent => {
  /** For each word the number of its bits; 0 for one that has none. */
  let slotOf = new Uint16Array(0)
  /** So many times 32 bits for each frequent word, one after the other. */
  let length = 0
  let bits = new Uint32Array(0)
  let upTo = 0
  return {
    upTo: () => upTo,
    mark: (words, found) => {
      const rest = words.filter((word) => (slotOf[word] ?? 0) === 0)
      if (rest.length === words.length) return words
      const any = new Uint32Array(length)
      for (const word of words) {
        const from = ((slotOf[word] ?? 0) - 1) * length
        if (from >= 0) for (let at = 0; at < length; at++) any[at] = (any[at] ?? 0) | (bits[from + at] ?? 0)
      }
      for (let text = 1; text <= upTo; text++)
        found[text] = (found[text] ?? 0) | (((any[text >>> 5] ?? 0) >>> (text & (BITS - 1))) & 1)
      return rest
    },
    prepare: function* () {
      const { numbers, starts, times, count } = texts.inside()
      const often: number[] = []
      for (let word = 0; word < times.length; word++) if ((times[word] ?? 0) * EVERY > count) often.push(word)
      const most = often.toSorted((a, b) => (times[b] ?? 0) - (times[a] ?? 0)).slice(0, MOST)
      yield
      const slots = new Uint16Array(times.length)
      for (const [at, word] of most.entries()) slots[word] = at + 1
      const each = Math.ceil((count + 1) / BITS)
      const found = new Uint32Array(each * most.length)
      for (let from = 1; from <= count; from += PIECE) {
        yield
        put(numbers, starts, { from, until: Math.min(count + 1, from + PIECE) }, slots, found, each)
      }
      slotOf = slots
      length = each
      bits = found
      upTo = count
    },
  }
}

const put = (
  numbers: Uint32Array,
  starts: Uint32Array,
  { from, until }: { readonly from: number; readonly until: number },
  slotOf: Uint16Array,
  bits: Uint32Array,
  each: number,
): void => {
  for (let text = from; text < until; text++) {
    const bit = 1 << (text & (BITS - 1))
    const end = starts[text + 1] ?? 0
    for (let at = starts[text] ?? 0; at < end; at++) {
      const slot = slotOf[numbers[at] ?? 0] ?? 0
      if (slot === 0) continue
      const place = (slot - 1) * each + (text >>> 5)
      bits[place] = (bits[place] ?? 0) | bit
    }
  }
}
