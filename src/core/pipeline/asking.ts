import type { Attempt, Problem } from '../../contract/index.ts'
import type { EngineAnswer } from '../engines/engine.ts'
import type { AttemptEnd, Job } from '../library/types.ts'
import type { Composed } from './compose.ts'
import { keepAnswer } from './keeping.ts'
import { pause } from './pause.ts'
import { react } from './retry.ts'
import type { RequestStep } from './steps/step.ts'
import {
  CANCELLED,
  endedAs,
  LEASE_MS,
  notStarted,
  type Outcome,
  tellJob,
  type WorkParts,
  type WorkRun,
} from './work.ts'

/** Waits for the shared gate and until nothing forbids a request; false when the run was cancelled or halted. */
const mayLeave = async (run: WorkRun): Promise<boolean> => {
  for (;;) {
    if (run.cancel.aborted || run.halt.aborted) return false
    const wait = run.gate.until - Date.now()
    if (wait <= 0) return true
    if (!(await pause(wait, [run.cancel, run.halt]))) return false
  }
}

/** Asks, and asks again within limits where an answer is worth it or fails its checks. */
export const ask = async (
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
      run.emit({ event: 'attempt', ...tellJob(job), attempt: tried.attempt })
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

/** What an answer says beside its picture or words. */
const factsOf = (answer: EngineAnswer): Partial<AttemptEnd> => ({
  httpStatus: answer.httpStatus,
  latencyMs: answer.latencyMs,
  costUsd: answer.costUsd,
  cached: answer.cached,
  tokens: answer.tokens,
  words: answer.words,
})

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
  const { settings } = run.spec
  const id = await library.startAttempt(job.id, composed.recorded, at.estimate, LEASE_MS)
  const lease = setInterval(() => void library.renewLease(job.id, LEASE_MS), LEASE_MS / 3)
  let retries = 0
  let transient = 0

  const finish = async (
    ended: AttemptEnd,
    state: Outcome['state'],
    problem: Problem | null,
    next: Tried['next'] = 'done',
  ): Promise<Tried> => {
    const settled = next === 'done' ? { state, problem } : null
    const attempt = await library.endAttempt(id, ended, settled)
    return { attempt, state, problem, next, recorded: settled !== null, sends: at.sends + retries + 1 }
  }
  const cancelled = async (answer: EngineAnswer, reason: string): Promise<Tried> =>
    await finish(endedAs('cancelled', { ...factsOf(answer), reason }), 'cancelled', CANCELLED)

  /** Notes why, waits, and notes that the request leaves again; false when it was cancelled meanwhile. */
  const resend = async (answer: Extract<EngineAnswer, { kind: 'blocked' | 'failed' }>, waitMs: number) => {
    const { reason, httpStatus } = answer
    const told = answer.advice.kind === 'wait'
    if (told) run.gate.until = Math.max(run.gate.until, Date.now() + waitMs)
    else transient++
    await library.endSend(id, { outcome: told ? 'wait' : 'transient', reason, httpStatus, waitMs })
    const until = new Date(parts.now().getTime() + waitMs).toISOString()
    run.emit({ event: 'waiting', ...tellJob(job), attempt: id, reason, httpStatus, retries, waitMs, until })
    if (!(await pause(waitMs, [run.cancel, run.halt])) || !(await mayLeave(run))) return false
    retries++
    await library.startSend(id)
    return true
  }

  try {
    for (;;) {
      run.emit({ event: 'sending', ...tellJob(job), attempt: id, number: at.asked + 1, retries })
      if (engine.name !== 'replay') run.counts.requests++
      const sends = at.sends + retries
      const answer = await engine.send(composed.request, { signal: run.cancel, picture: run.picture, sends })
      switch (answer.kind) {
        case 'image':
        case 'text': {
          // The next request may leave while this answer is stored and checked.
          at.leaveSlot()
          if (answer.cached) run.counts.cached++
          const { status, kept, problem } = await keepAnswer(answer, step, settings.checks, parts)
          const ended = endedAs(status, { ...factsOf(answer), ...kept })
          return await finish(ended, status, problem, problem ? 'regenerate' : 'done')
        }
        case 'cancelled':
          return await cancelled(
            answer,
            engine.name === 'gemini'
              ? 'cancelled while under way; it may have been billed'
              : 'cancelled while under way',
          )
        case 'blocked':
        case 'failed': {
          const { kind: status, reason, problem } = answer
          const reaction = react(answer.advice, settings.retry, transient, at.asked)
          if (reaction.kind === 'resend') {
            if (await resend(answer, reaction.waitMs)) continue
            return await cancelled(answer, `cancelled while waiting after ${reason}`)
          }
          const ended = endedAs(status, { ...factsOf(answer), reason })
          if (reaction.kind === 'ask-again') return await finish(ended, status, problem, 'ask-again')
          if (reaction.scope === 'request') return await finish(ended, status, problem)
          // Nothing else of this run would fare better: the job is left open, to be taken up again later.
          run.stop(problem)
          return await finish(ended, 'cancelled', problem)
        }
      }
    }
  } finally {
    clearInterval(lease)
  }
}
