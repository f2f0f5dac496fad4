import { expect, it } from 'vitest'
import { captionsOf } from '../../../src/core/export/captions.ts'
import { aDeliverable } from './delivered.ts'

const identity = (name: string) => ({ identity: { name, category: '', iAm: '', visualization: '' } })
const titles = (names: boolean) =>
  captionsOf(
    [
      aDeliverable({ step: 'final', view: null, variant: 1 }, identity('Conductor')),
      aDeliverable({ step: 'portrait', view: null, variant: 3 }, identity('Chef')),
      aDeliverable({ step: 'final', view: null, variant: 1 }, identity('Chef')),
    ],
    { names, prompts: false },
  ).map(({ title }) => title)

it('[D20] no two pictures of a page are called the same, also where names are not told', () => {
  expect(titles(false)).toEqual(['Final 1', 'Matched portrait 3', 'Final 2'])
  const told = titles(true)
  expect(told[0]).toMatch(/^Conductor, .*final 1$/u)
  expect(told[2]).toMatch(/^Chef, .*final 1$/u)
})
