import { z } from 'zod'
import { Attempt, AttemptStatus } from '../attempt.ts'
import { AttemptId, IdentityId, JobId, RunId, Sha256, SubjectId } from '../ids.ts'
import { EngineName, StepName, StrategyName, ViewName } from '../names.ts'
import { method } from './base.ts'

/** How a request stands. `unknown`: it left and its answer was lost; it may have been billed. `in-flight`: it is under way. */
export const HistoryStatus = z.enum([...AttemptStatus.options, 'in-flight'])
export type HistoryStatus = z.infer<typeof HistoryStatus>

const EngineOrLocal = z.union([EngineName, z.literal('local')])

/** All conditions hold together; one not given is no condition. Of a list any may hold. */
export const HistoryFilter = z.strictObject({
  /**
   * Words of the prompt, of what the model said, and of block and failure reasons. Each word is found where a word begins
   * with it, "words in quotes" as they stand, `#12` the request of that number. Never an error, whatever is written.
   */
  text: z.string().trim().min(1).max(400).optional(),
  steps: z.array(StepName).min(1).readonly().optional(),
  strategies: z.array(StrategyName).min(1).readonly().optional(),
  engine: EngineOrLocal.optional(),
  model: z.string().min(1).max(200).optional(),
  statuses: z.array(HistoryStatus).min(1).readonly().optional(),
  /** A block or failure reason as it was given. */
  reason: z.string().min(1).max(4000).optional(),
  /** Started at or after this moment, and before the other; whole seconds. */
  since: z.iso.datetime({ offset: true }).optional(),
  until: z.iso.datetime({ offset: true }).optional(),
  /** US dollars. */
  costAtLeast: z.number().min(0).optional(),
  costAtMost: z.number().min(0).optional(),
  /** Whether the answer came from the library. */
  cached: z.boolean().optional(),
  subject: SubjectId.optional(),
  identity: IdentityId.optional(),
  run: RunId.optional(),
})
export type HistoryFilter = Readonly<z.infer<typeof HistoryFilter>>

/** `cost` and `time`: most first, the newest first among equals. */
export const HistorySort = z.enum(['newest', 'oldest', 'cost', 'time'])
export type HistorySort = z.infer<typeof HistorySort>

/** One request in a list. */
export const HistoryRow = z.object({
  attempt: AttemptId,
  run: RunId,
  job: JobId,
  step: StepName,
  strategy: StrategyName.nullable(),
  rung: z.int().nullable(),
  view: ViewName.nullable(),
  variant: z.int(),
  subject: SubjectId.nullable(),
  identity: IdentityId.nullable(),
  engine: EngineOrLocal,
  model: z.string(),
  status: HistoryStatus,
  reason: z.string().nullable(),
  httpStatus: z.int().nullable(),
  retries: z.int(),
  latencyMs: z.number().nullable(),
  costUsd: z.number(),
  cached: z.boolean(),
  image: Sha256.nullable(),
  startedAt: z.iso.datetime(),
  template: z.string().nullable(),
  /** A piece of the prompt or of the answer: around the words that were looked for, or the beginning. */
  excerpt: z.object({ of: z.enum(['prompt', 'answer']), text: z.string() }).nullable(),
})
export type HistoryRow = Readonly<z.infer<typeof HistoryRow>>

export const HistoryPage = z.object({
  total: z.int(),
  offset: z.int(),
  rows: z.array(HistoryRow).readonly(),
  /** Requests that cannot be found yet, since an older library is still being read. */
  behind: z.int(),
})
export type HistoryPage = Readonly<z.infer<typeof HistoryPage>>

/** What requests came to. Answers from the library and work done on this machine are not requests. */
export const HistorySum = z.object({
  /** Every sending counts. */
  requests: z.int(),
  succeeded: z.int(),
  blocked: z.int(),
  failed: z.int(),
  unknown: z.int(),
  cached: z.int(),
  costUsd: z.number(),
  /** Milliseconds that answers took, added up. */
  ms: z.number(),
})
export type HistorySum = Readonly<z.infer<typeof HistorySum>>

export const HistoryTotals = z.object({
  all: HistorySum,
  /** Oldest first; days by the clock of the machine the studio runs on, those without a request left out. */
  days: z.array(HistorySum.extend({ day: z.iso.date() })).readonly(),
  /** Finals by strategy and everything else by step, most requests first. */
  kinds: z.array(HistorySum.extend({ kind: z.union([StrategyName, StepName]) })).readonly(),
})
export type HistoryTotals = Readonly<z.infer<typeof HistoryTotals>>

/** What there is to filter by, the most frequent first. */
export const HistoryChoices = z.object({
  models: z.array(z.object({ model: z.string(), count: z.int() })).readonly(),
  reasons: z.array(z.object({ reason: z.string(), count: z.int() })).readonly(),
})
export type HistoryChoices = Readonly<z.infer<typeof HistoryChoices>>

/** One time that a request left. */
export const Send = z.object({
  number: z.int(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  outcome: z.enum(['answer', 'transient', 'wait', 'cancelled']).nullable(),
  reason: z.string().nullable(),
  httpStatus: z.int().nullable(),
  /** How long was then waited before the next. */
  waitMs: z.number().nullable(),
})
export type Send = Readonly<z.infer<typeof Send>>

/** One request with everything that is known of it. */
export const HistoryDetail = z.object({
  row: HistoryRow,
  attempt: Attempt,
  sends: z.array(Send).readonly(),
  /** Why its job cannot be made again; null when it can. */
  noRetry: z.string().nullable(),
  /** Why there is no curl for it; null when there is. */
  noCurl: z.string().nullable(),
})
export type HistoryDetail = Readonly<z.infer<typeof HistoryDetail>>

const one = z.strictObject({ attempt: AttemptId })
const filter = HistoryFilter.prefault({})

export const history = {
  /** A window of the requests that match. */
  page: method
    .input(
      z.strictObject({
        filter,
        sort: HistorySort.default('newest'),
        offset: z.int().min(0).default(0),
        limit: z.int().min(1).max(500).default(100),
      }),
    )
    .output(HistoryPage),
  totals: method.input(z.strictObject({ filter })).output(HistoryTotals),
  choices: method.output(HistoryChoices),
  get: method.input(one).output(HistoryDetail),
  /**
   * The request as a command for a shell, with the key as $GEMINI_API_KEY. Pictures are read from the library's folder, or
   * stand in it as base64 where `inline` is asked for.
   */
  curl: method.input(one.extend({ inline: z.boolean().default(false) })).output(z.object({ text: z.string() })),
}
