import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { unwrap } from '../../../src/contract/index.ts'
import {
  estimateUsd,
  MODEL_TABLE_FILE,
  modelFacts,
  pictureUsd,
  priceRow,
  readModelTable,
} from '../../../src/core/engines/models.ts'
import { question, TEXT_CONFIG, words } from './asking.ts'

const folder = mkdtempSync(join(tmpdir(), 'models-'))
afterAll(() => rmSync(folder, { recursive: true }))

const edited = (edit: (text: string) => string) => {
  const file = join(folder, 'models.json')
  writeFileSync(file, edit(readFileSync(MODEL_TABLE_FILE, 'utf8')))
  return readModelTable(file)
}

describe('the table of models', () => {
  const table = unwrap(readModelTable())

  it('[E14] names a default for pictures and for words, for each engine', () => {
    expect(table.gemini.defaultModel).toEqual({ image: 'gemini-nano-banana-2.1', text: 'gemini-3.8-flash' })
    expect(table.simulator.defaultModel).toEqual({ image: 'simulator-1', text: 'simulator-1-words' })
  })

  it('[E14] holds the list prices', () => {
    const priced = table.gemini.rows.filter((row) => row.kind === 'image').map((row) => [row.id, row.usdPerImage])
    expect(Object.fromEntries(priced)).toEqual({
      'gemini-nano-banana-2.1': { '1K': 0.0336, '2K': 0.0504, '4K': 0.113 },
      'gemini-3-pro-image': { '1K': 0.134, '2K': 0.134, '4K': 0.24 },
      'gemini-3.1-flash-lite-image': { '1K': 0.034 },
      'gemini-3.1-flash-image': { '1K': 0.067, '2K': 0.101, '4K': 0.151 },
    })
    expect(table.simulator.rows.every((row) => pictureUsd(row, '1K') === 0)).toBe(true)
  })

  it('[E14] can be edited: a new price, a new model', () => {
    const changed = unwrap(
      edited((text) => text.replace('0.0336', '0.05').replace('gemini-3.5-flash-lite', 'gemini-4-words')),
    )
    expect(modelFacts(changed.gemini, 'gemini-nano-banana-2.1')?.usdPerImage['1K']).toBe(0.05)
    expect(modelFacts(changed.gemini, 'gemini-4-words')).toMatchObject({ kind: 'text', maxImages: 3000 })
  })

  it('[E14] that cannot be read says where it is wrong', () => {
    for (const [edit, told] of [
      [(text: string) => text.slice(0, 100), /cannot be read/],
      [(text: string) => text.replace('0.0336', '-1'), /gemini\.models\.0\.usdPerImage/],
      [(text: string) => text.replace('"maxImages": 14', '"maxPictures": 14'), /gemini\.models\.0/],
      [
        (text: string) => text.replace('"text": "gemini-3.8-flash"', '"text": "gone"'),
        /default text model gone is not listed/,
      ],
      [(text: string) => text.replace('"id": "gemini-3-pro-image"', '"id": "gemini-nano-banana-2.1"'), /listed twice/],
    ] as const)
      expect(edited(edit)).toMatchObject({
        ok: false,
        problem: { code: 'models-unreadable', message: expect.stringMatching(told) },
      })
    expect(readModelTable(join(folder, 'absent.json'))).toMatchObject({ ok: false })
  })
})

const draw = (model: string, imageSize: '1K' | '2K' | '4K') =>
  question(model, [words('Draw.')], { config: { output: 'image', imageSize } })

const describing = (text: string) => question('gemini-3.8-flash', [words(text)], { config: TEXT_CONFIG })

describe('what a request will cost', () => {
  const { gemini, simulator } = unwrap(readModelTable())
  it('[E15] is the price of its size', () => {
    expect((['1K', '2K', '4K'] as const).map((size) => estimateUsd(gemini, draw('gemini-3-pro-image', size)))).toEqual([
      0.134, 0.134, 0.24,
    ])
    expect(estimateUsd(simulator, draw('simulator-1', '4K'))).toBe(0)
  })

  it('[E7] is reckoned like the default, and said to be, when the model was typed by hand', () => {
    const typed = draw('gemini-9-image', '2K')
    expect(estimateUsd(gemini, typed)).toBe(0.0504)
    expect(priceRow(gemini, typed.model, typed.config)).toMatchObject({ assumed: true })
    expect(priceRow(gemini, 'gemini-3-pro-image', typed.config)).toMatchObject({ assumed: false })
  })

  it('[E15] grows with the length of a question in words', () => {
    expect(estimateUsd(gemini, describing('Describe.'))).toBeGreaterThan(0)
    expect(estimateUsd(gemini, describing('Describe. '.repeat(1000)))).toBeGreaterThan(
      estimateUsd(gemini, describing('Describe.')),
    )
    expect(estimateUsd(gemini, describing('Describe.'))).toBeLessThan(0.02)
  })
})
