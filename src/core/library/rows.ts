import { z } from 'zod'
import {
  Attempt,
  type AttemptId,
  type AttemptStatus,
  CheckFinding,
  type EngineName,
  type JobId,
  type JobState,
  Problem,
  type RecipeName,
  type RunId,
  RunSpec,
  Sha256,
  type StepName,
  type StrategyName,
  type ViewName,
} from '../../contract/index.ts'
import type { Job, Run, StoredAnswer } from './types.ts'

/** Columns as SQLite gives them back. JSON columns are strings here; what they hold is said where they are read. */
export interface RunRow {
  readonly id: RunId
  readonly spec: string
  readonly spec_hash: Sha256
  readonly status: Run['status']
  readonly started_at: string
  readonly ended_at: string | null
}

export interface JobRow {
  readonly id: JobId
  readonly run_id: RunId
  readonly path: string
  readonly step: StepName
  readonly maker: string
  readonly identity: string | null
  readonly strategy: StrategyName | null
  readonly slot: string | null
  readonly rung: number | null
  readonly view: ViewName | null
  readonly variant: number
  readonly inputs: string
  readonly state: JobState
  readonly released: number
  readonly attempt_id: AttemptId | null
  readonly image: Sha256 | null
  readonly mime_type: string | null
  readonly text: string | null
  readonly cached: number
  readonly problem: string | null
  readonly lease_until: number | null
  readonly lease_session: number | null
  readonly place: number | null
  readonly seal: number
}

/** An attempt with what its request, its job and its run say. */
export interface AttemptRow {
  readonly id: AttemptId
  readonly run_id: RunId
  readonly job_id: JobId
  readonly session_id: number
  readonly status: AttemptStatus | null
  readonly reason: string | null
  readonly http_status: number | null
  readonly retries: number
  readonly latency_ms: number | null
  readonly estimate_usd: number
  readonly cost_usd: number | null
  readonly cached: number
  readonly image: Sha256 | null
  readonly mime_type: string | null
  readonly text: string | null
  readonly words: string | null
  readonly tokens: string | null
  readonly checks: string | null
  readonly started_at: string
  readonly ended_at: string | null
  readonly engine: EngineName | 'local'
  readonly model: string
  readonly config: string
  readonly prompt: string | null
  readonly parts: string
  readonly identity: string | null
  readonly step: StepName
  readonly strategy: StrategyName | null
  readonly rung: number | null
  readonly view: ViewName | null
  readonly variant: number
  readonly recipe: RecipeName
}

export interface AnswerRow {
  readonly id: AttemptId
  readonly status: Exclude<StoredAnswer['status'], 'rejected'> | 'failed'
  readonly engine: EngineName | 'local'
  readonly model: string
  readonly reason: string | null
  readonly image: Sha256 | null
  readonly mime_type: string | null
  readonly text: string | null
  readonly words: string | null
  readonly checks: string | null
  readonly turn: string | null
}

export const ATTEMPT_COLUMNS = `
  a.id, a.run_id, a.job_id, a.session_id, a.status, a.reason, a.http_status, a.retries, a.latency_ms, a.estimate_usd,
  a.cost_usd, a.cached, a.image, a.mime_type, a.text, a.words, a.tokens, a.checks, a.started_at, a.ended_at,
  q.engine, q.model, q.config, q.prompt, q.parts, j.identity, j.step, j.strategy, j.rung, j.view, j.variant, r.recipe`

/** CROSS JOIN keeps SQLite walking the attempts by id, so that a page costs the same at any depth. */
export const ATTEMPT_TABLES = `
  attempts a CROSS JOIN requests q ON q.id = a.request_id
  CROSS JOIN jobs j ON j.id = a.job_id CROSS JOIN runs r ON r.id = a.run_id`

export const ANSWER_COLUMNS = `
  a.id, a.status, q.engine, q.model, a.reason, a.image, a.mime_type, a.text, a.words, a.checks, a.turn`

