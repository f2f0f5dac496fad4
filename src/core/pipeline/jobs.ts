import type { Problem } from '../../contract/index.ts'
import type { Job, StoredAnswer } from '../library/types.ts'
import { type Answered, answeredBefore } from './answered.ts'
import { ask, type Settled } from './asking.ts'
import { askingOf, judgingOf } from './asking-of.ts'
import { type Composed, composeLocal, type ComposeJob } from './compose.ts'
import { answerByMeasuring, isMeasurable } from './measuring.ts'
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
  if (step.kind === 'local') return await doLocally(job, step, inputs, run, parts)
  // Before anything is looked up: between that and asking nothing may be waited for, or two would ask the same.
  const measured = isMeasurable(step) ? await answerByMeasuring(job, step, inputs, run, parts) : null
  if (measured) return measured
  const asking = askingOf(job, step, composing, inputs, run.spec, {
    engine: parts.engine.name,
    model: run.models[step.output],
    render: parts.render,
  })
  const { cacheKey } = asking.after([]).recorded
  let known: Answered
  for (;;) {
    known = answeredBefore(asking, {
      accepted: ({ recorded }) => parts.library.cached(recorded.cacheKey),
      // With checks off nothing that was found counts.
      rejected: ({ recorded }) => (run.spec.settings.checks ? parts.library.rejected(recorded.cacheKey) : null),
    })
    if (known.stored) return await takeStored(job, known.stored.composed.recorded, known.stored.answer, run, parts)
    const ahead = run.inFlight.get(cacheKey)
    if (!ahead) break
    await unlessStopped(ahead, [run.cancel, run.halt])
    if (run.cancel.aborted || run.halt.aborted) return notStarted(CANCELLED)
  }
  const judging = run.spec.settings.checks ? judgingOf(job, step, composing, run) : null
  const underWay = ask(job, { ...asking, next: known.next, tried: known.tried, judging }, run, parts)
  run.inFlight.set(cacheKey, underWay)
  try {
    const { outcome, best } = await underWay
    return best ? await keepBest(job, best, run, parts) : outcome
  } finally {
    run.inFlight.delete(cacheKey)
  }
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

/** Waits for somebody else's request, but no longer than this job is wanted. How that one ended does not matter here. */
const unlessStopped = async (ahead: Promise<unknown>, signals: readonly AbortSignal[]): Promise<void> => {
  const stop = AbortSignal.any([...signals])
  if (stop.aborted) return
  const { promise: stopped, resolve } = Promise.withResolvers<void>()
  const end = (): void => resolve()
  stop.addEventListener('abort', end, { once: true })
  try {
    await Promise.race([ahead.then(end, end), stopped])
  } finally {
    stop.removeEventListener('abort', end)
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
  run.emit({ event: 'attempt', ...tellJob(job), attempt })
  return { state: 'succeeded', attempt, problem: null, recorded: true }
}

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
  const refuse = async (problem: Problem): Promise<Outcome> => {
    const latencyMs = performance.now() - started
    const ended = endedAs('failed', { latencyMs, reason: problem.code })
    const attempt = await library.endAttempt(id, ended, { state: 'failed', problem })
    run.emit({ event: 'attempt', ...tellJob(job), attempt })
    return { state: 'failed', attempt, problem, recorded: true }
  }
  try {
    const pictures = await Promise.all(
      recorded.parts.filter(({ kind }) => kind === 'image').map(async ({ sha256 }) => await library.picture(sha256)),
    )
    const made = await parts.workLocally(step.make, pictures)
    if (!made.ok) return await refuse(made.problem)
    const { bytes, findings: checks, ...facts } = made.value
    const image = await library.putPicture(bytes, { kind: 'derived', ...facts })
    const { mimeType } = facts
    const attempt = await library.endAttempt(
      id,
      endedAs('succeeded', { latencyMs: performance.now() - started, image, mimeType, checks }),
      { state: 'succeeded', problem: null },
    )
    run.emit({ event: 'attempt', ...tellJob(job), attempt })
    return { state: 'succeeded', attempt, problem: null, recorded: true }
  } catch (error) {
    return await refuse({
      code: 'local-work-failed',
      message: `The picture could not be prepared: ${error instanceof Error ? error.message : String(error)}`,
      next: 'Check the pictures with `verify`, then run again.',
    })
  }
}
