import { describe, expect, it } from 'vitest'
import { differingFacts } from '../../../src/renderer/features/compare/differences/differing.ts'
import { wordDiff } from '../../../src/renderer/ui/word-diff.ts'
import { commandOf } from '../../../src/renderer/features/compare/keys.ts'
import { gridOf } from '../../../src/renderer/features/compare/layout.ts'
import type { ComparePicture, PictureFacts } from '../../../src/renderer/features/compare/picture.ts'
import {
  amountStepped,
  asA,
  asB,
  broughtBack,
  inMode,
  openCompare,
  remaining,
  stepA,
  stepB,
  surveyToggled,
  withAmount,
  without,
  withPictures,
} from '../../../src/renderer/features/compare/state.ts'
import { openBudget } from '../../../src/renderer/viewer/budget.ts'
import { pictureAt } from '../../../src/renderer/viewer/composition.ts'

const words = (seed: number) => Array.from({ length: 80 }, (_, at) => `w${(at * seed * 7) % 13}`).join(' ')

const picture = (facts: PictureFacts): ComparePicture => ({
  sha256: JSON.stringify(facts),
  width: 100,
  height: 100,
  urls: { full: '', proxy: '', thumb: '' },
  title: '',
  facts,
})

const columns = (count: number, proportions: number) =>
  new Set(gridOf({ width: 1600, height: 900 }, 1, count, proportions).map(({ pane }) => pane.x)).size

const open = (...order: string[]) => openCompare(order, {}).getState()

const pair = ({ a, b }: { readonly a: string; readonly b: string }) => a + b

const press = (key: string, more: Partial<KeyboardEvent> = {}) =>
  commandOf({ key, code: '', shiftKey: false, altKey: false, ctrlKey: false, metaKey: false, ...more })

const check = (verdict: 'pass' | 'warn', says: string) => picture({ checks: [{ name: 'Likeness', verdict, says }] })

describe('the word diff', () => {
  it('tells what was taken out and put in, word by word', () => {
    expect(wordDiff('the light falls from the left edge', 'the soft light falls from the right edge')).toEqual([
      { kind: 'same', text: 'the' },
      { kind: 'added', text: 'soft' },
      { kind: 'same', text: 'light falls from the' },
      { kind: 'removed', text: 'left' },
      { kind: 'added', text: 'right' },
      { kind: 'same', text: 'edge' },
    ])
  })

  it('finds no difference in spaces alone, and keeps paragraphs', () => {
    expect(wordDiff('one  two', ' one two ')).toEqual([{ kind: 'same', text: 'one two' }])
    expect(wordDiff('one\ntwo', 'one\ntwo three')).toEqual([
      { kind: 'same', text: 'one\ntwo' },
      { kind: 'added', text: 'three' },
    ])
  })

  it('handles empty texts and texts without a word in common', () => {
    expect(wordDiff('', '')).toEqual([])
    expect(wordDiff('', 'new')).toEqual([{ kind: 'added', text: 'new' }])
    expect(wordDiff('old words', 'new')).toEqual([
      { kind: 'removed', text: 'old words' },
      { kind: 'added', text: 'new' },
    ])
  })

  it('loses no word of either text, whatever they are', () => {
    for (let seed = 1; seed < 12; seed++) {
      const [before, after] = [words(seed), words(seed + 3)]
      const runs = wordDiff(before, after)
      const text = (not: string) =>
        runs
          .filter(({ kind }) => kind !== not)
          .map((run) => run.text)
          .join(' ')
      expect([text('added'), text('removed')]).toEqual([before, after])
    }
  })

  it('tells texts far longer than any prompt as one that went and one that came', () => {
    const runs = wordDiff('a b '.repeat(5000), 'c d '.repeat(5000))
    expect(runs.map(({ kind, text }) => [kind, text.split(' ').length])).toEqual([
      ['removed', 10_000],
      ['added', 10_000],
    ])
  })
})

describe('the facts that differ', () => {
  it('leave out what is the same and what no picture has', () => {
    expect(
      differingFacts([
        picture({ model: 'm', strategy: 'scene-views', latencyMs: 1234, costUsd: 0.04 }),
        picture({ model: 'm', strategy: 'portrait-only', latencyMs: 21_400, costUsd: 0 }),
      ]),
    ).toEqual([
      { name: 'Strategy', values: ['scene-views', 'portrait-only'] },
      { name: 'Time', values: ['1.2 s', '21 s'] },
      { name: 'Cost', values: ['$0.0400', '$0.00'] },
    ])
  })

  it('tell checks where they come to something else, not where a figure is a little different', () => {
    expect(differingFacts([check('warn', 'like at 0.41'), check('pass', 'like at 0.71')])).toEqual([
      { name: 'Likeness', values: ['! warning, like at 0.41', '✓ pass, like at 0.71'] },
    ])
    expect(differingFacts([check('pass', 'like at 0.70'), check('pass', 'like at 0.71')])).toEqual([])
  })

  it('are none where a picture cannot have one: a scene has no strategy', () => {
    expect(differingFacts([picture({ model: 'm' }), picture({ model: 'm', strategy: 'scene-views' })])).toEqual([])
    const three = [picture({}), picture({ strategy: 'scene-views' }), picture({ strategy: 'portrait-only' })]
    expect(differingFacts(three)).toEqual([{ name: 'Strategy', values: [null, 'scene-views', 'portrait-only'] }])
  })
})

