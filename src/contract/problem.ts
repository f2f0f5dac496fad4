import { z } from 'zod'

/**
 * What a person is told when something expected goes wrong: a stable code for programs, a sentence that says what
 * happened, and a sentence that says what to do next. Never holds a key or a request's secret.
 */
export const Problem = z.object({
  code: z.string().regex(/^[a-z]+(-[a-z0-9]+)*$/),
  message: z.string().min(1),
  next: z.string(),
})
export type Problem = Readonly<z.infer<typeof Problem>>

/** An expected failure as a value. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem }

export const ok = <T>(value: T): Result<T> => ({ ok: true, value })

export const failed = (
  code: string,
  message: string,
  next = '',
): { readonly ok: false; readonly problem: Problem } => ({
  ok: false,
  problem: { code, message, next },
})

/** Carries a {@link Problem} through code that can only throw (constructors, callbacks); caught at the host's edge. */
export class ProblemError extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.next === '' ? problem.message : `${problem.message} ${problem.next}`)
    this.name = 'ProblemError'
    this.problem = problem
  }
}

/** The value of a result, or throws its problem as a {@link ProblemError}. */
export const unwrap = <T>(result: Result<T>): T => {
  if (result.ok) return result.value
  throw new ProblemError(result.problem)
}
