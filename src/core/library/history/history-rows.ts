import type { Database } from 'better-sqlite3'
import type { HistoryRow, Send } from '../../../contract/api/index.ts'
import type {
  AttemptId,
  AttemptStatus,
  EngineName,
  IdentityId,
  JobId,
  RunId,
  Sha256,
  StepName,
  StrategyName,
  SubjectId,
  ViewName,
} from '../../../contract/index.ts'
import { LOST } from '../rows.ts'
import { excerpting } from './excerpt.ts'
import type { LivingSession } from './listing.ts'

interface ShownRow {
  readonly attempt: AttemptId
  readonly run: RunId
  readonly job: JobId
  readonly session: number
  readonly status: AttemptStatus | null
  readonly reason: string | null
  readonly http_status: number | null
  readonly retries: number
  readonly latency_ms: number | null
  readonly cost: number
  readonly cached: number
  readonly image: Sha256 | null
  readonly started_at: string
  readonly words: string | null
  readonly text: string | null
  readonly engine: EngineName | 'local'
  readonly model: string
  readonly prompt: string | null
  readonly parts: string
  readonly step: StepName
  readonly strategy: StrategyName | null
  readonly rung: number | null
  readonly view: ViewName | null
  readonly variant: number
  readonly subject: SubjectId | null
  readonly identity: IdentityId | null
}

/** A page in one question: each alone would ask the disk whether anything changed. */
const SHOWN = `
  SELECT a.id AS attempt, a.run_id AS run, a.job_id AS job, a.session_id AS session, a.status, a.reason, a.http_status,
    a.retries, a.latency_ms, coalesce(a.cost_usd, a.estimate_usd) AS cost, a.cached, a.image, a.started_at, a.words, a.text,
    q.engine, q.model, q.prompt, q.parts, j.step, j.strategy, j.rung, j.view, j.variant, r.subject_id AS subject,
    (SELECT identity_id FROM run_identities WHERE run_id = a.run_id AND key = j.identity) AS identity
  FROM json_each(?) w CROSS JOIN attempts a ON a.id = w.value CROSS JOIN requests q ON q.id = a.request_id
  CROSS JOIN jobs j ON j.id = a.job_id CROSS JOIN runs r ON r.id = a.run_id
  ORDER BY w.key`

/** Requests as a list shows them. */
export const openHistoryRows = (database: Database, living: LivingSession) => {
  const shown = database.prepare<[string], ShownRow>(SHOWN)
  const sends = database.prepare<[number], SendRow>('SELECT * FROM sends WHERE attempt_id = ? ORDER BY number')
  return {
    /** Rows in the order asked for; `search`: the words that were looked for, for the excerpts. */
    of: (attempts: readonly number[], search: string | undefined): readonly HistoryRow[] => {
      const excerptOf = excerpting(search)
      const rows = shown.all(JSON.stringify(attempts))
      return rows.map((row) => toHistoryRow(row, living, excerptIn(row, search, excerptOf)))
    },
    sends: (attempt: number): readonly Send[] => sends.all(attempt).map(toSend),
  }
}

interface SendRow {
  readonly number: number
  readonly started_at: string
  readonly ended_at: string | null
  readonly outcome: Send['outcome']
  readonly reason: string | null
  readonly http_status: number | null
  readonly wait_ms: number | null
}

const toSend = (row: SendRow): Send => ({
  number: row.number,
  startedAt: row.started_at,
  endedAt: row.ended_at,
  outcome: row.outcome,
  reason: row.reason,
  httpStatus: row.http_status,
  waitMs: row.wait_ms,
})

const toHistoryRow = (row: ShownRow, living: LivingSession, excerpt: HistoryRow['excerpt']): HistoryRow => {
  // An answer that is there and was not judged yet is one.
  const open = row.image !== null ? 'succeeded' : row.session === living() ? 'in-flight' : 'unknown'
  const status = row.status ?? open
  return {
    attempt: row.attempt,
    run: row.run,
    job: row.job,
    step: row.step,
    strategy: row.strategy,
    rung: row.rung,
    view: row.view,
    variant: row.variant,
    subject: row.subject,
    identity: row.identity,
    engine: row.engine,
    model: row.model,
    status,
    reason: row.status === null && status === 'unknown' ? LOST : row.reason,
    httpStatus: row.http_status,
    retries: row.retries,
    latencyMs: row.latency_ms,
    costUsd: row.cost,
    cached: row.cached === 1 || row.engine === 'replay',
    image: row.image,
    startedAt: row.started_at,
    template: templateOf(row.prompt),
    excerpt,
  }
}

const templateOf = (prompt: string | null): string | null => {
  const found = prompt === null ? null : /"template":"([^"\\]*)"/.exec(prompt)
  return found?.[1] ?? null
}

/** Where words were looked for, the text that holds them; else the beginning of the prompt. */
const excerptIn = (
  row: ShownRow,
  search: string | undefined,
  excerptOf: (text: string) => string | null,
): HistoryRow['excerpt'] => {
  const prompt = excerptOf(search === undefined ? beginningOf(row.parts) : promptOf(row.parts))
  if (prompt !== null) return { of: 'prompt', text: prompt }
  const answer = search === undefined ? null : excerptOf([row.words, row.text].filter(Boolean).join('\n'))
  return answer === null ? null : { of: 'answer', text: answer }
}

/** The first signs of a request's first text, without reading the rest of it. */
const beginningOf = (parts: string): string => {
  const begun = /"text":"((?:[^"\\]|\\u[0-9a-f]{4}|\\[^u]){1,300})/.exec(parts)?.[1]
  const text = begun === undefined ? null : parsedJson(`"${begun}"`)
  return typeof text === 'string' ? text : ''
}

const parsedJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    // Verify says what is wrong with a row; a list that shows the others is worth more than none.
    return null
  }
}

const promptOf = (parts: string): string => {
  const read = parsedJson(parts)
  if (!Array.isArray(read)) return ''
  return read
    .flatMap((part: unknown) =>
      typeof part === 'object' && part !== null && 'text' in part && typeof part.text === 'string' ? part.text : [],
    )
    .join('\n')
}
