import type { RetryPolicy } from '../../contract/index.ts'
import type { Advice } from '../engines/engine.ts'

/** What is done after an answer that is no result: send the same again after a wait, ask anew, or stop. */
export type Reaction =
  | { readonly kind: 'resend'; readonly waitMs: number }
  | { readonly kind: 'ask-again' }
  | { readonly kind: 'give-up'; readonly scope: 'request' | 'run' }

/**
 * Decides what follows an answer that is no result.
 * @param transient how many transient failures this request has met before this one
 * @param asked how many attempts were made because an answer was worth asking again
 */
export const react = (advice: Advice, policy: RetryPolicy, transient: number, asked: number): Reaction => {
  switch (advice.kind) {
    case 'transient': {
      const waitMs = policy.kind === 'endless' ? policy.delayMs : policy.delaysMs[transient]
      return waitMs === undefined ? { kind: 'give-up', scope: 'request' } : { kind: 'resend', waitMs }
    }
    case 'wait':
      return { kind: 'resend', waitMs: Math.max(0, advice.ms) }
    case 'again':
      return asked < advice.times ? { kind: 'ask-again' } : { kind: 'give-up', scope: 'request' }
    case 'stop':
      return { kind: 'give-up', scope: advice.scope }
  }
}
