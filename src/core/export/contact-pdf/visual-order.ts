import bidiFactory from 'bidi-js/dist/bidi.mjs'

/** The Unicode Bidirectional Algorithm (UAX 9), without state. */
const bidi = bidiFactory()

/**
 * How deep each unit of a line lies in text of the other direction: even levels are read from the left, odd ones from the right. The
 * line begins as its first strong letter says, as names do in the window (UAX 9, P2 and P3).
 */
export const levelsOf = (line: string): Uint8Array => bidi.getEmbeddingLevels(line).levels

/** A bracket as it stands in text from the right, and anything else as it is. */
export const mirrored = (sign: string): string => bidi.getMirroredCharacter(sign) ?? sign

/** Pieces of a line from left to right, as they are seen (UAX 9, L2): a piece is of one level, and is turned by whoever draws it. */
export const inVisualOrder = <T extends { readonly level: number }>(pieces: readonly T[]): readonly T[] => {
  const seen = [...pieces]
  const deepest = Math.max(0, ...pieces.map(({ level }) => level))
  for (let level = deepest; level > 0; level--)
    for (let from = 0; from < seen.length; from++) {
      let to = from
      while (to < seen.length && (seen[to]?.level ?? 0) >= level) to++
      if (to > from + 1) seen.splice(from, to - from, ...seen.slice(from, to).toReversed())
      from = to
    }
  return seen
}