describe('the layout', () => {
  it('shows pictures as large as their number and proportions allow', () => {
    expect(columns(2, 2 / 3)).toBe(2)
    expect(columns(2, 4)).toBe(1)
    expect(columns(12, 3 / 4)).toBe(6)
  })

  it('gives every cell the same whole size and stays inside the stage, at odd sizes and densities too', () => {
    for (let count = 1; count <= 40; count++)
      for (const density of [1, 1.25, 1.5, 2]) {
        const cells = gridOf({ width: 1277, height: 701 }, density, count, 0.75)
        expect(cells).toHaveLength(count)
        expect(new Set(cells.map(({ pane }) => `${pane.width} ${pane.height}`)).size).toBe(1)
        for (const { pane } of cells) {
          expect([pane.x, pane.y, pane.width, pane.height].every(Number.isInteger)).toBe(true)
          expect(pane.x + pane.width).toBeLessThanOrEqual(1277)
          expect(pane.y + pane.height).toBeLessThanOrEqual(701)
        }
      }
  })
})

describe('A and B', () => {
  it('are the first two, and never the same picture', () => {
    let state = open('1', '2', '3')
    expect(pair(state)).toBe('12')
    const seen = []
    for (let step = 0; step < 3; step++) seen.push(pair((state = stepB(1)(state))))
    expect(seen).toEqual(['13', '12', '13'])
    expect(pair(stepA(-1)(state))).toBe('23')
  })

  it('change places when one is asked to be the other', () => {
    expect(pair(asA('2')(open('1', '2', '3')))).toBe('21')
    expect(pair(asB('1')(open('1', '2', '3')))).toBe('21')
    expect(pair(asA('3')(open('1', '2', '3')))).toBe('32')
  })

  it('outlive another selection as far as they are in it', () => {
    expect(pair(withPictures(['9', '2', '1'])(open('1', '2')))).toBe('12')
    expect(pair(withPictures(['9', '2'])(open('1', '2')))).toBe('92')
    expect(pair(withPictures(['2'])(open('1', '2')))).toBe('22')
  })

  it('move on when a picture is taken away, and the last one stays', () => {
    let state = open('1', '2', '3')
    state = without('2')(state)
    expect([pair(state), remaining(state)]).toEqual(['13', ['1', '3']])
    state = without('1')(state)
    expect(remaining(without('3')(state))).toEqual(['3'])
    expect(remaining(broughtBack(broughtBack(state)))).toEqual(['1', '2', '3'])
  })

  it('keep each mode’s setting, within its bounds', () => {
    let state = withAmount(0.3)(inMode('onion')(open('1', '2')))
    state = amountStepped(1)(state)
    expect(state.amounts).toEqual({ onion: 0.35 })
    for (let step = 0; step < 40; step++) state = amountStepped(1)(state)
    expect(state.amounts).toEqual({ onion: 1 })
  })

  it('leave the survey to where they came from', () => {
    const state = inMode('onion')(open('1', '2'))
    expect(surveyToggled(surveyToggled(state)).mode).toBe('onion')
  })
})

describe('keys', () => {
  it('mean what the sheet says', () => {
    expect([
      press('ArrowRight'),
      press('ArrowRight', { shiftKey: true }),
      press('ArrowRight', { altKey: true }),
    ]).toEqual(['next-b', 'next-a', 'pan-right'])
    expect([press('m'), press('M', { shiftKey: true }), press('+', { shiftKey: true })]).toEqual([
      'next-mode',
      'previous-mode',
      'zoom-in',
    ])
    // With Alt some keyboards type another character: the place of the key counts.
    expect(press('¡', { altKey: true, code: 'Digit1' })).toBe('actual')
  })

  it('leave Ctrl and the plain digits to others', () => {
    expect([press('z', { ctrlKey: true }), press('1', { code: 'Digit1' }), press('q')]).toEqual([null, null, null])
  })
})

describe('the memory budget', () => {
  it('lets go of the longest unused first, keeps the newest, and lets go of each thing once', () => {
    const gone: string[] = []
    const budget = openBudget<string, string>(100, (thing) => gone.push(thing))
    budget.put('a', 'a', 40)
    budget.put('b', 'b', 40)
    budget.get('a')
    budget.put('c', 'c', 40)
    expect([gone, budget.held()]).toEqual([['b'], { count: 2, bytes: 80 }])
    budget.put('d', 'd', 500)
    expect([gone, budget.held()]).toEqual([['b', 'a', 'c'], { count: 1, bytes: 500 }])
    budget.put('d', 'd2', 10)
    budget.dropAll()
    expect([gone, budget.held()]).toEqual([['b', 'a', 'c', 'd', 'd2'], { count: 0, bytes: 0 }])
  })
})

describe('the picture under the pointer', () => {
  it('is the uppermost that is drawn there', () => {
    const rect = { x: 0, y: 0, width: 100, height: 100 }
    const wiped = {
      panes: [{ rect, layers: [{ sha256: 'a' }, { sha256: 'b', clip: { ...rect, x: 60, width: 40 } }] }],
    }
    const at = (x: number) => pictureAt(wiped, { x, y: 5 })?.sha256
    expect([at(10), at(59), at(60), at(100)]).toEqual(['a', 'a', 'b', undefined])
  })
})
