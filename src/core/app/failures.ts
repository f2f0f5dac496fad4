import { ORPCError, ValidationError } from '@orpc/server'
import { failed, issuesInWords, type Problem, ProblemError, type Result } from '../../contract/index.ts'

/** The value of a result; a problem is thrown and travels as the contract's typed error. */
export const given = <T>(result: Result<T>): T => {
  if (result.ok) return result.value
  throw new ProblemError(result.problem)
}

const travelling = (problem: Problem): ORPCError<'PROBLEM', Problem> =>
  new ORPCError('PROBLEM', { status: 422, message: problem.message, data: problem })

/** What was wrong with what a window sent, in one sentence. */
const wrongInput = ({ issues }: ValidationError): Problem =>
  failed('input-invalid', `This cannot be taken: ${issuesInWords(issues)}.`, 'Correct it and try again.').problem

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
