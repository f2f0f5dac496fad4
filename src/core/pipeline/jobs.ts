import type { Problem } from '../../contract/index.ts'
import type { Job, StoredAnswer } from '../library/types.ts'
import { ask } from './asking.ts'
import { type Composed, compose, composeLocal, type ComposeJob } from './compose.ts'
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
  const composed = compose(step, composing, inputs, run.spec, parts.engine.name, run.models[step.output], parts.render)
  const { cacheKey } = composed.recorded
  for (;;) {
    const stored = parts.library.cached(cacheKey)
    if (stored) return await takeStored(job, composed.recorded, stored, run, parts)
    const ahead = run.inFlight.get(cacheKey)
    if (!ahead) break
    await unlessStopped(ahead, [run.cancel, run.halt])
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
  try {
    const pictures = await Promise.all(
      recorded.parts.filter(({ kind }) => kind === 'image').map(async ({ sha256 }) => await library.picture(sha256)),
    )
    const made = await parts.workLocally(step.make, pictures)
    const image = await library.putPicture(made.bytes, { kind: 'derived', ...made })
    const attempt = await library.endAttempt(
      id,
      endedAs('succeeded', { latencyMs: performance.now() - started, image, mimeType: made.mimeType }),
      { state: 'succeeded', problem: null },
    )
    run.emit({ event: 'attempt', ...tellJob(job), attempt })
    return { state: 'succeeded', attempt, problem: null, recorded: true }
  } catch (error) {
    const problem: Problem = {
      code: 'local-work-failed',
      message: `The picture could not be prepared: ${error instanceof Error ? error.message : String(error)}`,
      next: 'Check the pictures with `verify`, then run again.',
    }
    const attempt = await library.endAttempt(
      id,
      endedAs('failed', { latencyMs: performance.now() - started, reason: problem.code }),
      { state: 'failed', problem },
    )
    return { state: 'failed', attempt, problem, recorded: true }
  }
}
