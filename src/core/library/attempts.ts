import { type Attempt, AttemptId, failed, type JobId, ProblemError, type RunId } from '../../contract/index.ts'
import { CARD_COLUMNS, type MadeRow, openCardWriting } from './card-writing.ts'
import { openJobRows } from './jobs.ts'
import { ATTEMPT_COLUMNS, ATTEMPT_TABLES, type JobRow, jsonOrNull, toAttempt } from './rows.ts'
import { sealedInsert, sealedUpdate } from './sealing.ts'
import type { AttemptEnd, Job, Library, RecordedRequest } from './types.ts'
import type { WritingParts } from './writing.ts'

type AttemptWriting = Pick<
  Library,
  | 'startAttempt'
  | 'renewLease'
  | 'endSend'
  | 'startSend'
  | 'recordAnswer'
  | 'endJudged'
  | 'endAttempt'
  | 'recordCached'
  | 'recordMade'
>

const REQUEST_COLUMNS = 'cache_key, content_key, engine, model, variant, config, prompt, parts'
const OPEN_COLUMNS = 'run_id, job_id, request_id, session_id, estimate_usd, retries, started_at'
const END_COLUMNS =
  'status, reason, http_status, latency_ms, cost_usd, cached, image, mime_type, text, words, tokens, checks, turn, ended_at'
/** What is known of an attempt when its picture is there and nobody has looked at it yet. */
const ANSWER_COLUMNS = 'http_status, latency_ms, cost_usd, cached, image, mime_type, words, tokens, turn, ended_at'

const NO_LEASE = { until: null, session: null } as const

