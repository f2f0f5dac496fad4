import type { Columns } from './columns.ts'
import type { Listing } from './listing.ts'
import type { Marks } from './marks.ts'
import { holds, type Term } from './terms.ts'

/** The words of a request and of its answer. */
export interface Words {
  readonly asked: readonly string[]
  readonly said: readonly string[]
}

export interface Holding {
  readonly columns: Columns
  readonly marks: Marks
  /** Reads the words of a row whose texts are not in the index yet. */
  readonly words: (row: number) => Words
}

/** Terms that are looked for together: a bit each. */
const TOGETHER = 16
/** A part of all rows, or of all texts, that is worth going on with alone. */
const PART = 1 / 8

/** The rows of `before` (null for all) whose request or answer holds each term. */
export const rowsHolding = (parts: Holding, terms: readonly Term[], before: Listing | null): Listing | null => {
  const { columns, marks } = parts
  const most = new Map(terms.map((term) => [JSON.stringify(term), { term, most: marks.most(term) }]))
  let left = [...most.values()].toSorted((a, b) => a.most - b.most)
  let rows = before
  while (left.length > 0) {
    const areFew = rows !== null && rows.length < PART * columns.count()
    const isRare = (left[0]?.most ?? 0) < PART * marks.texts()
    const group = left.slice(0, areFew || isRare ? 1 : TOGETHER).map(({ term }) => term)
    left = left.slice(group.length)
    rows = passing(parts, group, rows, rows !== null && areFew ? textsOf(columns, marks, rows) : null)
  }
  return rows
}

/** Marks the texts of these rows. */
const textsOf = (columns: Columns, marks: Marks, rows: Listing): Uint8Array => {
  const asked = columns.of('asked')
  const said = columns.of('said')
  const wanted = new Uint8Array(marks.texts() + 1)
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] ?? 0
    const question = asked[row] ?? 0
    const answer = said[row] ?? 0
    if (question < wanted.length) wanted[question] = 1
    if (answer < wanted.length) wanted[answer] = 1
  }
  return wanted
}

const passing = (
  { columns, marks, words }: Holding,
  group: readonly Term[],
  before: Listing | null,
  wanted: Uint8Array | null,
): Listing => {
  const bits = together(group.map((term) => marks.of(term, wanted)))
  const all = (1 << group.length) - 1
  const asked = columns.of('asked')
  const said = columns.of('said')
  const known = bits.length

  const holdsOne = (term: Term, bit: number, text: number, read: readonly string[]): boolean =>
    text < known ? (((bits[text] ?? 0) >> bit) & 1) === 1 : holds(read, term)
  const pending = (row: number, question: number, answer: number): boolean => {
    const read = words(row)
    return group.every(
      (term, bit) => holdsOne(term, bit, question, read.asked) || holdsOne(term, bit, answer, read.said),
    )
  }

  const most = before?.length ?? asked.length
  const found = columns.room()
  let count = 0
  for (let at = 0; at < most; at++) {
    const row = before === null ? at : (before[at] ?? 0)
    const question = asked[row] ?? 0
    const answer = said[row] ?? 0
    const passes =
      question < known && answer < known
        ? ((bits[question] ?? 0) | (bits[answer] ?? 0)) === all
        : pending(row, question, answer)
    if (passes) found[count++] = row
  }
  return found.slice(0, count)
}

/** Several marks as the bits of one; of one type whatever their number, which keeps the loop over all rows quick. */
const together = (all: readonly Uint8Array[]): Uint16Array => {
  const bits = new Uint16Array(all[0]?.length ?? 0)
  for (const [at, marks] of all.entries())
    for (let text = 0; text < bits.length; text++) bits[text] = (bits[text] ?? 0) | ((marks[text] ?? 0) << at)
  return bits
}
