import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import Database from 'better-sqlite3'
import type { HistoryFilter, HistorySort } from '../../src/contract/api/index.ts'
import { unwrap } from '../../src/contract/index.ts'
import { sha256OfJson } from '../../src/core/engines/keys.ts'
import { openLibrary } from '../../src/core/library/open.ts'
import type { Library } from '../../src/core/library/types.ts'
import { end, LEASE_MS, newJob, recordedRequest, spec } from '../core/library/requests.ts'
import { type Figure, ms } from './figure.ts'
import { ATTEMPTS, chance, fill } from './history-library.ts'
import { FILTERS, SEARCHES, SORTS } from './history-questions.ts'

const PAGE = 100
const PAGES = 400
/** Requests that come in while somebody searches. */
const LIVE = 60

const reachOf = (folder: string): number => {
  const database = new Database(join(folder, 'cache', 'history.db'), { readonly: true })
  try {
    return database.prepare<[], number>('SELECT attempt FROM reach').pluck().get() ?? 0
  } finally {
    database.close()
  }
}

/** The longest time that nothing else could be done while something was awaited, in ms. */
const longestStall = async (work: () => Promise<unknown>): Promise<number> => {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  await work()
  delay.disable()
  return delay.max / 1e6
}

const once = (work: () => unknown): number => {
  const started = performance.now()
  work()
  return performance.now() - started
}

const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN

const spread = (values: readonly number[]): string =>
  `median ${ms(percentile(values, 0.5))}, p99 ${ms(percentile(values, 0.99))}, slowest ${ms(Math.max(...values))}`

const first = (library: Library, filter: HistoryFilter, sort: HistorySort): number =>
  once(() => library.requests.page(filter, { sort, offset: 0, limit: PAGE }))

/** Windows at any depth of lists that are open, also the last. */
const pages = (library: Library): { readonly times: readonly number[]; readonly depth: number } => {
  const times: number[] = []
  const random = chance(7)
  let depth = 0
  const open: readonly HistoryFilter[] = [{}, { statuses: ['blocked'] }, { steps: ['final'] }, { text: 'cinematic' }]
  for (const filter of open)
    for (const sort of ['newest', 'cost'] as const) {
      const { total } = library.requests.page(filter, { sort, offset: 0, limit: PAGE })
      depth = Math.max(depth, total - PAGE)
      for (let page = 0; page < PAGES; page++) {
        const offset = page === 0 ? total - PAGE : Math.floor(random() * total)
        times.push(once(() => library.requests.page(filter, { sort, offset, limit: PAGE })))
      }
    }
  return { times, depth }
}

/** A search again and again while requests leave and end. */
const live = async (library: Library): Promise<readonly number[]> => {
  const run = await library.createRun(
    spec(`Bench ${Date.now()}`),
    sha256OfJson(Date.now()),
    Array.from({ length: LIVE }, (_, at) => newJob(`job ${at}`)),
  )
  const times: number[] = []
  for (const [at, job] of library.jobs(run).entries()) {
    const id = await library.startAttempt(job.id, recordedRequest(`A cinematic portrait, live ${at}`), 0.04, LEASE_MS)
    times.push(first(library, { text: 'cinematic' }, at % 2 === 0 ? 'newest' : 'cost'))
    await library.endAttempt(id, end({ status: 'blocked', words: `I cannot show ${at}.`, costUsd: 0.01 }), null)
    times.push(first(library, { statuses: ['blocked'] }, 'newest'))
  }
  return times
}

/** What plain SQL takes for the same. */
const peers = (folder: string, depth: number) => {
  const plain = new Database(join(folder, 'library.db'), { readonly: true })
  const offset = once(() => plain.prepare('SELECT * FROM attempts ORDER BY id DESC LIMIT ? OFFSET ?').all(PAGE, depth))
  const like = once(() =>
    plain
      .prepare(`SELECT count(*) FROM attempts a JOIN requests q ON q.id = a.request_id WHERE q.parts LIKE '%lumen%'`)
      .all(),
  )
  const sums = once(() =>
    plain
      .prepare(
        `SELECT date(a.started_at, 'localtime') AS day, j.strategy, count(*), total(a.cost_usd), total(a.latency_ms)
         FROM attempts a JOIN jobs j ON j.id = a.job_id GROUP BY 1, 2`,
      )
      .all(),
  )
  plain.close()
  const index = new Database(join(folder, 'cache', 'history.db'), { readonly: true })
  const fts = once(() =>
    index.prepare(`SELECT rowid FROM words WHERE words MATCH '"cinematic" * "portrait" *'`).pluck().all(),
  )
  index.close()
  return { offset, like, sums, fts }
}

