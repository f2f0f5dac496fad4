import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { HistoryFilter } from '../../src/contract/api/index.ts'
import { unwrap } from '../../src/contract/index.ts'
import { openLibrary } from '../../src/core/library/open.ts'
import type { Library } from '../../src/core/library/types.ts'
import { type Figure, ms } from './figure.ts'
import { ATTEMPTS, chance, fill, VOCABULARY } from './history-library.ts'

const PAGE = 100
const PAGES = 400

/** Waits until the index reaches the last attempt. */
const indexed = async (folder: string): Promise<void> => {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 250))
    const database = new Database(join(folder, 'cache', 'history.db'), { readonly: true })
    const reach = database.prepare<[], number>('SELECT attempt FROM reach').pluck().get()
    database.close()
    if (reach === ATTEMPTS) return
  }
}

const once = (work: () => unknown): number => {
  const started = performance.now()
  work()
  return performance.now() - started
}

const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN

const FILTERS: readonly HistoryFilter[] = [
  {},
  { statuses: ['blocked'] },
  { steps: ['final'], model: 'painter', cached: false },
  { text: 'cinematic' },
]

/** Words in every prompt, in many, in few, in one; begun, quoted, several; and words that only the model said. */
const SEARCHES = [
  'cinematic',
  'portrait of',
  '"cinematic portrait of"',
  VOCABULARY[3],
  VOCABULARY[40],
  VOCABULARY[400],
  VOCABULARY[3999],
  'take77',
  'lumen',
  'vio',
  'cannot show',
  'SAFETY',
  `safety ${VOCABULARY[4]}`,
  'nowhere',
]

const pages = (
  library: Library,
): { readonly warm: readonly number[]; readonly cold: readonly number[]; readonly depth: number } => {
  const warm: number[] = []
  const cold: number[] = []
  const random = chance(7)
  let depth = 0
  for (const filter of FILTERS)
    for (const sort of ['newest', 'cost'] as const) {
      let total = 0
      cold.push(
        once(() => {
          total = library.requests.page(filter, { sort, offset: 0, limit: PAGE }).total
        }),
      )
      depth = Math.max(depth, total - PAGE)
      for (let page = 0; page < PAGES; page++) {
        const offset = page === 0 ? total - PAGE : Math.floor(random() * total)
        warm.push(once(() => library.requests.page(filter, { sort, offset, limit: PAGE })))
      }
    }
  return { warm, cold, depth }
}

/** Pages and searches in a library of a million attempts, beside what plain SQL takes for the same. */
export const measureHistory = async (): Promise<readonly Figure[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'studio-bench-'))
  try {
    unwrap(await openLibrary({ folder, holder: 'bench' })).close()
    fill(join(folder, 'library.db'))
    const first = unwrap(await openLibrary({ folder, holder: 'bench' }))
    const began = performance.now()
    await indexed(folder)
    const reading = performance.now() - began
    first.close()

    const library = unwrap(await openLibrary({ folder, holder: 'bench' }))
    const start = once(() => library.requests.page({}, { offset: 0, limit: PAGE }))
    const { warm, cold, depth } = pages(library)
    const searches = SEARCHES.map((text = '') =>
      once(() => library.requests.page({ text }, { offset: 0, limit: PAGE })),
    )
    const totals = once(() => library.requests.totals({}))
    library.close()

    const plain = new Database(join(folder, 'library.db'), { readonly: true })
    const offset = once(() =>
      plain.prepare('SELECT * FROM attempts ORDER BY id DESC LIMIT ? OFFSET ?').all(PAGE, depth),
    )
    const like = once(() =>
      plain
        .prepare(`SELECT count(*) FROM attempts a JOIN requests q ON q.id = a.request_id WHERE q.parts LIKE '%lumen%'`)
        .all(),
    )
    plain.close()
    const many = ATTEMPTS.toLocaleString('en')
    return [
      {
        name: `a page of ${PAGE} at any depth, also the last, of ${many} attempts, p99 of ${warm.length}`,
        measured: `${ms(percentile(warm, 0.99))} (median ${ms(percentile(warm, 0.5))})`,
        against: `OFFSET ${ms(offset)}, ${(offset / percentile(warm, 0.99)).toFixed(0)} times`,
        aim: 'under 2 ms',
        met: percentile(warm, 0.99) < 2,
      },
      {
        name: `the first page under a filter or order that is new, slowest of ${cold.length}`,
        measured: `${ms(Math.max(...cold))} (median ${ms(percentile(cold, 0.5))})`,
        against: `OFFSET ${ms(offset)}`,
        aim: 'under 50 ms',
        met: Math.max(...cold) < 50,
      },
      {
        name: `a search with its total and first page, slowest of ${SEARCHES.length}`,
        measured: `${ms(Math.max(...searches))} (median ${ms(percentile(searches, 0.5))})`,
        against: `LIKE ${ms(like)}`,
        aim: 'under 50 ms',
        met: Math.max(...searches) < 50,
      },
      {
        name: `totals by day and strategy of ${many} attempts`,
        measured: ms(totals),
        against: `first page after opening the library: ${ms(start)}`,
        aim: 'under 100 ms',
        met: totals < 100,
      },
      {
        name: `reading ${many} attempts into the index, behind the scenes`,
        measured: `${(reading / 1000).toFixed(1)} s`,
        against: `${((1e6 * reading) / ATTEMPTS / 1000).toFixed(0)} µs an attempt`,
        aim: 'no step waits for it',
        met: true,
      },
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
