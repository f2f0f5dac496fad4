import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { HistoryFilter } from '../../src/contract/api/index.ts'
import { RunSpec, unwrap } from '../../src/contract/index.ts'
import { sha256OfText } from '../../src/core/engines/keys.ts'
import { openLibrary } from '../../src/core/library/open.ts'
import type { Library } from '../../src/core/library/types.ts'
import { anIdentity, aSubject } from '../builders/specs.ts'
import { type Figure, ms } from './figure.ts'

const ATTEMPTS = Number(process.env['STUDIO_BENCH_ATTEMPTS'] ?? 1_000_000)
/** Requests are sent again and answered from the library: so many are different, and so many words are. */
const REQUESTS = Math.ceil(ATTEMPTS / 2)
const PROMPTS = Math.ceil(ATTEMPTS / 5)
const PAGE = 100
const PAGES = 400

const SPEC = JSON.stringify(RunSpec.parse({ subject: aSubject(), identities: [anIdentity()] }))
const STEPS = ['views', 'scene', 'portrait', 'final', 'final', 'describe']
const STRATEGIES = ['scene-views', 'environment-only', 'describe-regenerate', 'multi-turn']
const ENDS = ['succeeded', 'succeeded', 'succeeded', 'succeeded', 'blocked', 'failed', 'unknown']
const REASONS = ['SAFETY', 'OTHER', 'IMAGE_SAFETY', 'RECITATION']
const VOCABULARY = Array.from(
  { length: 4000 },
  (_, at) => `${['lumen', 'harbor', 'cedar', 'violin'][at % 4]}${at.toString(36)}`,
)

/** Repeatable chance, uniform in [0, 1). */
const chance = (seed: number) => {
  let state = seed
  return (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** Sixty words, five of them in every prompt, the others the rarer the further down the vocabulary they stand. */
const promptOf = (number: number): string => {
  const random = chance(number + 1)
  const words = Array.from({ length: 55 }, () => VOCABULARY[Math.floor(random() ** 3 * VOCABULARY.length)])
  return `A cinematic portrait of take${number} ${words.join(' ')}`
}

/** Writes rows as the library would, without a commit for each. */
const fill = (file: string): void => {
  const database = new Database(file)
  database.pragma('synchronous = OFF')
  database.pragma('foreign_keys = OFF')
  const random = chance(42)
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)]
  const run = database.prepare(
    `INSERT INTO runs (id, spec, spec_hash, recipe, status, started_at) VALUES (?, ?, '', 'matched-portrait', 'succeeded', ?)`,
  )
  const job = database.prepare(
    `INSERT INTO jobs (id, run_id, path, step, maker, identity, strategy, variant, inputs, state, released)
     VALUES (?, ?, ?, ?, '', 'chef', ?, 1, '{}', 'succeeded', 1)`,
  )
  const request = database.prepare(
    `INSERT INTO requests (id, cache_key, content_key, engine, model, variant, config, prompt, parts)
     VALUES (?, ?, '', 'gemini', ?, 1, '{"output":"image"}', '{"template":"scene","version":"f00d"}', ?)`,
  )
  const attempt = database.prepare(
    `INSERT INTO attempts (id, run_id, job_id, request_id, session_id, status, reason, retries, latency_ms, estimate_usd,
       cost_usd, cached, words, started_at, ended_at)
     VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?, 0.04, ?, ?, ?, ?, ?)`,
  )
  const hash = sha256OfText('one hash for all of them')
  database.transaction(() => {
    for (let id = 1; id <= REQUESTS; id++) {
      const text = promptOf(Math.floor(random() * PROMPTS))
      request.run(
        id,
        String(id),
        pick(['painter', 'sketcher', 'carver']),
        JSON.stringify([{ kind: 'text', role: 'prompt', turn: 'user', sha256: hash, text }]),
      )
    }
  })()
  const began = Date.parse('2026-01-01T00:00:00Z')
  database.transaction(() => {
    for (let id = 1; id <= ATTEMPTS; id++) {
      const at = new Date(began + id * 20_000).toISOString()
      const ofRun = Math.ceil(id / 1000)
      if (id % 1000 === 1) run.run(ofRun, SPEC, at)
      const step = pick(STEPS)
      const status = pick(ENDS)
      const lost = status === 'blocked' || status === 'failed'
      job.run(id, ofRun, String(id), step, step === 'final' ? pick(STRATEGIES) : null)
      attempt.run(
        id,
        ofRun,
        id,
        Math.ceil(random() * REQUESTS),
        status,
        lost ? pick(REASONS) : null,
        0,
        3000 * random(),
        0.04 * random(),
        random() < 0.3 ? 1 : 0,
        status === 'blocked' ? `I cannot show ${pick(VOCABULARY)}.` : null,
        at,
        at,
      )
    }
  })()
  database.close()
}

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