/** The library of STUDIO_BENCH_LIBRARY, made there where it is not yet; else one that is gone afterwards. */
const aFilledLibrary = async (): Promise<{ readonly folder: string; readonly done: () => Promise<void> }> => {
  const given = process.env['STUDIO_BENCH_LIBRARY']
  const folder = given ?? (await mkdtemp(join(tmpdir(), 'studio-bench-')))
  if (!existsSync(join(folder, 'library.db'))) {
    unwrap(await openLibrary({ folder, holder: 'bench' })).close()
    fill(join(folder, 'library.db'))
  }
  const done = async (): Promise<void> => {
    if (given === undefined) await rm(folder, { recursive: true, force: true })
  }
  return { folder, done }
}

/** Pages, searches and sums in a library of a million attempts, beside what plain SQL takes for the same. */
export const measureHistory = async (): Promise<readonly Figure[]> => {
  const { folder, done } = await aFilledLibrary()
  try {
    await rm(join(folder, 'cache'), { recursive: true, force: true })
    const making = unwrap(await openLibrary({ folder, holder: 'bench' }))
    const began = performance.now()
    const indexing = await longestStall(async () => {
      while (reachOf(folder) < ATTEMPTS) await new Promise((resolve) => setTimeout(resolve, 250))
    })
    const reading = performance.now() - began
    making.close()

    const library = unwrap(await openLibrary({ folder, holder: 'bench' }))
    const opened = performance.now()
    let page = 0
    const opening = await longestStall(async () => {
      await library.requests.ready({})
      library.requests.page({}, { offset: 0, limit: PAGE })
      page = performance.now() - opened
      await library.requests.ready()
    })
    const ready = performance.now() - opened

    const filtered = FILTERS.flatMap((filter) => SORTS.map((sort) => first(library, filter, sort)))
    const searched = SEARCHES.map((text) => first(library, { text }, 'newest'))
    const both = SORTS.flatMap((sort, at) =>
      SEARCHES.map((text, search) => first(library, { ...FILTERS[(at + search) % FILTERS.length], text }, sort)),
    )
    const searches = [...searched, ...both]
    const { times, depth } = pages(library)
    const totals = FILTERS.map((filter) => once(() => library.requests.totals(filter)))
    const busy = await live(library)
    library.close()

    const { offset, like, sums, fts } = peers(folder, depth)
    const many = ATTEMPTS.toLocaleString('en')
    const p99 = percentile(times, 0.99)
    return [
      {
        name: `a page of ${PAGE} at any depth, also the last, of ${many} attempts, p99 of ${times.length}`,
        measured: `${ms(p99)} (median ${ms(percentile(times, 0.5))})`,
        against: `OFFSET ${ms(offset)}, ${(offset / p99).toFixed(0)} times`,
        aim: 'under 2 ms',
        met: p99 < 2,
      },
      {
        name: `the first page and the total under a filter and order that are new, ${filtered.length} of them`,
        measured: spread(filtered),
        against: `OFFSET ${ms(offset)}`,
        aim: 'p99 under 50 ms',
        met: percentile(filtered, 0.99) < 50,
      },
      {
        name: `a new search with its total and first page, ${searches.length} of ${SEARCHES.length} kinds, with filters and orders`,
        measured: spread(searches),
        against: `LIKE ${ms(like)}; FTS5 alone for two frequent words ${ms(fts)}`,
        aim: 'p99 under 50 ms',
        met: percentile(searches, 0.99) < 50,
      },
      {
        name: `the same while requests come in, ${busy.length} times`,
        measured: spread(busy),
        against: `LIKE ${ms(like)}`,
        aim: 'p99 under 50 ms',
        met: percentile(busy, 0.99) < 50,
      },
      {
        name: `totals by day and strategy of ${many} attempts, slowest of ${totals.length} filters`,
        measured: `${ms(Math.max(...totals))} (median ${ms(percentile(totals, 0.5))})`,
        against: `GROUP BY ${ms(sums)}`,
        aim: 'under 100 ms',
        met: Math.max(...totals) < 100,
      },
      {
        name: `first page after opening the library, read in pieces`,
        measured: `${ms(page)} (searches ready after ${ms(ready)})`,
        against: `longest stall ${ms(opening)}`,
        aim: 'no stall over 50 ms',
        met: opening < 50,
      },
      {
        name: `reading ${many} attempts into the index, behind the scenes`,
        measured: `${(reading / 1000).toFixed(1)} s`,
        against: `${((1e6 * reading) / ATTEMPTS / 1000).toFixed(0)} µs an attempt; longest stall ${ms(indexing)}`,
        aim: 'no step waits for it',
        met: true,
      },
    ]
  } finally {
    await done()
  }
}
