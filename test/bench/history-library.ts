import Database from 'better-sqlite3'
import { RunSpec } from '../../src/contract/index.ts'
import { sha256OfText } from '../../src/core/engines/keys.ts'
import { anIdentity, aSubject } from '../builders/specs.ts'

export const ATTEMPTS = Number(process.env['STUDIO_BENCH_ATTEMPTS'] ?? 1_000_000)
/** Requests are sent again and answered from the library: so many are different, and so many words are. */
const REQUESTS = Math.ceil(ATTEMPTS / 2)
const PROMPTS = Math.ceil(ATTEMPTS / 5)

const SPEC = JSON.stringify(RunSpec.parse({ subject: aSubject(), identities: [anIdentity()] }))
const STEPS = ['views', 'scene', 'portrait', 'final', 'final', 'describe']
const STRATEGIES = ['scene-views', 'environment-only', 'describe-regenerate', 'multi-turn']
const ENDS = ['succeeded', 'succeeded', 'succeeded', 'succeeded', 'blocked', 'failed', 'unknown']
const REASONS = ['SAFETY', 'OTHER', 'IMAGE_SAFETY', 'RECITATION']
export const VOCABULARY = Array.from(
  { length: 4000 },
  (_, at) => `${['lumen', 'harbor', 'cedar', 'violin'][at % 4]}${at.toString(36)}`,
)

/** Repeatable chance, uniform in [0, 1). */
export const chance = (seed: number) => {
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

/** Fills the database of an empty library with attempts, as the library would write them, without a commit for each. */
export const fill = (file: string): void => {
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
