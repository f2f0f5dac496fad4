import type {
  Attempt,
  AttemptId,
  AttemptPart,
  AttemptStatus,
  CheckFinding,
  EngineName,
  Identity,
  JobId,
  JobState,
  Problem,
  RequestConfig,
  RunId,
  RunSpec,
  RunStatus,
  Sha256,
  StepName,
  StrategyName,
  Subject,
  TokenCount,
  ViewName,
} from '../../contract/index.ts'
import type { ModelPart } from '../engines/engine.ts'
import type { AppLibrary, Cast } from './app.ts'
import type { History } from './history/history.ts'
import type { PromptReader, PromptShelf } from './prompt-shelf.ts'

/** Why a picture is in the library. */
export type PictureKind = 'reference' | 'answer' | 'derived'

export interface StoredPicture {
  readonly sha256: Sha256
  readonly kind: PictureKind
  readonly bytes: number
  readonly mimeType: string
  readonly width: number
  readonly height: number
}

/**
 * Where a job's input comes from: another job of the run, a picture that is already there, or words that stand in for what a
 * step would have said of a picture.
 */
export type InputSource =
  | { readonly job: string }
  | { readonly picture: Sha256; readonly mimeType: string; readonly label?: string }
  | { readonly words: string; readonly about: Sha256 }

/** One node of a run's graph, as it is put into the queue. Paths are unique in a run and readable. */
export interface NewJob {
  readonly path: string
  readonly step: StepName
  /** Which step definition makes it; the pipeline's own key. */
  readonly maker: string
  readonly identity: string | null
  readonly strategy: StrategyName | null
  /** The final this job works toward and its place in that ladder; null outside a ladder. */
  readonly slot: string | null
  readonly rung: number | null
  readonly view: ViewName | null
  readonly variant: number
  readonly inputs: Readonly<Record<string, readonly InputSource[]>>
  readonly state: Extract<JobState, 'held' | 'ready'>
}

export interface Job extends Omit<NewJob, 'state'> {
  readonly id: JobId
  readonly run: RunId
  readonly state: JobState
  /** The attempt whose answer this job hands on. */
  readonly attempt: AttemptId | null
  readonly image: Sha256 | null
  readonly mimeType: string | null
  readonly text: string | null
  readonly cached: boolean
  readonly problem: Problem | null
  /** Among the jobs of its run that wait, the smaller goes first; 0 unless somebody ordered them. */
  readonly place: number
}

export interface Run {
  readonly id: RunId
  readonly spec: RunSpec
  readonly specHash: Sha256
  /** `open`: work is left, whether or not a process is at it. */
  readonly status: RunStatus | 'open'
  readonly startedAt: string
  readonly endedAt: string | null
}

/** A request as it will be sent, with the two hashes it is found by. */
export interface RecordedRequest {
  /** Engine, model, config, ordered parts, variant. Equal key: the stored answer is used. */
  readonly cacheKey: Sha256
  /** The same without engine and model: what replay looks for. */
  readonly contentKey: Sha256
  readonly engine: EngineName | 'local'
  readonly model: string
  readonly config: RequestConfig
  readonly variant: number
  readonly parts: readonly AttemptPart[]
  readonly prompt: { readonly template: string; readonly version: string } | null
}

export interface AttemptEnd {
  readonly status: AttemptStatus
  readonly reason: string | null
  readonly httpStatus: number | null
  readonly latencyMs: number
  readonly costUsd: number
  /** The answer came from the library after all (replay): nothing was sent, and it is no answer of its own. */
  readonly cached: boolean
  readonly image: Sha256 | null
  readonly mimeType: string | null
  readonly text: string | null
  readonly words: string | null
  readonly tokens: TokenCount | null
  readonly checks: readonly CheckFinding[]
  /** What the model said, to give back in a later turn. */
  readonly turn: readonly ModelPart[]
}

