import Database from 'better-sqlite3'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { HistoryFilter, HistorySort } from '../../../../src/contract/api/index.ts'
import { type RunId, type StepName, unwrap } from '../../../../src/contract/index.ts'
import { readLibrary } from '../../../../src/core/library/open.ts'
import type { Library } from '../../../../src/core/library/types.ts'
import { openTestLibrary, startRun, tempFolder } from '../builders.ts'
import { end, LEASE_MS, recordedRequest } from '../requests.ts'
import { chance, fillWithAttempts, type Made, matchesWords } from './attempts.ts'
import { kept } from './kept.ts'

/** Looks at every attempt, one by one. */
const bruteForce = (made: readonly Made[], filter: HistoryFilter, sort: HistorySort): readonly number[] => {
  const found = made.filter(
    (one) =>
      (filter.text === undefined || matchesWords(one, filter.text)) &&
      (filter.steps?.includes(one.step as StepName) ?? true) &&
      (filter.strategies?.some((name) => name === one.strategy) ?? true) &&
      (filter.model === undefined || one.model === filter.model) &&
      (filter.statuses?.includes(one.status) ?? true) &&
      (filter.reason === undefined || one.reason === filter.reason) &&
      (filter.cached === undefined || one.cached === filter.cached) &&
      (filter.run === undefined || one.run === filter.run) &&
      one.costUsd >= (filter.costAtLeast ?? 0) &&
      one.costUsd <= (filter.costAtMost ?? Infinity),
  )
  const by: Record<HistorySort, (a: Made, b: Made) => number> = {
    newest: (a, b) => b.id - a.id,
    oldest: (a, b) => a.id - b.id,
    cost: (a, b) => b.costUsd - a.costUsd || b.id - a.id,
    time: (a, b) => b.latencyMs - a.latencyMs || b.id - a.id,
  }
  return found.toSorted(by[sort]).map(({ id }) => id)
}

const SEARCHES = [
  'kitchen',
  'kit',
  'CAFE',
  'naïve rain',
  '"golden light"',
  '"golden lig"',
  'safety shadow',
  'cannot harb "show"',
  'take 3',
  'nothing-like-it',
]

const randomFilter = (random: (below: number) => number): HistoryFilter => {
  const maybe = <T>(value: T): T | undefined => (random(4) === 0 ? value : undefined)
  const given = Object.entries({
    text: random(2) === 0 ? SEARCHES[random(SEARCHES.length)] : undefined,
    steps: maybe(['scene', 'portrait'] as const),
    strategies: maybe(['multi-turn', 'scene-views'] as const),
    model: maybe(['painter', 'sketcher', 'nobody'][random(3)]),
    statuses: maybe([['blocked'], ['failed', 'in-flight'], ['unknown', 'succeeded']][random(3)]),
    reason: maybe('SAFETY'),
    cached: maybe(random(2) === 0),
    run: maybe((1 + random(8)) as RunId),
    costAtLeast: maybe(0.02),
    costAtMost: maybe(0.06),
  }).filter(([, value]) => value !== undefined)
  return Object.fromEntries(given)
}

/** What random searches give that looking at every attempt does not, and the other way round. */
const differences = (
  library: Pick<Library, 'requests'>,
  made: readonly Made[],
  rounds: number,
  seed: number,
): readonly unknown[] => {
  const random = chance(seed)
  const sorts: readonly HistorySort[] = ['newest', 'oldest', 'cost', 'time']
  return Array.from({ length: rounds }).flatMap(() => {
    const filter = randomFilter(random)
    const sort = sorts[random(4)]!
    const all = bruteForce(made, filter, sort)
    const offset = random(all.length + 3)
    const page = library.requests.page(filter, { sort, offset, limit: 40 })
    const found = [page.total, ...page.rows.map(({ attempt }) => attempt)]
    const wanted = [all.length, ...all.slice(offset, offset + 40)]
    return found.join() === wanted.join() ? [] : [{ filter, sort, offset, found, wanted }]
  })
}

const aLibraryOf = async (count: number, seed = 7, folder = tempFolder()) => {
  const library = await openTestLibrary(folder)
  return { folder, library, made: await fillWithAttempts(library, count, seed) }
}

