import type { CheckFinding } from '../../contract/index.ts'
import type { StoredAnswer } from '../library/types.ts'
import type { Composed } from './compose.ts'
import { bestOf } from './tried.ts'

/** A picture that came before and failed its checks, with the request that brought it. */
export interface TriedBefore {
  readonly composed: Composed
  readonly answer: StoredAnswer
  readonly findings: readonly CheckFinding[]
}

/** How a job's request changes with what was found wrong in its pictures. */
export interface Asking {
  /** The request after these findings, picture by picture; the same again where they lead to no other words. */
  readonly after: (tried: readonly (readonly CheckFinding[])[]) => Composed
  /** How often a picture that fails its checks is asked for again. */
  readonly regenerations: number
  /** Whether the best picture is used where none passed: what comes before a final is better there than not. */
  readonly keepsBest: boolean
}

/** Looks the answer to a request up. */
export interface Lookup {
  readonly accepted: (composed: Composed) => StoredAnswer | null
  readonly rejected: (composed: Composed) => StoredAnswer | null
}

/** What a library knows of a job: its answer, or the request that is still to be sent and what was tried before it. */
export interface Answered {
  readonly stored: { readonly composed: Composed; readonly answer: StoredAnswer } | null
  readonly next: Composed
  readonly tried: readonly TriedBefore[]
}

/**
 * Goes the way of a job through the library: a picture that failed its checks led to the next request by its findings alone,
 * so that it can be followed again without asking anybody, by a run that was killed, the same run once more, a plan or replay.
 */
export const answeredBefore = (asking: Asking, lookup: Lookup): Answered => {
  const first = asking.after([])
  const tried: TriedBefore[] = []
  let composed = first
  for (;;) {
    const answer = lookup.accepted(composed)
    if (answer) return { stored: { composed, answer }, next: composed, tried }
    const refused = lookup.rejected(composed)
    if (!refused) return { stored: null, next: composed, tried }
    const one = { composed, answer: refused, findings: refused.checks }
    const following = asking.after([...tried, one].map(({ findings }) => findings))
    if (tried.length >= asking.regenerations) {
      const best = asking.keepsBest ? bestOf([...tried, one]) : null
      // Finals that all failed are history: whoever runs again wants to see others.
      if (!best) return { stored: null, next: first, tried: [] }
      return { stored: { composed: best.composed, answer: best.answer }, next: composed, tried }
    }
    // Findings without words lead to the same request: it is sent anew.
    if (following.recorded.cacheKey === composed.recorded.cacheKey) return { stored: null, next: composed, tried }
    tried.push(one)
    composed = following
  }
}