/** How one sending of a request ended. An attempt is one or more sendings: transient failures are sent again. */
export interface SendEnd {
  readonly outcome: 'answer' | 'transient' | 'wait' | 'cancelled'
  readonly reason: string | null
  readonly httpStatus: number | null
  /** How long the studio then waits before the next sending. */
  readonly waitMs: number | null
}

/** The stored answer of an equal request. */
export interface StoredAnswer {
  readonly attempt: AttemptId
  /** `rejected`: a picture came and failed its checks. */
  readonly status: 'succeeded' | 'blocked' | 'rejected'
  readonly engine: EngineName | 'local'
  readonly model: string
  readonly reason: string | null
  readonly image: Sha256 | null
  readonly mimeType: string | null
  readonly text: string | null
  readonly words: string | null
  readonly checks: readonly CheckFinding[]
  readonly turn: readonly ModelPart[]
}

/** A picture that came and was recorded, and that nobody has judged: its process ended before, or somebody cancelled. */
export interface UnjudgedAnswer {
  readonly attempt: AttemptId
  readonly job: JobId
  readonly cacheKey: Sha256
  readonly image: Sha256
}

export interface HistoryQuery {
  readonly run?: RunId
  readonly status?: AttemptStatus
  /** Attempts with a smaller id than this: the next page. */
  readonly before?: AttemptId
  readonly limit?: number
}

export interface VerifyFinding {
  readonly kind:
    | 'database-damaged'
    | 'picture-missing'
    | 'picture-changed'
    | 'picture-size'
    | 'picture-unknown'
    | 'row-broken'
  readonly sha256: string | null
  readonly path: string | null
  readonly message: string
}

export interface VerifyReport {
  readonly pictures: number
  readonly bytes: number
  readonly attempts: number
  readonly findings: readonly VerifyFinding[]
}

/** What can be asked of a library without holding it: many processes may read while one writes. */
export interface LibraryReader {
  readonly folder: string
  readonly picturePath: (sha256: Sha256) => string
  /** The stored bytes, checked against their name; a {@link ProblemError} `picture-missing` or `picture-changed` otherwise. */
  readonly picture: (sha256: Sha256) => Promise<Uint8Array>
  readonly pictureFacts: (sha256: Sha256) => StoredPicture | null
  readonly run: (id: RunId) => Run | null
  /** Newest first. */
  readonly runs: (limit?: number) => readonly Run[]
  /** In the order they were queued. */
  readonly jobs: (run: RunId) => readonly Job[]
  /** Newest first, `limit` (default 100) at most; attempts that never ended are `unknown`. */
  readonly history: (query?: HistoryQuery) => readonly Attempt[]
  /** Finding requests by their words and by what is known of them. */
  readonly requests: History
  readonly attempt: (id: AttemptId) => Attempt | null
  /** The newest succeeded, uncached answer to an equal request; null when there is none. */
  readonly cached: (cacheKey: Sha256) => StoredAnswer | null
  /** The newest picture that was really asked for by an equal request and failed its checks; null when there is none. */
  readonly rejected: (cacheKey: Sha256) => StoredAnswer | null
  /**
   * Every engine's answers to this content, newest first, real engines before the simulator: succeeded, then pictures that
   * failed their checks, then blocked.
   */
  readonly recorded: (contentKey: Sha256) => readonly StoredAnswer[]
  /** Answers that were recorded and not judged, those being judged right now among them. */
  readonly unjudged: () => readonly UnjudgedAnswer[]
  /** What a model said in an attempt, to give back in a later turn. */
  readonly turn: (attempt: AttemptId) => readonly ModelPart[]
  /** US dollars this run has spent, its `unknown` attempts counted at their estimate. */
  readonly spent: (run: RunId) => number
  readonly prompts: PromptReader
  /** Reads every stored byte; says progress as it goes. */
  readonly verify: (options?: {
    readonly signal?: AbortSignal
    readonly onProgress?: (done: number, total: number) => void
  }) => Promise<VerifyReport>
  readonly close: () => void
}

