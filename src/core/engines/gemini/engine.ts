import { ProblemError, unwrap } from '../../../contract/index.ts'
import type { Engine, EngineAnswer, EngineRequest, SendContext } from '../engine.ts'
import { estimateUsd, modelFacts, priceRow } from '../models.ts'
import type { ModelTable } from '../models.ts'
import { readAnswer } from './answer.ts'
import { checkConnection, openClient } from './connection.ts'
import { configOf, contentsOf } from './contents.ts'
import { listeningFetch } from './exchange.ts'
import type { Exchange } from './exchange.ts'
import { overLimit } from './limits.ts'
import { notJson, readNetworkError, timedOut } from './network.ts'
import { failure, NOTHING_HEARD, problem, STOP_REQUEST, STOP_RUN } from './reading.ts'
import type { Reading } from './reading.ts'
import { readRefusal } from './refusal.ts'
import { withoutKey } from './secret.ts'
import { WireAnswer, wireErrorOf } from './wire.ts'

export interface GeminiOptions {
  readonly apiKey: string
  /** Default Google's own; a path in it is kept. For proxies and tests. */
  readonly baseUrl?: string
  readonly models: ModelTable
  /** How long one answer is waited for, in milliseconds. Node's own fetch gives up after five minutes. */
  readonly timeoutMs?: number
  /** A larger answer is given up. The default leaves room for several 4K pictures. */
  readonly maxAnswerBytes?: number
}

const DEFAULT_TIMEOUT_MS = 240_000
const DEFAULT_MAX_ANSWER_BYTES = 200e6

/**
 * The Gemini engine, with nothing taken from the environment.
 * @throws {ProblemError} `key-missing`, `key-malformed` or `base-url-unusable`; nothing is sent to find out.
 */
export const openGemini = (options: GeminiOptions): Engine => {
  const { timeoutMs = DEFAULT_TIMEOUT_MS, maxAnswerBytes = DEFAULT_MAX_ANSWER_BYTES } = options
  const models = options.models.gemini
  const connection = unwrap(checkConnection(options.apiKey, options.baseUrl))
  const client = openClient(connection, timeoutMs)
  const hideKey = withoutKey(connection.apiKey)
  const underWay = new Set<AbortController>()
  let closed = false

  /** One request over the wire. Rejects only with an abort of `signal`, a `ProblemError` of `picture`, or a bug. */
  const exchange = async (request: EngineRequest, context: SendContext, signal: AbortSignal): Promise<Reading> => {
    const contents = await untilAborted(signal, contentsOf(request, context.picture))
    let heard: Exchange | null = null
    try {
      await client.models.generateContent({
        model: request.model,
        contents,
        config: {
          ...configOf(request),
          abortSignal: signal,
          httpOptions: { fetch: listeningFetch((exchanged) => (heard = exchanged), maxAnswerBytes) },
        },
      })
    } catch (error) {
      if (heardWhole(heard) === null) {
        if (signal.aborted) throw error
        // The SDK's timer and ours both abort; this one was not ours.
        if (error instanceof Error && error.name === 'AbortError') return timedOut(timeoutMs)
        const broken = readNetworkError(error, heardStatus(heard))
        if (broken !== null) return broken
        throw error
      }
    }
    const whole = heardWhole(heard)
    if (whole === null) throw new Error('The SDK answered without having asked.')
    return understand(whole, request)
  }

  const understand = (whole: Exchange & { readonly body: string }, request: EngineRequest): Reading => {
    // Cleaned before it is cut to length: half a key at the cut would not be recognized.
    const refusal = (status: number) => readRefusal({ ...whole, status, body: hideKey(whole.body) }, request.model)
    if (whole.status < 200 || whole.status > 299) return refusal(whole.status)
    let content: unknown
    try {
      content = JSON.parse(whole.body)
    } catch {
      return notJson(whole.status)
    }
    // Some proxies pass an error on with status 200.
    const error = wireErrorOf(content)
    if (error?.code) return refusal(error.code)
    const answer = WireAnswer.safeParse(content)
    if (!answer.success) return notJson(whole.status)
    const reading = readAnswer(answer.data, {
      config: request.config,
      prices: priceRow(models, request.model, request.config).facts,
    })
    return { ...reading, httpStatus: whole.status }
  }

  const attempt = async (request: EngineRequest, context: SendContext): Promise<Reading> => {
    if (context.signal.aborted || closed) return CANCELLED
    const over = overLimit(request, modelFacts(models, request.model))
    if (over !== null)
      return failure(NOTHING_HEARD, over.code, over.code === 'model-unknown' ? STOP_RUN : STOP_REQUEST, over)

    // The SDK never lets go of the signal it is given, so a run's own signal would gather a listener per request.
    const giveUp = new AbortController()
    const cancel = () => giveUp.abort()
    context.signal.addEventListener('abort', cancel, { once: true })
    underWay.add(giveUp)
    try {
      return await exchange(request, context, giveUp.signal)
    } catch (error) {
      if (giveUp.signal.aborted) return CANCELLED
      if (error instanceof ProblemError) return failure(NOTHING_HEARD, error.problem.code, STOP_REQUEST, error.problem)
      return failure(
        { ...NOTHING_HEARD, words: error instanceof Error ? error.message : String(error) },
        'UNEXPECTED',
        STOP_REQUEST,
        problem(
          'request-failed',
          'The request failed in a way the studio does not know.',
          'The history keeps what was said about it. Try again, and report it if it stays.',
        ),
      )
    } finally {
      underWay.delete(giveUp)
      context.signal.removeEventListener('abort', cancel)
    }
  }

  return {
    name: 'gemini',
    defaultModel: models.defaultModel,
    facts: (model) => modelFacts(models, model),
    estimateUsd: (request) => estimateUsd(models, request),
    send: async (request, context) => {
      const started = performance.now()
      const reading = await attempt(request, context)
      return answerOf(reading, performance.now() - started, hideKey)
    },
    close: async () => {
      closed = true
      for (const giveUp of underWay) giveUp.abort()
    },
  }
}

const CANCELLED: Reading = { kind: 'cancelled', ...NOTHING_HEARD }

const heardWhole = (heard: Exchange | null): (Exchange & { readonly body: string }) | null =>
  heard === null || heard.body === null ? null : { ...heard, body: heard.body }

const heardStatus = (heard: Exchange | null): number | null => heard?.status ?? null

/** A picture that is slow to read must not hold up a cancel. */
const untilAborted = <T>(signal: AbortSignal, work: Promise<T>): Promise<T> => {
  const { promise, resolve, reject } = Promise.withResolvers<T>()
  const abort = () => reject(new DOMException('The request was given up.', 'AbortError'))
  signal.addEventListener('abort', abort, { once: true })
  work.then(resolve, reject)
  return promise.finally(() => signal.removeEventListener('abort', abort))
}

/** Whatever a server said goes through here, so that no key is ever among it. */
const answerOf = (reading: Reading, latencyMs: number, hideKey: (words: string) => string): EngineAnswer => {
  const facts = { latencyMs, cached: false, words: reading.words === null ? null : hideKey(reading.words) }
  if (reading.kind !== 'blocked' && reading.kind !== 'failed') return { ...reading, ...facts }
  const { message, next, code } = reading.problem
  return {
    ...reading,
    ...facts,
    reason: hideKey(reading.reason),
    problem: { code, message: hideKey(message), next: hideKey(next) },
  }
}
