import { AnswerTooLarge } from './exchange.ts'
import { failure, NOTHING_HEARD, problem, STOP_REQUEST, TRANSIENT } from './reading.ts'
import type { Reading } from './reading.ts'

const AGAIN = 'The studio asks again by itself, as the retry setting says.'

/** No answer in time. It may still be made and billed: giving up here does not stop the work there. */
export const timedOut = (timeoutMs: number): Reading =>
  failure(
    NOTHING_HEARD,
    'TIMEOUT',
    TRANSIENT,
    problem('no-answer-in-time', `There was no answer within ${Math.round(timeoutMs / 1000)} s.`, AGAIN),
  )

/** A body with status 200 that is not JSON, or JSON that is no object: a proxy's page, or half an answer. */
export const notJson = (httpStatus: number): Reading =>
  failure(
    { ...NOTHING_HEARD, httpStatus },
    'NOT_JSON',
    TRANSIENT,
    problem(
      'answer-garbled',
      'What came back is not an answer of Gemini.',
      `${AGAIN} If it goes on, something between here and Google answers in its place: check the base URL and the proxy.`,
    ),
  )

/**
 * What a rejected fetch means: `TypeError: fetch failed` with the system's error as its cause (before or in the middle of
 * the answer), or an answer without end. Null is a bug, to be thrown on.
 */
export const readNetworkError = (error: unknown, httpStatus: number | null): Reading | null => {
  if (error instanceof AnswerTooLarge)
    return failure(
      { ...NOTHING_HEARD, httpStatus },
      'ANSWER_TOO_LARGE',
      STOP_REQUEST,
      problem(
        'answer-too-large',
        `The answer did not end after ${Math.round(error.limit / 1e6)} MB.`,
        'No picture is that large. Check the base URL and the proxy.',
      ),
    )
  if (!(error instanceof TypeError)) return null
  const code = causeCode(error)
  return failure(
    NOTHING_HEARD,
    code ?? 'NETWORK',
    TRANSIENT,
    problem('network-failed', `${sentence(code)}${code === null ? '' : ` (${code})`}.`, AGAIN),
  )
}

/** The code of the innermost cause that has one; else the kind of error it was (an answer that is not HTTP has no code). */
const causeCode = (error: Error): string | null => {
  let code = error.cause instanceof Error && error.cause.name !== 'Error' ? error.cause.name : null
  for (let cause: unknown = error.cause, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth++) {
    if ('code' in cause && typeof cause.code === 'string') code = cause.code
  }
  return code
}

const sentence = (code: string | null): string => {
  switch (code ?? '') {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'The address cannot be found; there may be no network'
    case 'ECONNREFUSED':
      return 'Nothing answers at the address'
    case 'ENETUNREACH':
    case 'EHOSTUNREACH':
    case 'ENETDOWN':
      return 'There is no network'
    case 'UND_ERR_CONNECT_TIMEOUT':
    case 'ETIMEDOUT':
      return 'The server could not be reached in time'
    default:
      return /CERT|^ERR_TLS/.test(code ?? '')
        ? 'The server’s certificate is not trusted'
        : 'The connection broke before the answer was complete'
  }
}