const json = (text: string | null | undefined): unknown =>
  text === null || text === undefined ? null : JSON.parse(text)

/** JSON for a column that may be empty. */
export const jsonOrNull = (value: unknown): string | null =>
  value === null || value === undefined ? null : JSON.stringify(value)

const ModelPart = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string(), signature: z.string().exactOptional() }),
  z.object({ kind: z.literal('image'), sha256: Sha256, mimeType: z.string(), signature: z.string().exactOptional() }),
])
const Turn = z.array(ModelPart).readonly().nullable()
const Checks = z.array(CheckFinding).readonly().nullable()
export const JobInputs = z.record(
  z.string(),
  z
    .array(
      z.union([
        z.object({ job: z.string() }),
        z.object({ picture: Sha256, mimeType: z.string(), label: z.string().exactOptional() }),
        z.object({ words: z.string(), about: Sha256 }),
      ]),
    )
    .readonly(),
)

export const LOST = 'outcome unknown, maybe billed'
const IN_FLIGHT = 'in flight'

/**
 * An attempt as the contract tells it; throws when the row does not hold one. `isAlive` says of a session whether its process
 * still works.
 */
export const toAttempt = (row: AttemptRow, isAlive: (session: number) => boolean): Attempt =>
  Attempt.parse({
    id: row.id,
    run: row.run_id,
    job: row.job_id,
    identity: row.identity,
    step: row.step,
    recipe: row.recipe,
    strategy: row.strategy,
    rung: row.rung,
    view: row.view,
    variant: row.variant,
    // An answer that is there and was not judged yet is one.
    status: row.status ?? (row.image === null ? 'unknown' : 'succeeded'),
    reason: row.status === null && row.image === null ? (isAlive(row.session_id) ? IN_FLIGHT : LOST) : row.reason,
    httpStatus: row.http_status,
    retries: row.retries,
    latencyMs: row.latency_ms,
    // Until an attempt has ended it may cost what was estimated.
    costUsd: row.cost_usd ?? row.estimate_usd,
    // Replay sends nothing either: its answers come from the library too.
    cached: row.cached === 1 || row.engine === 'replay',
    engine: row.engine,
    model: row.model,
    config: json(row.config),
    prompt: json(row.prompt),
    parts: json(row.parts),
    image: row.image,
    mimeType: row.mime_type,
    text: row.text,
    words: row.words,
    tokens: json(row.tokens),
    checks: json(row.checks) ?? [],
    startedAt: row.started_at,
    endedAt: row.ended_at,
  })

export const toAnswer = (row: AnswerRow): StoredAnswer => ({
  attempt: row.id,
  status: row.status === 'failed' ? 'rejected' : row.status,
  engine: row.engine,
  model: row.model,
  reason: row.reason,
  image: row.image,
  mimeType: row.mime_type,
  text: row.text,
  words: row.words,
  checks: Checks.parse(json(row.checks)) ?? [],
  turn: toTurn(row.turn),
})

export const toTurn = (turn: string | null | undefined): StoredAnswer['turn'] => Turn.parse(json(turn)) ?? []

export const toRun = (row: RunRow): Run => ({
  id: row.id,
  spec: RunSpec.parse(json(row.spec)),
  specHash: row.spec_hash,
  status: row.status,
  startedAt: row.started_at,
  endedAt: row.ended_at,
})

export const toJob = (row: JobRow): Job => ({
  id: row.id,
  run: row.run_id,
  path: row.path,
  step: row.step,
  maker: row.maker,
  identity: row.identity,
  strategy: row.strategy,
  slot: row.slot,
  rung: row.rung,
  view: row.view,
  variant: row.variant,
  inputs: JobInputs.parse(json(row.inputs)),
  state: row.state,
  attempt: row.attempt_id,
  image: row.image,
  mimeType: row.mime_type,
  text: row.text,
  cached: row.cached === 1,
  problem: Problem.nullable().parse(json(row.problem)),
  place: row.place ?? 0,
})
