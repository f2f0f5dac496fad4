import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { type Figures, figure, PENDING } from './columns.ts'

/** What the index needs of an attempt. */
interface FiguresRow {
  readonly attempt: number
  readonly run: number
  readonly session: number
  readonly status: string | null
  readonly reason: string | null
  readonly retries: number
  readonly latency: number | null
  readonly cost: number
  readonly cached: number
  readonly started: string
  readonly seal: number
  readonly engine: string
  readonly model: string
  readonly step: string
  readonly strategy: string | null
  readonly subject: number | null
  readonly identity: number | null
  readonly says: number
  readonly answered: number
}

/** An attempt for the index; `ended` is false while it can still change. */
export interface Read {
  readonly figures: Figures
  readonly ended: boolean
  readonly seal: number
}

const SELECT = `
  SELECT a.id AS attempt, a.run_id AS run, a.session_id AS session, a.status, a.reason, a.retries,
    a.latency_ms AS latency, coalesce(a.cost_usd, a.estimate_usd) AS cost, a.cached, a.started_at AS started, a.seal,
    q.engine, q.model, j.step, j.strategy, r.subject_id AS subject,
    (SELECT identity_id FROM run_identities WHERE run_id = a.run_id AND key = j.identity) AS identity,
    (a.text IS NOT NULL OR a.words IS NOT NULL OR a.reason IS NOT NULL) AS says, a.image IS NOT NULL AS answered
  FROM attempts a CROSS JOIN requests q ON q.id = a.request_id
  CROSS JOIN jobs j ON j.id = a.job_id CROSS JOIN runs r ON r.id = a.run_id`

/** The status of an attempt that has not ended, among the names. */
export const OPEN = 'open'
/** The status of an attempt whose picture is there and was not judged yet: it is told as succeeded, and may change. */
export const ANSWERED = 'answered'

const Parts = z.array(z.object({ text: z.string().optional() }))

/** Reads attempts for the index. `code` gives the number of a name. */
export const openReading = (database: Database, code: (name: string) => number) => {
  const after = database.prepare<[number, number], FiguresRow>(`${SELECT} WHERE a.id > ? ORDER BY a.id LIMIT ?`)
  const one = database.prepare<[number], FiguresRow>(`${SELECT} WHERE a.id = ?`)
  const newest = database.prepare<[], number | null>('SELECT max(id) FROM attempts').pluck()
  const seal = database.prepare<[number], number>('SELECT seal FROM attempts WHERE id = ?').pluck()
  const asked = database
    .prepare<[number], string>('SELECT q.parts FROM attempts a JOIN requests q ON q.id = a.request_id WHERE a.id = ?')
    .pluck()
  const said = database.prepare<[number], { readonly said: string }>(
    `SELECT concat_ws(char(10), reason, words, text) AS said FROM attempts WHERE id = ?`,
  )

  const named = (name: string | null): number => (name === null ? 0 : code(name))
  const read = (row: FiguresRow): Read => ({
    ended: row.status !== null,
    seal: row.seal,
    figures: {
      attempt: row.attempt,
      run: row.run,
      subject: row.subject ?? 0,
      identity: row.identity ?? 0,
      session: row.session,
      step: code(row.step),
      strategy: named(row.strategy),
      engine: code(row.engine),
      model: code(row.model),
      status: code(row.status ?? (row.answered === 1 ? ANSWERED : OPEN)),
      reason: named(row.reason),
      retries: figure(row.retries),
      started: figure(Math.floor(Date.parse(row.started) / 1000)),
      latency: figure(row.latency ?? 0),
      cost: figure(row.cost * 1e6),
      // Replay sends nothing: its answers come from the library too.
      cached: row.cached === 1 || row.engine === 'replay' ? 1 : 0,
      asked: PENDING,
      said: row.says === 1 ? PENDING : 0,
    },
  })

  return {
    newest: () => newest.get() ?? 0,
    seal: (attempt: number) => seal.get(attempt) ?? null,
    after: (attempt: number, most: number): readonly Read[] => after.all(attempt, most).map(read),
    one: (attempt: number): Read | null => {
      const row = one.get(attempt)
      return row === undefined ? null : read(row)
    },
    /** The words of a request, all of its texts in their order. */
    asked: (attempt: number): string => {
      const parts = Parts.safeParse(parsedJson(asked.get(attempt)))
      return parts.success ? parts.data.flatMap(({ text }) => text ?? []).join('\n') : ''
    },
    /** Reason, words and text of its answer. */
    said: (attempt: number): string => said.get(attempt)?.said ?? '',
  }
}

/** What cannot be read is found by verify, and is no reason to find nothing else. */
const parsedJson = (text: string | undefined): unknown => {
  try {
    return JSON.parse(text ?? 'null')
  } catch {
    return null
  }
}
