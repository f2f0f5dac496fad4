import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openFrequent } from '../../../../src/core/library/history/frequent.ts'
import { gradual } from '../../../../src/core/library/history/gradual.ts'
import { openMarks } from '../../../../src/core/library/history/marks.ts'
import { openShelf } from '../../../../src/core/library/history/shelf.ts'
import { holds, readSearch, wordsOf } from '../../../../src/core/library/history/terms.ts'
import { openTexts, type Texts } from '../../../../src/core/library/history/texts.ts'
import { chance } from './attempts.ts'

const VOCABULARY = 'a an ant antler sea seal seaside Käfer käfig naïve 12 123 été 雨 雨傘 İstanbul rain'.split(' ')

const aShelfOf = (texts: readonly string[]) => {
  const shelf = openShelf(join(mkdtempSync(join(tmpdir(), 'studio-words-')), 'history.db'), 'write')
  const inMemory = openTexts()
  shelf.keep((writing) => {
    for (const [at, text] of texts.entries()) {
      writing.text(String(at), wordsOf(text))
      inMemory.add(wordsOf(text))
    }
    writing.passages(
      inMemory,
      texts.map((_, at) => at + 1),
    )
  })
  return { shelf, inMemory }
}

/** As the next start reads them. */
const readAgain = (shelf: ReturnType<typeof openShelf>): Texts => {
  const texts = openTexts(shelf.words())
  for (const block of shelf.passages()) texts.addBlock(block)
  return texts
}

it('[J12] a term is found in the same texts by SQLite, by reading over all words, and by looking at every text', () => {
  const random = chance(5)
  const pick = (): string => VOCABULARY[Math.floor(random(VOCABULARY.length * 100) / 100)]!
  const texts = Array.from({ length: 700 }, () => Array.from({ length: 1 + random(9) }, pick).join(' '))
  const { shelf, inMemory } = aShelfOf(texts)
  const none = openFrequent(inMemory)
  const frequent = openFrequent(inMemory)
  const again = readAgain(shelf)
  const before = gradual(frequent.prepare)
  before.get()
  const ways = {
    read: openMarks(inMemory, none, () => []),
    'read again': openMarks(again, openFrequent(again), () => []),
    frequent: openMarks(inMemory, frequent, () => []),
    indexed: openMarks(inMemory, none, shelf.matching, { few: Infinity, words: Infinity, short: 0 }),
  }
  for (let round = 0; round < 300; round++) {
    const words = Array.from({ length: 1 + random(3) }, pick).join(' ')
    const begun = words.slice(0, 1 + random(words.length))
    for (const search of [`"${words}"`, begun.replaceAll(' ', '-')]) {
      const term = readSearch(search).terms[0]!
      const wanted = texts.flatMap((text, at) => (holds(wordsOf(text), term) ? [at + 1] : []))
      for (const [way, marks] of Object.entries(ways)) {
        const found = [...marks.of(term, null).entries()].flatMap(([number, mark]) => (mark === 1 ? [number] : []))
        expect({ way, search, found }).toEqual({ way, search, found: wanted })
        expect(marks.most(term)).toBeGreaterThanOrEqual(wanted.length)
      }
    }
  }
  shelf.close()
})
