import type { CheckFinding, Problem } from '../../contract/index.ts'
import type { AttemptEnd, Job, StoredAnswer } from '../library/types.ts'
import { type Answered, answeredBefore } from './answered.ts'
import { ask, type Settled } from './asking.ts'
import { askingOf, judgingOf, lookedAt } from './asking-of.ts'
import { type Composed, composeLocal, type ComposeJob } from './compose.ts'
import { judgedBy, lookAt } from './keeping.ts'
import { judgeLate, unjudgedAnswer } from './late-judging.ts'
import { answerByMeasuring, isMeasurable } from './measuring.ts'
import { unlessAborted } from './pause.ts'
import type { Inputs, LocalStep, Step } from './steps/step.ts'
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

/** Does one job: from the library if the answer is there, else by asking, checking and asking again within limits. */
export const doJob = async (
  job: Job,
  step: Step,
  composing: ComposeJob,
  inputs: Inputs,
  run: WorkRun,
  parts: WorkParts,
): Promise<Outcome> => {
  if (step.kind === 'local') return await doLocally(job, step, composing, inputs, run, parts)
  // Before anything is looked up: between that and asking nothing may be waited for, or two would ask the same.
  const measured = isMeasurable(step) ? await answerByMeasuring(job, step, inputs, run, parts) : null
  if (measured) return measured
  const asking = askingOf(job, step, composing, inputs, run.spec, {
    engine: parts.engine.name,
    model: run.models[step.output],
    render: parts.render,
  })
  const { cacheKey } = asking.after([]).recorded
  const judging = run.spec.settings.checks ? judgingOf(job, step, composing, run) : null
  /** What equal jobs wait for while this one is at it. */
  const ahead = async <T>(work: Promise<T>): Promise<T> => {
    run.inFlight.set(cacheKey, work)
    try {
      return await work
    } finally {
      run.inFlight.delete(cacheKey)
    }
  }
  let known: Answered
  for (;;) {
    known = answeredBefore(asking, {
      accepted: ({ recorded }) => parts.library.cached(recorded.cacheKey),
      // With checks off nothing that was found counts.
      rejected: ({ recorded }) => (run.spec.settings.checks ? parts.library.rejected(recorded.cacheKey) : null),
    })
    if (known.stored) return await takeStored(job, known.stored.composed.recorded, known.stored.answer, run, parts)
    const other = run.inFlight.get(cacheKey)
    if (other) {
      // How that one ends does not matter here, and no longer than this job is wanted.
      await unlessAborted(
        other.catch(() => {}),
        AbortSignal.any([run.cancel, run.halt]),
      )
      if (run.cancel.aborted || run.halt.aborted) return notStarted(CANCELLED)
      continue
    }
    const late = unjudgedAnswer(known.next.recorded.cacheKey, run, parts)
    if (!late) break
    const ended = await ahead(judgeLate(job, known.next, late, judging, run, parts))
    if (ended) return ended
  }
  const { outcome, best } = await ahead(
    ask(job, { ...asking, next: known.next, tried: known.tried, judging }, run, parts),
  )
  return best ? await keepBest(job, best, run, parts) : outcome
}

/** Hands on the best of the pictures that failed their checks, with what was found in it for everybody to see. */
const keepBest = async (
  job: Job,
  { composed, from }: NonNullable<Settled['best']>,
  run: WorkRun,
  parts: WorkParts,
): Promise<Outcome> =>
  'id' in from
    ? { state: 'succeeded', attempt: from, problem: null, recorded: false }
    : await takeStored(job, composed.recorded, from, run, parts)

const takeStored = async (
  job: Job,
  recorded: Composed['recorded'],
  stored: StoredAnswer,
  run: WorkRun,
  parts: WorkParts,
): Promise<Outcome> => {
  const attempt = await parts.library.recordCached(job.id, recorded, stored, 0)
  run.counts.cached++
  run.emit({ event: 'attempt', ...tellJob(job), attempt })
  return { state: 'succeeded', attempt, problem: null, recorded: true }
}

/**
 * Made again it would be the same picture, and it is what is left where every model has refused: what is seen in it is told
 * and takes no final away.
 */
const toldOnly = (finding: CheckFinding): CheckFinding =>
  finding.verdict === 'fail' ? { ...finding, verdict: 'warn' } : finding

const doLocally = async (
  job: Job,
  step: LocalStep,
  composing: ComposeJob,
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
  const end = async (
    state: 'succeeded' | 'failed' | 'cancelled',
    problem: Problem | null,
    more: Partial<AttemptEnd>,
  ): Promise<Outcome> => {
    const ended = endedAs(state, { latencyMs: performance.now() - started, ...more })
    const attempt = await library.endAttempt(id, ended, { state, problem })
    run.emit({ event: 'attempt', ...tellJob(job), attempt })
    return { state, attempt, problem, recorded: true }
  }
  const refuse = async (problem: Problem): Promise<Outcome> => await end('failed', problem, { reason: problem.code })
  /** The work itself goes on unheeded to its end; it costs nothing to do it again. */
  const cancelled = async (): Promise<Outcome> =>
    await end('cancelled', CANCELLED, { reason: 'cancelled while at work' })
  try {
    const pictures = await Promise.all(
      recorded.parts.filter(({ kind }) => kind === 'image').map(async ({ sha256 }) => await library.picture(sha256)),
    )
    const made = await unlessAborted(parts.workLocally(step.make, pictures, run.cancel), run.cancel)
    if (made === null) return await cancelled()
    if (!made.ok) return await refuse(made.problem)
    const { bytes, findings, ...facts } = made.value
    const image = await library.putPicture(bytes, { kind: 'derived', ...facts })
    const about = run.spec.settings.checks ? lookedAt(job, recorded, composing, run.spec) : null
    const seen = about
      ? await lookAt({ bytes, sha256: async () => await Promise.resolve(image) }, about, parts, run.cancel)
      : []
    if (seen === null) return await cancelled()
    const { problem, ...verdict } = judgedBy([...findings, ...seen.map(toldOnly)])
    return await end(verdict.status, problem, { image, mimeType: facts.mimeType, ...verdict })
  } catch (error) {
    return await refuse({
      code: 'local-work-failed',
      message: `The picture could not be prepared: ${error instanceof Error ? error.message : String(error)}`,
      next: 'Check the pictures with `verify`, then run again.',
    })
  }
}
