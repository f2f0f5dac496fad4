import type { Attempt, AttemptStatus, JobState, Problem, RunEvent, RunSpec, Sha256 } from '../../contract/index.ts'
import type { Engine } from '../engines/engine.ts'
import type { JudgedPicture, PictureFacts } from '../imaging/types.ts'
import type { AttemptEnd, Job, Library } from '../library/types.ts'
import type { RenderPrompt } from './compose.ts'
import type { WorkLocally } from './local-work.ts'
import type { Look } from './looking.ts'
import type { Traffic } from './traffic.ts'
import type { Purse } from './purse.ts'
import type { Slots, Waiter } from './slots.ts'

/** What work on one run is done with; parts are handed down, nothing is global. */
export interface WorkParts {
  readonly library: Library
  readonly engine: Engine
  readonly render: RenderPrompt
  /** Size and type from the first bytes, without decoding; null for what is no picture. */
  readonly readFacts: (bytes: Uint8Array) => PictureFacts | null
  readonly judge: (bytes: Uint8Array, expected: { readonly aspectRatio: string }) => Promise<JudgedPicture>
  /** Eyes; absent, pictures are only judged as pictures. */
  readonly look?: Look
  readonly workLocally: WorkLocally
  readonly now: () => Date
  /** Shared with the other runs on this engine; a run alone has its own. */
  readonly traffic?: Traffic
  /** This run's place among the runs as it begins, the smaller first; 0 unless somebody ordered them. */
  readonly place?: number
}

/** One run while it is worked off. */
export interface WorkRun {
  readonly spec: RunSpec
  readonly models: Readonly<Record<'image' | 'text', string>>
  readonly purse: Purse
  /** Aborted by the user: requests are dropped where they are. */
  readonly cancel: AbortSignal
  /** Aborted when going on is useless: nothing new starts, what is under way may finish. */
  readonly halt: AbortSignal
  readonly stop: (problem: Problem) => void
  readonly emit: (event: RunEvent) => void
  /** Equal requests under way: the second waits for the first and takes its answer. */
  readonly inFlight: Traffic['inFlight']
  /** Requests whose picture came and was not judged: they are judged and not sent. */
  readonly unjudged: Traffic['unjudged']
  /** One place for each request that may be under way. */
  readonly slots: Slots
  /** How the job at hand waits for its place. */
  readonly waiter?: Waiter
  /** Shared by all requests: when a server says "not before", nobody asks before. */
  readonly gate: Traffic['gate']
  readonly counts: { requests: number; cached: number }
  /** Bytes of a stored picture, those read lately at hand. */
  readonly picture: (sha256: Sha256) => Promise<Uint8Array>
}

/** How a job ended, and what it hands on. */
export interface Outcome {
  readonly state: Extract<JobState, 'succeeded' | 'blocked' | 'failed' | 'cancelled'>
  readonly attempt: Attempt | null
  readonly problem: Problem | null
  /** Whether the library already holds this state for the job; the last attempt's commit usually carries it. */
  readonly recorded: boolean
}

/** Longer than any request may take; renewed while one is under way. */
export const LEASE_MS = 60_000

export const CANCELLED: Problem = {
  code: 'cancelled',
  message: 'Cancelled.',
  next: 'Run it again and it goes on where it stopped.',
}

export const notStarted = (problem: Problem): Outcome => ({
  state: 'cancelled',
  attempt: null,
  problem,
  recorded: false,
})

/** What every event says about its job. */
export const tellJob = (
  job: Job,
): Pick<
  Extract<RunEvent, { event: 'sending' }>,
  'run' | 'job' | 'path' | 'step' | 'identity' | 'strategy' | 'view' | 'variant'
> => ({
  run: job.run,
  job: job.id,
  path: job.path,
  step: job.step,
  identity: job.identity,
  strategy: job.strategy,
  view: job.view,
  variant: job.variant,
})

/** How an attempt ended; what is not said stays empty. */
export const endedAs = (status: AttemptStatus, more: Partial<AttemptEnd>): AttemptEnd => ({
  status,
  reason: null,
  httpStatus: null,
  latencyMs: 0,
  costUsd: 0,
  cached: false,
  image: null,
  mimeType: null,
  text: null,
  words: null,
  tokens: null,
  checks: [],
  turn: [],
  ...more,
})
