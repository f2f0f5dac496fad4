import type { Problem } from '../../../contract/index.ts'
import type { Advice, EngineAnswer } from '../engine.ts'

type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never

/** An answer as it was understood, before the engine adds what only it knows: how long it took. */
export type Reading = Without<EngineAnswer, 'latencyMs' | 'cached'>

/** What is known beside the outcome. */
export type Aside = Pick<Reading, 'httpStatus' | 'costUsd' | 'tokens' | 'words'>

/** Nothing was heard, so nothing is known to have been billed. */
export const NOTHING_HEARD: Aside = { httpStatus: null, costUsd: 0, tokens: null, words: null }

export const TRANSIENT: Advice = { kind: 'transient' }
export const STOP_REQUEST: Advice = { kind: 'stop', scope: 'request' }
export const STOP_RUN: Advice = { kind: 'stop', scope: 'run' }
export const again = (times: number): Advice => ({ kind: 'again', times })

export const problem = (code: string, message: string, next: string): Problem => ({ code, message, next })

export const failure = (aside: Aside, reason: string, advice: Advice, told: Problem): Reading => ({
  kind: 'failed',
  ...aside,
  reason,
  advice,
  problem: told,
})