/**
 * The writing side; one process holds it. `Promise` methods resolve only after the change is on the disk (FULL sync);
 * those called in the same turn of the event loop share one commit.
 */
export interface Library extends LibraryReader, AppLibrary {
  readonly prompts: PromptShelf
  /** Stores bytes under their hash: written beside, fsynced, renamed into place. Storing what is there costs no write. */
  readonly putPicture: (
    bytes: Uint8Array,
    facts: { readonly kind: PictureKind; readonly mimeType: string; readonly width: number; readonly height: number },
  ) => Promise<Sha256>
  /** Saves a snapshot and gives back its number; equal content is the same one. */
  readonly saveSubject: (subject: Subject) => Promise<number>
  readonly saveIdentity: (identity: Identity) => Promise<number>
  /** Without a cast the run is for whom its snapshots, saved before, belong to. */
  readonly createRun: (spec: RunSpec, specHash: Sha256, jobs: readonly NewJob[], cast?: Cast) => Promise<RunId>
  /** The newest open run with this spec, or null. */
  readonly openRun: (specHash: Sha256) => Run | null
  /**
   * Takes up a run whose process is gone: attempts that never ended become `unknown` ("outcome unknown, maybe billed"),
   * running jobs become ready again, cancelled ones too. Gives back how many attempts were lost in all. Where not the whole run is
   * taken up, what was cancelled stays so.
   */
  readonly resumeRun: (run: RunId, whole?: boolean) => Promise<{ readonly lost: number }>
  /** Moves a job; fields not given stay. */
  readonly setJob: (
    job: JobId,
    change: Partial<Pick<Job, 'state' | 'attempt' | 'image' | 'mimeType' | 'text' | 'cached' | 'problem'>>,
  ) => Promise<void>
  /**
   * Claims a job under a lease and writes its attempt and first sending, before the request leaves.
   * `leaseMs` past now without {@link renewLease}, another worker may take the job.
   */
  readonly startAttempt: (
    job: JobId,
    request: RecordedRequest,
    estimateUsd: number,
    leaseMs: number,
  ) => Promise<AttemptId>
  readonly renewLease: (job: JobId, leaseMs: number) => Promise<void>
  /** Notes how a sending ended and that the next one is about to leave. `endSend` alone: none follows yet. */
  readonly endSend: (attempt: AttemptId, end: SendEnd) => Promise<void>
  readonly startSend: (attempt: AttemptId) => Promise<void>
  /**
   * Notes the picture that came, before anybody has looked at it: a kill loses neither it nor what it cost, and the attempt
   * counts as succeeded until {@link endJudged} says otherwise. The picture must be stored before.
   */
  readonly recordAnswer: (attempt: AttemptId, answer: AttemptEnd) => Promise<Attempt>
  /** Ends an attempt whose answer was recorded with what was found in it and, in the same commit, moves its job. */
  readonly endJudged: (
    attempt: AttemptId,
    end: Pick<AttemptEnd, 'status' | 'reason' | 'checks'>,
    job: Partial<Pick<Job, 'state' | 'problem'>> | null,
  ) => Promise<Attempt>
  /** Ends an attempt and, in the same commit, moves its job. The picture must be stored before. */
  readonly endAttempt: (
    attempt: AttemptId,
    end: AttemptEnd,
    job: Partial<Pick<Job, 'state' | 'problem'>> | null,
  ) => Promise<Attempt>
  /** One commit: an attempt that was answered from the library, and its job done. */
  readonly recordCached: (
    job: JobId,
    request: RecordedRequest,
    answer: StoredAnswer,
    latencyMs: number,
  ) => Promise<Attempt>
  /** One commit: a picture made on this machine from a job's own, put beside it. The job stays as it is. */
  readonly recordMade: (job: JobId, request: RecordedRequest, end: AttemptEnd) => Promise<Attempt>
  readonly endRun: (run: RunId, status: RunStatus) => Promise<void>
}