/** Attempts and their sendings: the hot path, two commits a step. */
export const attemptWriting = (
  { database, write, session, now }: WritingParts,
  cardsChanged: () => void,
): AttemptWriting => {
  const cards = openCardWriting(database)
  const jobs = openJobRows(database)
  const requests = openRequestRows(database)
  const insertOpen = sealedInsert(database, 'attempts', `${OPEN_COLUMNS}, cached`)
  const insertEnded = sealedInsert(database, 'attempts', `${OPEN_COLUMNS}, ${END_COLUMNS}`)
  const endOpen = sealedUpdate(
    database,
    'attempts',
    `UPDATE attempts SET (${END_COLUMNS}) = (${END_COLUMNS.replaceAll(/\w+/g, '@$&')}) WHERE id = @id`,
  )
  const answerOpen = sealedUpdate(
    database,
    'attempts',
    `UPDATE attempts SET (${ANSWER_COLUMNS}) = (${ANSWER_COLUMNS.replaceAll(/\w+/g, '@$&')}) WHERE id = @id`,
  )
  const endAnswered = sealedUpdate(
    database,
    'attempts',
    'UPDATE attempts SET status = @status, reason = @reason, checks = @checks WHERE id = @id',
  )
  const countRetry = sealedUpdate(database, 'attempts', 'UPDATE attempts SET retries = @retries WHERE id = @id')
  const insertSend = sealedInsert(database, 'sends', 'attempt_id, number, started_at')
  const endSend = sealedUpdate(
    database,
    'sends',
    `UPDATE sends SET ended_at = @endedAt, outcome = @outcome, reason = @reason, http_status = @httpStatus,
     wait_ms = @waitMs WHERE attempt_id = @attempt AND ended_at IS NULL`,
  )
  const lastSend = database
    .prepare<[number], number | null>('SELECT max(number) FROM sends WHERE attempt_id = ?')
    .pluck()
  const read = database.prepare<[number], MadeRow>(
    `SELECT ${ATTEMPT_COLUMNS}, ${CARD_COLUMNS} FROM ${ATTEMPT_TABLES} WHERE a.id = ?`,
  )

  const readOpen = database.prepare<[number], OpenRow>(
    'SELECT job_id, estimate_usd FROM attempts WHERE id = ? AND status IS NULL',
  )

  const get = (attempt: AttemptId): MadeRow => {
    const row = read.get(attempt)
    if (row === undefined) throw new Error(`There is no attempt ${attempt} in this library.`)
    return row
  }

  /** Nothing is overwritten: an attempt ends once. */
  const getOpen = (attempt: AttemptId): OpenRow => {
    const row = readOpen.get(attempt)
    if (row === undefined) throw new Error(`There is no open attempt ${attempt} in this library.`)
    return row
  }

  const isTaken = (job: JobRow): boolean =>
    job.lease_session === session && job.lease_until !== null && job.lease_until > Date.now()

  /** The attempt as it was written; its picture becomes a card in the same commit. */
  const ended = (id: AttemptId): Attempt => {
    const row = get(id)
    if (row.image !== null) {
      cards.record(row)
      cardsChanged()
    }
    return toAttempt(row, () => true)
  }

  const leaseFor = (leaseMs: number) => ({ until: Date.now() + Math.ceil(leaseMs), session })

  const openValues = (run: RunId, job: JobId, request: RecordedRequest, estimate: number) => ({
    run_id: run,
    job_id: job,
    request_id: requests.idOf(request),
    session_id: session,
    estimate_usd: estimate,
    retries: 0,
    started_at: now(),
  })

  return {
    startAttempt: (id, request, estimateUsd, leaseMs) =>
      write(() => {
        const job = jobs.get(id)
        if (isTaken(job)) throw taken(job)
        jobs.change(job, { state: 'running' }, leaseFor(leaseMs))
        const attempt = AttemptId.parse(insertOpen({ ...openValues(job.run_id, id, request, estimateUsd), cached: 0 }))
        insertSend({ attempt_id: attempt, number: 1, started_at: now() })
        return attempt
      }),

    renewLease: (job, leaseMs) =>
      write(() => {
        // Nothing to renew when the attempt ended just before.
        const row = jobs.get(job)
        if (row.lease_session === session) jobs.change(row, {}, leaseFor(leaseMs))
      }),

    endSend: (attempt, { outcome, reason, httpStatus, waitMs }) =>
      write(() => {
        endSend({ attempt, endedAt: now(), outcome, reason, httpStatus, waitMs })
      }),

    startSend: (attempt) =>
      write(() => {
        getOpen(attempt)
        const number = (lastSend.get(attempt) ?? 0) + 1
        insertSend({ attempt_id: attempt, number, started_at: now() })
        countRetry({ id: attempt, retries: number - 1 })
      }),

    recordAnswer: (attempt, answer) =>
      write(() => {
        const { estimate_usd } = getOpen(attempt)
        const { httpStatus } = answer
        endSend({ attempt, endedAt: now(), outcome: 'answer', reason: null, httpStatus, waitMs: null })
        answerOpen({ id: attempt, ...endValues(answer, estimate_usd), ended_at: now() })
        return ended(attempt)
      }),

    endJudged: (attempt, { status, reason, checks }, change) =>
      write(() => {
        const { job_id } = getOpen(attempt)
        endAnswered({ id: attempt, status, reason, checks: checksOf(checks) })
        const row = get(attempt)
        cards.judged(row)
        cardsChanged()
        const job = jobs.get(job_id)
        const answer = { image: row.image, mimeType: row.mime_type, text: row.text, cached: row.cached === 1 }
        if (change !== null) jobs.change(job, { ...handedOn(attempt, answer, change), ...change }, NO_LEASE)
        // Somebody else's job may be anywhere by now.
        else if (job.lease_session === session) jobs.change(job, {}, NO_LEASE)
        return toAttempt(row, () => true)
      }),

    endAttempt: (attempt, end, change) =>
      write(() => {
        const open = getOpen(attempt)
        const outcome = end.status === 'cancelled' ? 'cancelled' : 'answer'
        endSend({ attempt, endedAt: now(), outcome, reason: end.reason, httpStatus: end.httpStatus, waitMs: null })
        endOpen({ id: attempt, ...endValues(end, open.estimate_usd), ended_at: now() })
        jobs.change(
          jobs.get(open.job_id),
          change === null ? {} : { ...handedOn(attempt, end, change), ...change },
          NO_LEASE,
        )
        return ended(attempt)
      }),

    recordCached: (id, request, answer, latencyMs) =>
      write(() => {
        // What is handed on although it failed its checks is handed on; what was found goes with it.
        const status = answer.status === 'rejected' ? 'succeeded' : answer.status
        const end: AttemptEnd = {
          ...answer,
          status,
          httpStatus: null,
          latencyMs,
          costUsd: 0,
          cached: true,
          tokens: null,
        }
        const job = jobs.get(id)
        const open = openValues(job.run_id, id, request, 0)
        const attempt = AttemptId.parse(insertEnded({ ...open, ...endValues(end, 0), ended_at: now() }))
        jobs.change(
          job,
          { state: end.status === 'blocked' ? 'blocked' : 'succeeded', ...answered(attempt, end) },
          NO_LEASE,
        )
        return ended(attempt)
      }),

    recordMade: (id, request, end) =>
      write(() => {
        const open = openValues(jobs.get(id).run_id, id, request, 0)
        return ended(AttemptId.parse(insertEnded({ ...open, ...endValues(end, 0), ended_at: now() })))
      }),
  }
}

