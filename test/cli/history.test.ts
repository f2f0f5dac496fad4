import { describe, expect, it } from 'vitest'
import { fillWithAttempts, matchesWords } from '../core/library/history/attempts.ts'
import { openTestLibrary, tempFolder } from '../core/library/builders.ts'
import { studio } from '../builders/command-line.ts'

describe('studio history', () => {
  it('[J11] finds by words, status, time and cost, in the order asked for', async () => {
    const folder = tempFolder()
    const library = await openTestLibrary(folder)
    const made = await fillWithAttempts(library, 150, 3)
    library.close()
    const history = async (...options: string[]) => {
      const { code, facts } = await studio(['history', '--library', folder, '--json', ...options])
      expect(code).toBe(0)
      return facts.map(({ id }) => id)
    }
    const wanted = made.filter((one) => matchesWords(one, 'kitchen') && ['blocked', 'failed'].includes(one.status))
    expect(await history('--search', 'kitchen', '--status', 'blocked,failed')).toEqual(
      wanted.map(({ id }) => id).toReversed(),
    )
    const dear = made.filter(({ costUsd }) => costUsd >= 0.05).toSorted((a, b) => b.costUsd - a.costUsd || b.id - a.id)
    expect(await history('--cost-at-least', '0.05', '--sort', 'cost', '--limit', '7')).toEqual(
      dear.slice(0, 7).map(({ id }) => id),
    )
    expect(await history('--since', '2001-01-01', '--until', '2001-12-31')).toEqual([])
    expect(await history('--limit', '3')).toEqual([150, 149, 148])
    const { out } = await studio(['history', '--library', folder])
    expect(out).toMatch(/ 1 retry, \$/)
    expect(out).toMatch(/ 2 retries, \$/)
  })

  it('[J11] says what there is where a name is wrong', async () => {
    const { code, facts } = await studio(['history', '--library', tempFolder(), '--json', '--status', 'sideways'])
    expect(code).toBe(2)
    expect(facts.at(-1)).toMatchObject({
      message: 'There is no status "sideways".',
      next: expect.stringContaining('blocked'),
    })
  })
})
