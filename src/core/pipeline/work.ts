import type {
  Attempt,
  AttemptStatus,
  CheckFinding,
  JobState,
  Problem,
  RunEvent,
  RunSpec,
  Sha256,
} from '../../contract/index.ts'
import type { Engine, EngineAnswer, ModelPart, ReceivedPart } from '../engines/engine.ts'
import type { PictureFacts } from '../imaging/types.ts'
import type { AttemptEnd, Job, Library, StoredAnswer } from '../library/types.ts'
import { type Composed, compose, composeLocal, type ComposeJob, type RenderPrompt } from './compose.ts'
import { pause } from './pause.ts'
import type { Purse } from './purse.ts'
import { react } from './retry.ts'
import type { Slots } from './slots.ts'
import type { Inputs, LocalStep, LocalWork, RequestStep, Step } from './steps/step.ts'

/** What judging an answer picture gives: facts of the picture where it decodes, and the findings. */
export interface Judged {
  readonly facts: PictureFacts | null
  readonly findings: readonly CheckFinding[]
}

/** What work on one run is done with; parts are handed down, nothing is global. */
export interface WorkParts {
  readonly library: Library
  readonly engine: Engine
  readonly render: RenderPrompt
  readonly judge: (bytes: Uint8Array, expected: { readonly aspectRatio: string }) => Promise<Judged>
  readonly workLocally: (
    work: LocalWork,
    pictures: readonly Uint8Array[],
  ) => Promise<{
    readonly bytes: Uint8Array
    readonly mimeType: string
    readonly width: number
    readonly height: number
  }>
  readonly now: () => Date
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
  readonly inFlight: Map<Sha256, Promise<unknown>>
  /** One place for each request that may be under way. */
  readonly slots: Slots
  /** Shared by all requests: when a server says "not before", nobody asks before. */
  readonly gate: { until: number }
  readonly counts: { requests: number; cached: number }
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
const LEASE_MS = 60_000

const CANCELLED: Problem = {
  code: 'cancelled',
  message: 'Cancelled.',
  next: 'Run it again and it goes on where it stopped.',
}

const notStarted = (problem: Problem): Outcome => ({ state: 'cancelled', attempt: null, problem, recorded: false })

const eventOf = (
  job: Job,
): Omit<Extract<RunEvent, { event: 'sending' }>, 'event' | 'attempt' | 'number' | 'retries'> => ({
  run: job.run,
  job: job.id,
  path: job.path,
  step: job.step,
  identity: job.identity,
  strategy: job.strategy,
  view: job.view,
  variant: job.variant,
})

const end = (status: AttemptStatus, more: Partial<AttemptEnd>): AttemptEnd => ({
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

/** Does one job: from the library if the answer is there, else by asking, checking and asking again within limits. */
export const doJob = async (
  job: Job,
  step: Step,
  composing: ComposeJob,
  inputs: Inputs,
  run: WorkRun,
  parts: WorkParts,
): Promise<Outcome> => {
  if (step.kind === 'local') return await doLocally(job, step, inputs, run, parts)
  const composed = compose(step, composing, inputs, run.spec, parts.engine.name, run.models[step.output], parts.render)
  const { cacheKey } = composed.recorded
  for (;;) {
    const stored = parts.library.cached(cacheKey)
    if (stored) return await takeStored(job, composed.recorded, stored, run, parts)
    const ahead = run.inFlight.get(cacheKey)
    if (!ahead) break
    await ahead
    if (run.cancel.aborted || run.halt.aborted) return notStarted(CANCELLED)
  }
  const asking = ask(job, step, composed, run, parts)
  run.inFlight.set(cacheKey, asking)
  try {
    return await asking
  } finally {
    run.inFlight.delete(cacheKey)
  }
}

const takeStored = async (
  job: Job,
  recorded: Composed['recorded'],
  stored: StoredAnswer,
  run: WorkRun,
  parts: WorkParts,
): Promise<Outcome> => {
  const attempt = await parts.library.recordCached(job.id, recorded, stored, 0)
  run.counts.cached++
  run.emit({ event: 'attempt', ...eventOf(job), attempt })
  return { state: 'succeeded', attempt, problem: null, recorded: true }
}

/** Waits for the shared gate and until nothing forbids a request; false when the run was cancelled or halted. */
const mayLeave = async (run: WorkRun): Promise<boolean> => {
  for (;;) {
    if (run.cancel.aborted || run.halt.aborted) return false
    const wait = run.gate.until - Date.now()
    if (wait <= 0) return true
    if (!(await pause(wait, [run.cancel, run.halt]))) return false
  }
}

const ask = async (
  job: Job,
  step: RequestStep,
  composed: Composed,
  run: WorkRun,
  parts: WorkParts,
): Promise<Outcome> => {
  const { settings } = run.spec
  const regenerations = settings.checks ? settings.regenerations : 0
  let sends = 0
  for (let asked = 0, regenerated = 0; ;) {
    const leaveSlot = await run.slots.take(AbortSignal.any([run.cancel, run.halt]))
    if (!leaveSlot) return notStarted(CANCELLED)
    try {
      if (!(await mayLeave(run))) return notStarted(CANCELLED)
      const estimate = parts.engine.estimateUsd(composed.request)
      const reserved = run.purse.reserve(estimate)
      if (!reserved.ok) {
        run.stop(reserved.problem)
        return notStarted(reserved.problem)
      }
      const tried = await oneAttempt(job, step, composed, run, parts, { estimate, asked, sends, leaveSlot })
      reserved.value.settle(tried.attempt.costUsd)
      run.emit({ event: 'attempt', ...eventOf(job), attempt: tried.attempt })
      run.emit({ event: 'spent', run: job.run, costUsd: run.purse.spentUsd(), budgetUsd: settings.budgetUsd })
      sends = tried.sends
      if (tried.next === 'done') return tried
      if (tried.next === 'ask-again') asked++
      else if (regenerated++ >= regenerations) return tried
    } finally {
      leaveSlot()
    }
  }
}

interface Tried extends Outcome {
  readonly attempt: Attempt
  readonly next: 'done' | 'ask-again' | 'regenerate'
  readonly sends: number
}

/** One attempt: sends until there is an answer that is more than "not now", and records everything on the way. */
const oneAttempt = async (
  job: Job,
  step: RequestStep,
  composed: Composed,
  run: WorkRun,
  parts: WorkParts,
  at: { readonly estimate: number; readonly asked: number; readonly sends: number; readonly leaveSlot: () => void },
): Promise<Tried> => {
  const { library, engine } = parts
  const id = await library.startAttempt(job.id, composed.recorded, at.estimate, LEASE_MS)
  const lease = setInterval(() => void library.renewLease(job.id, LEASE_MS), LEASE_MS / 3)
  let retries = 0
  let transient = 0
  const facts = eventOf(job)
  const finish = async (
    ended: AttemptEnd,
    state: Outcome['state'],
    problem: Problem | null,
    next: Tried['next'],
  ): Promise<Tried> => {
    const left = next === 'done' ? { state, problem } : null
    const attempt = await library.endAttempt(id, ended, left)
    return { attempt, state, problem, next, recorded: left !== null, sends: at.sends + retries + 1 }
  }
  try {
    for (;;) {
      run.emit({ event: 'sending', ...facts, attempt: id, number: at.asked + 1, retries })
      if (engine.name !== 'replay') run.counts.requests++
      const answer = await engine.send(composed.request, {
        signal: run.cancel,
        picture: library.picture,
        sends: at.sends + retries,
      })
      const told = {
        httpStatus: answer.httpStatus,
        latencyMs: answer.latencyMs,
        costUsd: answer.costUsd,
        cached: answer.cached,
        tokens: answer.tokens,
        words: answer.words,
      }
      switch (answer.kind) {
        case 'image':
        case 'text':
          // The next request may leave while this answer is checked and stored.
          at.leaveSlot()
          return await keep(answer, told)
        case 'cancelled':
          return await finish(
            end('cancelled', { ...told, reason: 'cancelled while under way; it may have been billed' }),
            'cancelled',
            CANCELLED,
            'done',
          )
        case 'blocked':
        case 'failed': {
          const status = answer.kind
          const reaction = react(answer.advice, run.spec.settings.retry, transient, at.asked)
          if (reaction.kind === 'resend') {
            const waits = answer.advice.kind === 'wait'
            if (waits) run.gate.until = Math.max(run.gate.until, Date.now() + reaction.waitMs)
            else transient++
            await library.endSend(id, {
              outcome: waits ? 'wait' : 'transient',
              reason: answer.reason,
              httpStatus: answer.httpStatus,
              waitMs: reaction.waitMs,
            })
            run.emit({
              event: 'waiting',
              ...facts,
              attempt: id,
              reason: answer.reason,
              httpStatus: answer.httpStatus,
              retries,
              waitMs: reaction.waitMs,
              until: new Date(parts.now().getTime() + reaction.waitMs).toISOString(),
            })
            if (!(await pause(reaction.waitMs, [run.cancel, run.halt])) || !(await mayLeave(run)))
              return await finish(
                end('cancelled', { ...told, reason: `cancelled while waiting after ${answer.reason}` }),
                'cancelled',
                CANCELLED,
                'done',
              )
            retries++
            await library.startSend(id)
            continue
          }
          if (reaction.kind === 'ask-again')
            return await finish(end(status, { ...told, reason: answer.reason }), status, answer.problem, 'ask-again')
          if (reaction.scope === 'run') {
            run.stop(answer.problem)
            return await finish(end(status, { ...told, reason: answer.reason }), 'cancelled', answer.problem, 'done')
          }
          return await finish(end(status, { ...told, reason: answer.reason }), status, answer.problem, 'done')
        }
      }
    }
  } finally {
    clearInterval(lease)
  }

  /** An answer with something in it: stored first, then judged, then the attempt is ended. */
  async function keep(
    answer: Extract<EngineAnswer, { kind: 'image' | 'text' }>,
    told: Partial<AttemptEnd>,
  ): Promise<Tried> {
    if (answer.cached) run.counts.cached++
    if (answer.kind === 'text') {
      const turn = await storeTurn(answer.turn, null, parts)
      return await finish(end('succeeded', { ...told, text: answer.text, turn }), 'succeeded', null, 'done')
    }
    const judged = await parts.judge(answer.bytes, { aspectRatio: step.aspectRatio ?? '1:1' })
    const image = await library.putPicture(answer.bytes, {
      kind: 'answer',
      mimeType: answer.mimeType,
      width: judged.facts?.width ?? 0,
      height: judged.facts?.height ?? 0,
    })
    const turn = await storeTurn(answer.turn, { bytes: answer.bytes, sha256: image }, parts)
    const checks = run.spec.settings.checks ? judged.findings : []
    const kept = { ...told, image, mimeType: answer.mimeType, checks, turn }
    const fault = checks.find(({ verdict }) => verdict === 'fail')
    if (!fault) return await finish(end('succeeded', kept), 'succeeded', null, 'done')
    const problem: Problem = {
      code: 'check-failed',
      message: fault.says,
      next: 'Change the prompt or the strategy, or run with checks off to keep such pictures.',
    }
    return await finish(end('failed', { ...kept, reason: `check: ${fault.check}` }), 'failed', problem, 'regenerate')
  }
}

/** Pictures of a model's turn become stored pictures; the answer itself is among them and is not written twice. */
const storeTurn = async (
  turn: readonly ReceivedPart[],
  answer: { readonly bytes: Uint8Array; readonly sha256: Sha256 } | null,
  parts: WorkParts,
): Promise<readonly ModelPart[]> =>
  await Promise.all(
    turn.map(async (part): Promise<ModelPart> => {
      if (part.kind === 'text') return part
      const { bytes, ...rest } = part
      if (bytes === answer?.bytes) return { ...rest, sha256: answer.sha256 }
      const { facts } = await parts.judge(bytes, { aspectRatio: '1:1' })
      const size = { width: facts?.width ?? 0, height: facts?.height ?? 0 }
      return {
        ...rest,
        sha256: await parts.library.putPicture(bytes, { kind: 'answer', mimeType: part.mimeType, ...size }),
      }
    }),
  )

const doLocally = async (
  job: Job,
  step: LocalStep,
  inputs: Inputs,
  run: WorkRun,
  parts: WorkParts,
): Promise<Outcome> => {
  const { library } = parts
  const recorded = composeLocal(step, job.variant, inputs)
  const stored = library.cached(recorded.cacheKey)
  if (stored) return await takeStored(job, recorded, stored, run, parts)
  const id = await library.startAttempt(job.id, recorded, 0, LEASE_MS)
  const started = performance.now()
  try {
    const pictures = await Promise.all(
      recorded.parts.filter(({ kind }) => kind === 'image').map(async ({ sha256 }) => await library.picture(sha256)),
    )
    const made = await parts.workLocally(step.make, pictures)
    const image = await library.putPicture(made.bytes, { kind: 'derived', ...made })
    const attempt = await library.endAttempt(
      id,
      end('succeeded', { latencyMs: performance.now() - started, image, mimeType: made.mimeType }),
      { state: 'succeeded', problem: null },
    )
    run.emit({ event: 'attempt', ...eventOf(job), attempt })
    return { state: 'succeeded', attempt, problem: null, recorded: true }
  } catch (error) {
    const problem: Problem = {
      code: 'local-work-failed',
      message: `The picture could not be prepared: ${error instanceof Error ? error.message : String(error)}`,
      next: 'Check the pictures with `verify`, then run again.',
    }
    const attempt = await library.endAttempt(
      id,
      end('failed', { latencyMs: performance.now() - started, reason: problem.code }),
      { state: 'failed', problem },
    )
    return { state: 'failed', attempt, problem, recorded: true }
  }
}
