import type { Advice, EngineAnswer } from '../engine.ts'
import type { Problem } from '../../../contract/index.ts'
import type { Answered } from './worker.ts'

type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never

/** An answer before the engine adds how long it took. */
export type Outcome = Without<EngineAnswer, 'latencyMs'>

/** The simulator never costs anything, asks nobody and keeps nothing. */
const FREE = { costUsd: 0, cached: false, httpStatus: null, tokens: null, words: null } as const

const AGAIN: Advice = { kind: 'again', times: 1 }

export const CANCELLED: Outcome = { ...FREE, kind: 'cancelled' }

/** A failure that has nothing to do with a server. */
export const failure = (reason: string, advice: Advice, problem: Problem): Outcome => ({
  ...FREE,
  kind: 'failed',
  reason,
  advice,
  problem,
})

/** What is said to a request that comes after the engine was closed, or is cut short by it. */
export const CLOSED: Outcome = failure(
  'ENGINE_CLOSED',
  { kind: 'stop', scope: 'run' },
  {
    code: 'engine-closed',
    message: 'The simulator was closed.',
    next: 'Start the run again; it goes on where it was.',
  },
)

/** What an overloaded server says. */
export const UNAVAILABLE: Outcome = {
  ...FREE,
  kind: 'failed',
  httpStatus: 503,
  words: 'The model is overloaded. Please try again later.',
  reason: 'UNAVAILABLE',
  advice: { kind: 'transient' },
  problem: {
    code: 'model-overloaded',
    message: 'The simulator plays an overloaded model (503), as it was asked to.',
    next: 'The studio asks again.',
  },
}

/** What a server says that is asked too often. */
export const rateLimited = (ms: number): Outcome => ({
  ...FREE,
  kind: 'failed',
  httpStatus: 429,
  words: `You exceeded your current quota. Please retry in ${(ms / 1000).toFixed(1)}s.`,
  reason: 'RESOURCE_EXHAUSTED',
  advice: { kind: 'wait', ms },
  problem: {
    code: 'rate-limited',
    message: `The simulator plays a model that is asked too often (429) and wants ${(ms / 1000).toFixed(1)} s of peace, as it was asked to.`,
    next: 'The studio waits and asks again.',
  },
})

const wordsOnly = (text: string): Outcome => ({
  ...failure('TEXT_ONLY', AGAIN, {
    code: 'no-picture',
    message: 'The simulator answered with words and no picture.',
    next: 'The studio asks once more. The history keeps what it said; begin the prompt with what the picture shows.',
  }),
  words: text,
})

const BLOCKS = {
  'two-faces': {
    code: 'two-faces-blocked',
    message: 'The request holds two pictures with a face and was blocked (OTHER), as image models do.',
    next: 'Send views on plain white in place of the portrait, or tell the scene in words.',
  },
  'swap-wording': {
    code: 'swap-wording-blocked',
    message: 'The words ask to swap or replace a face, and the request was blocked (OTHER), as image models often do.',
    next: 'Describe the finished picture with the person in it, without swap or replace.',
  },
  finals: {
    code: 'finals-blocked',
    message: 'The request puts a person from pictures into a film frame and was blocked (OTHER), as it was asked to.',
    next: 'Make the final on this machine: local-composite sends nothing.',
  },
} as const

/** The answer that goes to the queue, from what the worker gave back. */
export const outcomeOf = (answered: Answered, output: 'image' | 'text'): Outcome => {
  if (answered.kind === 'unreadable') {
    return failure('PICTURE_UNREADABLE', { kind: 'stop', scope: 'request' }, answered.problem)
  }
  if (answered.kind === 'blocked') {
    // A real model's OTHER is worth one more try; this one says the same again, so that a ladder can be tried out.
    const problem = BLOCKS[answered.why]
    return { ...FREE, kind: 'blocked', where: 'prompt', reason: 'OTHER', advice: AGAIN, problem }
  }
  if (answered.kind === 'text') {
    const { text } = answered
    return output === 'image' ? wordsOnly(text) : { ...FREE, kind: 'text', text, turn: [{ kind: 'text', text }] }
  }
  const { bytes } = answered
  const mimeType = 'image/png'
  return { ...FREE, kind: 'image', bytes, mimeType, turn: [{ kind: 'image', bytes, mimeType }] }
}

/** The worker broke off: another takes its place, and the request may be asked once more. */
export const stumbled = (error: unknown): Outcome =>
  failure('SIMULATOR_STUMBLED', AGAIN, {
    code: 'simulator-stumbled',
    message: `The simulator broke off while it drew: ${(error instanceof Error ? error.message : String(error)).split('\n')[0]?.slice(0, 200)}.`,
    next: 'The studio asks once more. If it happens again, report it with the prompt and the pictures.',
  })