describe('history', () => {
  it('[J2] finds what looking at every single request finds, in every order, at any depth', async () => {
    const { folder, library, made } = await aLibraryOf(1600)
    // Before everything is in the index, and again when it is: questions take in a thousand at first, and then a little more.
    while (library.requests.page({}, { offset: 0, limit: 1 }).behind > 0);
    expect(differences(library, made, 120, 1)).toEqual([])
    await kept(folder, made.length)
    expect(differences(library, made, 120, 2)).toEqual([])
    const reader = unwrap(readLibrary({ folder }))
    expect(differences(reader, made, 40, 3)).toEqual([])
    reader.close()
    library.close()
    expect(differences(await openTestLibrary(folder), made.map(asLost), 120, 4)).toEqual([])
  })

  it('[J1] takes anything that is typed, and asks for nothing where it holds no word', async () => {
    const { library, made } = await aLibraryOf(60)
    const totalOf = (text: string): number => library.requests.page({ text }, { offset: 0, limit: 5 }).total
    for (const text of [
      '"',
      '""',
      '*',
      'AND',
      'OR NOT',
      'a"b',
      '(kitchen',
      'words:',
      '-',
      '^rain',
      'NEAR(a b)',
      "'; --",
    ])
      expect(totalOf(text)).toBeGreaterThanOrEqual(0)
    expect(totalOf('***')).toBe(made.length)
    expect(totalOf('(kitchen')).toBe(totalOf('kitchen'))
    expect(library.requests.page({ text: '#7' }, { offset: 0, limit: 5 }).rows.map(({ attempt }) => attempt)).toEqual([
      7,
    ])
    expect(totalOf('#99999')).toBe(0)
  })

  it('[J3] shows a piece of the text around what was looked for, of the prompt or of the answer', async () => {
    const library = await openTestLibrary()
    const { jobs } = await startRun(library, ['a'])
    const long = `${'A quiet street. '.repeat(40)}A Café by the harbour. ${'Rain falls. '.repeat(40)}`
    const attempt = await library.startAttempt(jobs[0]!.id, recordedRequest(long), 0.04, LEASE_MS)
    await library.endAttempt(
      attempt,
      end({ status: 'blocked', reason: 'SAFETY', words: 'I will not draw a crown.' }),
      null,
    )
    const excerpt = (text?: string) =>
      library.requests.page(text === undefined ? {} : { text }, { offset: 0, limit: 1 }).rows[0]?.excerpt
    expect(excerpt('harb')).toMatchObject({
      of: 'prompt',
      text: expect.stringMatching(/^… .*Café by the harbour\..* …$/),
    })
    expect(excerpt('crown')).toEqual({ of: 'answer', text: 'I will not draw a crown.' })
    expect(excerpt()?.text.startsWith('A quiet street.')).toBe(true)
  })

  it('[J4] follows a request from the moment it leaves to its end', async () => {
    const library = await openTestLibrary()
    const { jobs } = await startRun(library, ['a'])
    const attempt = await library.startAttempt(jobs[0]!.id, recordedRequest('A chef.'), 0.04, LEASE_MS)
    const count = (filter: HistoryFilter): number => library.requests.page(filter, { offset: 0, limit: 1 }).total
    expect([count({ statuses: ['in-flight'] }), count({ statuses: ['blocked'] }), count({ text: 'crown' })]).toEqual([
      1, 0, 0,
    ])
    await library.endAttempt(attempt, end({ status: 'blocked', words: 'No crown.' }), null)
    expect([count({ statuses: ['in-flight'] }), count({ statuses: ['blocked'] }), count({ text: 'crown' })]).toEqual([
      0, 1, 1,
    ])
  })

  it('[J4] tells a request of a studio that died as one whose outcome is unknown', async () => {
    const { folder, library, made } = await aLibraryOf(200)
    await kept(folder, made.length)
    library.close()
    const again = await openTestLibrary(folder)
    const unknown = again.requests.page({ statuses: ['unknown'] }, { offset: 0, limit: 200 })
    expect(unknown.total).toBe(made.filter(({ status }) => status === 'unknown' || status === 'in-flight').length)
    const open = made.find(({ status }) => status === 'in-flight')!
    expect(again.requests.row(open.id)).toMatchObject({ status: 'unknown', reason: 'outcome unknown, maybe billed' })
  })

  it('[J5] makes its index again where it is gone, broken, or of another library', async () => {
    const { folder, library, made } = await aLibraryOf(250)
    await kept(folder, made.length)
    library.close()
    const file = join(folder, 'cache', 'history.db')
    const check = async (rounds: number, lost: readonly Made[]) => {
      const again = await openTestLibrary(folder)
      expect(differences(again, lost, rounds, 5)).toEqual([])
      await kept(folder, lost.length)
      expect(differences(again, lost, rounds, 6)).toEqual([])
      again.close()
    }
    const lost = made.map(asLost)
    rmSync(file)
    await check(10, lost)
    for (const ending of ['-wal', '-shm']) rmSync(`${file}${ending}`, { force: true })
    writeFileSync(file, 'no database at all')
    await check(10, lost)
    const broken = new Database(file)
    broken.exec('DELETE FROM passages WHERE id = 1')
    broken.close()
    await check(10, lost)

    // Another library whose attempts have the same numbers: a copy that was put back, say.
    const other = await aLibraryOf(250, 99)
    await kept(other.folder, 250)
    other.library.close()
    rmSync(file)
    writeFileSync(file, (await import('node:fs')).readFileSync(join(other.folder, 'cache', 'history.db')))
    await check(10, lost)
  })

  it('[J6] adds up requests, blocks, costs and times by day and by strategy, for what is filtered', async () => {
    const { library, made } = await aLibraryOf(400)
    for (const filter of [{}, { steps: ['final'] }, { text: 'kitchen' }] as const) {
      const ids = new Set(bruteForce(made, filter, 'oldest'))
      const asked = made.filter(({ id, cached }) => ids.has(id) && !cached)
      const totals = library.requests.totals(filter)
      expect(totals.all).toEqual({
        requests: sent(asked),
        succeeded: asked.filter(({ status }) => status === 'succeeded').length,
        blocked: asked.filter(({ status }) => status === 'blocked').length,
        failed: asked.filter(({ status }) => status === 'failed').length,
        unknown: asked.filter(({ status }) => status === 'unknown' || status === 'in-flight').length,
        cached: ids.size - asked.length,
        costUsd: expect.closeTo(
          asked.reduce((sum, { costUsd }) => sum + costUsd, 0),
          6,
        ),
        ms: asked.reduce((sum, { latencyMs }) => sum + latencyMs, 0),
      })
      expect([sum(totals.days), sum(totals.kinds)]).toEqual([sent(asked), sent(asked)])
      const multiTurn = asked.filter(({ strategy }) => strategy === 'multi-turn')
      expect(totals.kinds.find(({ kind }) => kind === 'multi-turn')?.requests ?? 0).toBe(sent(multiTurn))
    }
    const date = new Date()
    const today = [date.getFullYear(), date.getMonth() + 1, date.getDate()]
      .map((n) => String(n).padStart(2, '0'))
      .join('-')
    expect(library.requests.totals({}).days.at(-1)?.day).toBe(today)
  })

  it('[J1] finds by the moment a request was made', async () => {
    const { library, made } = await aLibraryOf(20)
    const count = (filter: HistoryFilter): number => library.requests.page(filter, { offset: 0, limit: 1 }).total
    const soon = new Date(Date.now() + 3_600_000).toISOString()
    const before = new Date(Date.now() - 3_600_000).toISOString()
    expect([
      count({ since: before }),
      count({ since: soon }),
      count({ until: before }),
      count({ until: soon }),
    ]).toEqual([made.length, 0, 0, made.length])
  })
})

const sum = (of: readonly { readonly requests: number }[]) => of.reduce((all, { requests }) => all + requests, 0)

/** What was under way when the library was closed is lost. */
/** How many requests left for these: an overloaded server is asked again, and each time counts. */
const sent = (asked: readonly Made[]): number => asked.reduce((all, { retries }) => all + 1 + retries, 0)

const asLost = (one: Made): Made => (one.status === 'in-flight' ? { ...one, status: 'unknown' } : one)
