import type { Attempt, CheckFinding, Problem } from '../../contract/index.ts'
import type { EngineAnswer } from '../engines/engine.ts'
import type { AttemptEnd, Job, StoredAnswer } from '../library/types.ts'
import type { Asking, TriedBefore } from './answered.ts'
import type { Composed } from './compose.ts'
import { judgedBy, judgePicture, type Judging, storePicture, storeWords } from './keeping.ts'
import { pause } from './pause.ts'
import { react } from './retry.ts'
import { bestOf } from './tried.ts'
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
    if (run.slots.isHeld()) await run.slots.released(AbortSignal.any([run.cancel, run.halt]))
    if (run.cancel.aborted || run.halt.aborted) return false
    const wait = run.gate.until - Date.now()
    if (wait <= 0) return true
    if (!(await pause(wait, [run.cancel, run.halt]))) return false
  }
}

/** How a job is asked for: its request, what was tried before, and how the request changes with what was found. */
export interface AskPlan extends Asking {
  readonly next: Composed
  readonly tried: readonly TriedBefore[]
  /** How its pictures are judged; null: not at all. */
  readonly judging: ((composed: Composed) => Judging) | null
}

/** A picture that failed its checks, of this session or of an earlier one. */
interface TriedNow {
  readonly findings: readonly CheckFinding[]
  readonly composed: Composed
  readonly from: Attempt | StoredAnswer
}

/** The best picture of those that failed, for a job that cannot do without one; null: the job has failed. */
export interface Settled {
  readonly outcome: Outcome
  readonly best: TriedNow | null
}

/** Asks, and asks again within limits where an answer is worth it or fails its checks, with what was found in the words. */
export const ask = async (job: Job, plan: AskPlan, run: WorkRun, parts: WorkParts): Promise<Settled> => {
  const { settings } = run.spec
  const tried: TriedNow[] = plan.tried.map(({ composed, answer, findings }) => ({ composed, findings, from: answer }))
  let composed = plan.next
  let sends = 0
  for (let asked = 0; ;) {
    const leaveSlot = await run.slots.take(AbortSignal.any([run.cancel, run.halt]), run.waiter)
    if (!leaveSlot) return only(notStarted(CANCELLED))
    try {
      if (!(await mayLeave(run))) return only(notStarted(CANCELLED))
      const estimate = parts.engine.estimateUsd(composed.request)
      const reserved = run.purse.reserve(estimate)
      if (!reserved.ok) {
        run.stop(reserved.problem)
        return only(notStarted(reserved.problem))
      }
      const judging = plan.judging?.(composed) ?? null
      const one = await oneAttempt(job, judging, composed, run, parts, { estimate, asked, sends, leaveSlot })
      reserved.value.settle(one.attempt.costUsd)
      run.emit({ event: 'attempt', ...tellJob(job), attempt: one.attempt })
      run.emit({ event: 'spent', run: job.run, costUsd: run.purse.spentUsd(), budgetUsd: settings.budgetUsd })
      sends = one.sends
      if (one.next === 'done') return only(one)
      if (one.next === 'ask-again') {
        asked++
        continue
      }
      tried.push({ composed, findings: one.attempt.checks, from: one.attempt })
      if (tried.length > plan.regenerations) return { outcome: one, best: plan.keepsBest ? bestOf(tried) : null }
      const following = plan.after(tried.map(({ findings }) => findings))
      // Another request is another question to the engine: its sendings count from the beginning.
      if (following.recorded.cacheKey !== composed.recorded.cacheKey) sends = 0
      composed = following
    } finally {
      leaveSlot()
    }
  }
}

const only = (outcome: Outcome): Settled => ({ outcome, best: null })

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
  judging: Judging | null,
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
    answered = false,
  ): Promise<Tried> => {
    const settled = next === 'done' ? { state, problem } : null
    const attempt = answered
      ? await library.endJudged(id, ended, settled)
      : await library.endAttempt(id, ended, settled)
    return { attempt, state, problem, next, recorded: settled !== null, sends: at.sends + retries + 1 }
  }
  /** Stores a picture and meanwhile has it judged. */
  const judged = async (answer: Extract<EngineAnswer, { kind: 'image' }>, how: Judging): Promise<Tried> => {
    const stored = storePicture(answer, parts)
    const { bytes } = answer
    const findings = judgePicture({ bytes, sha256: async () => (await stored).image }, how, parts, run.cancel)
    const kept = endedAs('succeeded', { ...factsOf(answer), ...(await stored) })
    // Measuring takes longer than storing, and what was paid for is not left in the air for so long. Where it did not, one
    // commit is enough.
    const atOnce = await Promise.race([findings, Promise.resolve(null)])
    const answered = atOnce ? null : await library.recordAnswer(id, kept)
    const checks = atOnce ?? (await findings)
    if (checks === null && answered) {
      run.unjudged.add(composed.recorded.cacheKey)
      const sends = at.sends + retries + 1
      return { attempt: answered, state: 'cancelled', problem: CANCELLED, next: 'done', recorded: false, sends }
    }
    const { problem, ...verdict } = judgedBy(checks ?? [])
    const next = problem ? 'regenerate' : 'done'
    return await finish({ ...kept, ...verdict }, verdict.status, problem, next, answered !== null)
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
          // The next request may leave while this answer is stored and judged.
          at.leaveSlot()
          if (answer.cached) run.counts.cached++
          if (answer.kind === 'image' && judging) return await judged(answer, judging)
          const kept = answer.kind === 'image' ? await storePicture(answer, parts) : await storeWords(answer, parts)
          return await finish(endedAs('succeeded', { ...factsOf(answer), ...kept }), 'succeeded', null)
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