interface OpenRow {
  readonly job_id: JobId
  readonly estimate_usd: number
}

const endValues = (end: AttemptEnd, estimateUsd: number) => ({
  status: end.status,
  reason: end.reason,
  http_status: end.httpStatus,
  latency_ms: end.latencyMs,
  // Nobody knows what a lost answer cost; what it was thought to cost is the safe side for a spend cap.
  cost_usd: end.status === 'unknown' ? Math.max(end.costUsd, estimateUsd) : end.costUsd,
  cached: Number(end.cached),
  image: end.image,
  mime_type: end.mimeType,
  text: end.text,
  words: end.words,
  tokens: jsonOrNull(end.tokens),
  checks: checksOf(end.checks),
  turn: end.turn.length === 0 ? null : JSON.stringify(end.turn),
})

const checksOf = (checks: AttemptEnd['checks']): string | null => (checks.length === 0 ? null : JSON.stringify(checks))

type Answer = Pick<AttemptEnd, 'image' | 'mimeType' | 'text' | 'cached'>

const answered = (attempt: AttemptId, { image, mimeType, text, cached }: Answer) => ({
  attempt,
  image,
  mimeType,
  text,
  cached,
})

/** Only a job that succeeds hands an answer on; any other points to the attempt that ended it. */
const handedOn = (attempt: AttemptId, end: Answer, change: Partial<Pick<Job, 'state'>>): Partial<Job> => {
  if (change.state === undefined) return {}
  return change.state === 'succeeded' ? answered(attempt, end) : { attempt }
}

const taken = (job: JobRow): ProblemError =>
  new ProblemError(
    failed('job-taken', `Another worker is at ${job.path} already.`, 'Wait for it, or for its lease to run out.')
      .problem,
  )

/** Requests are stored once: an equal one, down to its roles and its template, is the same row. */
const openRequestRows = (
  database: WritingParts['database'],
): { readonly idOf: (request: RecordedRequest) => number } => {
  const insert = sealedInsert(database, 'requests', REQUEST_COLUMNS)
  const equal = database
    .prepare<[string, string, string | null], number>(
      'SELECT id FROM requests WHERE cache_key = ? AND parts = ? AND prompt IS ? LIMIT 1',
    )
    .pluck()
  return {
    idOf: (request) => {
      const parts = JSON.stringify(request.parts)
      const prompt = jsonOrNull(request.prompt)
      const values = {
        cache_key: request.cacheKey,
        content_key: request.contentKey,
        engine: request.engine,
        model: request.model,
        variant: request.variant,
        config: JSON.stringify(request.config),
        prompt,
        parts,
      }
      return equal.get(request.cacheKey, parts, prompt) ?? insert(values)
    },
  }
}
