import { setTimeout as delay } from 'node:timers/promises'
import { ProblemError } from '../../../contract/index.ts'
import type { Engine, EngineRequest, SendContext } from '../engine.ts'
import { openPool } from '../../threads/pool.ts'
import { estimateUsd, modelFacts } from '../models.ts'
import type { ModelTable } from '../models.ts'
import { seedOfRequest } from './answer.ts'
import type { Question } from './answer.ts'
import { readFamiliar } from './familiar.ts'
import type { Familiar } from './familiar.ts'
import { SLOW_MS, strikes, USUAL_MISBEHAVIOUR, waitMs } from './misbehave.ts'
import type { Misbehaviour } from './misbehave.ts'
import { CANCELLED, CLOSED, failure, outcomeOf, rateLimited, stumbled, UNAVAILABLE } from './outcome.ts'
import type { Outcome } from './outcome.ts'
import type { RequestPicture } from './reading/pictures.ts'
import type { Worked } from './worker.ts'

export interface SimulatorOptions {
  readonly models: ModelTable
  /** Another seed is another model: other strangers, other compositions. */
  readonly seed?: number
  /** What it gets wrong and how often; as reported of real models unless told. */
  readonly misbehave?: Misbehaviour
  /** Pictures drawn at once; one less than the machine has cores unless told. */
  readonly workers?: number
  /** People known by sight; the studio's sample subject unless told. */
  readonly familiar?: readonly Familiar[]
}

const picturesOf = async (request: EngineRequest, context: SendContext): Promise<readonly RequestPicture[]> => {
  const pictures: RequestPicture[] = []
  for (const [turn, { role, parts }] of request.turns.entries()) {
    for (const part of parts) {
      if (part.kind !== 'image' || ('thought' in part && part.thought)) continue
      pictures.push({
        role: 'role' in part ? part.role : 'result',
        by: role,
        turn,
        sha256: part.sha256,
        bytes: await context.picture(part.sha256),
      })
    }
  }
  return pictures
}

/** The promise's outcome, or a rejection as soon as the signal is aborted: whatever it waits for may never come. */
const unlessAborted = async <T>(signal: AbortSignal, promise: Promise<T>): Promise<T> => {
  const { promise: aborted, reject } = Promise.withResolvers<never>()
  const stop = (): void => reject(new Error('aborted'))
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await Promise.race([promise, aborted])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

/** An outcome; for what a worker did, the time the work took, without the wait for a worker to be free. */
interface Timed {
  readonly outcome: Outcome
  readonly ms?: number
}

/**
 * Opens the embedded engine: it reads the words and looks at the pictures of a request as an image model would, and draws the
 * answer on this machine. Deterministic: equal requests with equal variants give equal bytes; only misbehaviour depends
 * on how often a request was sent. Needs no key and no network, and costs nothing.
 */
export const openSimulator = (options: SimulatorOptions): Engine => {
  const { misbehave = USUAL_MISBEHAVIOUR, seed: engineSeed = 0, familiar = readFamiliar() } = options
  const models = options.models.simulator
  const pool = openPool(new URL('./worker.ts', import.meta.url), { threads: options.workers })
  let closing: Promise<void> | null = null

  const answer = async (request: EngineRequest, context: SendContext): Promise<Timed> => {
    const seed = seedOfRequest(request, engineSeed)
    const struck = strikes(misbehave, seed, context.sends)
    if (struck.has('unknown-slow')) await delay(SLOW_MS, undefined, { signal: context.signal })
    if (struck.has('unavailable')) return { outcome: UNAVAILABLE }
    if (struck.has('rate-limit')) return { outcome: rateLimited(waitMs(seed, context.sends)) }
    const pictures = await picturesOf(request, context)
    const question: Question = { request, pictures, seed, strikes: struck, familiar }
    const { answered, ms } = await pool.run<Worked>(question, context.signal)
    return { outcome: outcomeOf(answered, request.config.output), ms }
  }

  const settled = async (request: EngineRequest, context: SendContext): Promise<Timed> => {
    if (context.signal.aborted) return { outcome: CANCELLED }
    if (closing !== null) return { outcome: CLOSED }
    try {
      return await unlessAborted(context.signal, answer(request, context))
    } catch (error) {
      if (context.signal.aborted) return { outcome: CANCELLED }
      if (closing !== null) return { outcome: CLOSED }
      if (error instanceof ProblemError) {
        return { outcome: failure(error.problem.code, { kind: 'stop', scope: 'request' }, error.problem) }
      }
      return { outcome: stumbled(error) }
    }
  }

  return {
    name: 'simulator',
    defaultModel: models.defaultModel,
    facts: (model) => modelFacts(models, model),
    estimateUsd: (request) => estimateUsd(models, request),
    send: async (request, context) => {
      const started = performance.now()
      const { outcome, ms = performance.now() - started } = await settled(request, context)
      return { ...outcome, latencyMs: ms }
    },
    close: () => (closing ??= pool.close()),
  }
}
