import { ORPCError, ValidationError } from '@orpc/server'
import { failed, type Problem, ProblemError, type Result } from '../../contract/index.ts'

/** The value of a result; a problem is thrown and travels as the contract's typed error. */
export const given = <T>(result: Result<T>): T => {
  if (result.ok) return result.value
  throw new ProblemError(result.problem)
}

const travelling = (problem: Problem): ORPCError<'PROBLEM', Problem> =>
  new ORPCError('PROBLEM', { status: 422, message: problem.message, data: problem })

/** What was wrong with what a window sent, in one sentence. */
const wrongInput = (error: ValidationError): Problem => {
  const told = error.issues.slice(0, 3).map(({ path, message }) => {
    const where = (path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.')
    return `${where || 'it'}: ${message}`
  })
  return failed('input-invalid', `This cannot be taken: ${told.join('; ')}.`, 'Correct it and try again.').problem
}

/** Expected failures become typed errors. Anything else is a bug: it goes on, and nothing of it is told to a window. */
export const tellProblems = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ProblemError) throw travelling(error.problem)
    if (error instanceof ORPCError && error.code === 'BAD_REQUEST' && error.cause instanceof ValidationError)
      throw travelling(wrongInput(error.cause))
    throw error
  }
}
