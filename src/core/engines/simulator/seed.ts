/** 32 bits that follow from the words and numbers given, in their order; spreads well even when they differ by one letter. */
export const seedOf = (...parts: readonly (string | number)[]): number => {
  let hash = 0x811c9dc5
  for (const letter of parts.join('\u0000')) {
    hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  }
  // The finalizer of MurmurHash3: FNV alone leaves neighbouring inputs too alike.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/**
 * What chance says about one question: 0 up to, not including, 1. Every question has its own name, so that asking one more
 * changes no other answer.
 */
export const chance = (seed: number, question: string): number => seedOf(seed, question) / 0x1_0000_0000

/** A number between two bounds, by chance. */
export const between = (seed: number, question: string, least: number, most: number): number =>
  least + (most - least) * chance(seed, question)

/** One of a list, by chance. The list must not be empty. */
export const oneOf = <T>(seed: number, question: string, list: readonly [T, ...T[]]): T =>
  list[Math.floor(chance(seed, question) * list.length)] ?? list[0]
