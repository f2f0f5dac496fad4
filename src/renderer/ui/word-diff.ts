/** A run of words that both texts have, or only the first (removed), or only the second (added). */
export type WordRun = { readonly kind: 'same' | 'removed' | 'added'; readonly text: string }

/** Cells of the table below, which grows with the product of the lengths: 16 MB. */
const MOST_CELLS = 4e6

const wordsOf = (text: string): readonly string[] => text.match(/\S+|\n/g) ?? []

/** Lengths of the longest common subsequence of what follows each pair of places. */
const tableOf = (before: readonly string[], after: readonly string[]): Uint32Array => {
  const wide = after.length + 1
  const table = new Uint32Array((before.length + 1) * wide)
  for (let row = before.length - 1; row >= 0; row--)
    for (let column = after.length - 1; column >= 0; column--) {
      const below = table[(row + 1) * wide + column] ?? 0
      const right = table[row * wide + column + 1] ?? 0
      table[row * wide + column] =
        before[row] === after[column] ? (table[(row + 1) * wide + column + 1] ?? 0) + 1 : Math.max(below, right)
    }
  return table
}

type Word = { readonly kind: WordRun['kind']; readonly word: string }

const tagged = (kind: WordRun['kind'], words: readonly string[]): readonly Word[] =>
  words.map((word) => ({ kind, word }))

const aligned = (before: readonly string[], after: readonly string[]): readonly Word[] => {
  // Too long to align: said as replaced, which is true if coarse.
  if ((before.length + 1) * (after.length + 1) > MOST_CELLS)
    return [...tagged('removed', before), ...tagged('added', after)]
  const table = tableOf(before, after)
  const wide = after.length + 1
  const words: Word[] = []
  let row = 0
  let column = 0
  while (row < before.length && column < after.length) {
    const one = before[row] ?? ''
    const other = after[column] ?? ''
    if (one === other) {
      words.push({ kind: 'same', word: one })
      row++
      column++
    } else if ((table[(row + 1) * wide + column] ?? 0) >= (table[row * wide + column + 1] ?? 0)) {
      words.push({ kind: 'removed', word: one })
      row++
    } else {
      words.push({ kind: 'added', word: other })
      column++
    }
  }
  return [...words, ...tagged('removed', before.slice(row)), ...tagged('added', after.slice(column))]
}

const joined = (words: readonly string[]): string => words.join(' ').replaceAll(/ ?\n ?/g, '\n')

/** Within a stretch of changes, all that was removed comes first, then all that was added: it reads better. */
const grouped = (words: readonly Word[]): readonly WordRun[] => {
  const runs: WordRun[] = []
  let removed: string[] = []
  let added: string[] = []
  let same: string[] = []
  const close = (): void => {
    if (removed.length > 0) runs.push({ kind: 'removed', text: joined(removed) })
    if (added.length > 0) runs.push({ kind: 'added', text: joined(added) })
    if (same.length > 0) runs.push({ kind: 'same', text: joined(same) })
    removed = []
    added = []
    same = []
  }
  for (const { kind, word } of words) {
    if (kind === 'same') {
      if (removed.length + added.length > 0) close()
      same.push(word)
    } else {
      if (same.length > 0) close()
      if (kind === 'removed') removed.push(word)
      else added.push(word)
    }
  }
  close()
  return runs
}

/** How one text became the other, word by word. Differences in spaces alone are none. */
export const wordDiff = (before: string, after: string): readonly WordRun[] => {
  const one = wordsOf(before)
  const other = wordsOf(after)
  // What both begin and end with needs no table; prompts share most of their words.
  let start = 0
  while (start < one.length && start < other.length && one[start] === other[start]) start++
  let end = 0
  while (
    end < one.length - start &&
    end < other.length - start &&
    one[one.length - 1 - end] === other[other.length - 1 - end]
  )
    end++
  return grouped([
    ...tagged('same', one.slice(0, start)),
    ...aligned(one.slice(start, one.length - end), other.slice(start, other.length - end)),
    ...tagged('same', one.slice(one.length - end)),
  ])
}
