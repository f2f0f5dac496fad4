import { excerpt } from './secret.ts'
import { failure, NOTHING_HEARD, problem, STOP_REQUEST, STOP_RUN, TRANSIENT } from './reading.ts'
import type { Reading } from './reading.ts'
import { isDailyQuota, isZeroQuota, toldDelayMs } from './quota.ts'
import { wireErrorOf } from './wire.ts'
import type { WireError } from './wire.ts'

/** An HTTP answer that is not a success, as it came over the wire. */
export interface Refused {
  readonly status: number
  readonly retryAfter: string | null
  readonly body: string | null
}

/**
 * What an HTTP error means and what to do about it. Google's own words are kept beside; nothing is reckoned as spent.
 * @param now milliseconds since 1970, for a Retry-After that names a date.
 */
export const readRefusal = (refused: Refused, model: string, now: number = Date.now()): Reading => {
  const { status } = refused
  const error = errorOf(refused.body)
  const said = error?.message ?? (refused.body === null ? '' : withoutTags(refused.body))
  const aside = { ...NOTHING_HEARD, httpStatus: status, words: said.trim() === '' ? null : excerpt(said, 2000) }
  const reason = error?.status || `HTTP_${status}`
  const stopRun = (code: string, message: string, next: string) =>
    failure(aside, reason, STOP_RUN, problem(code, message, next))

  if (status >= 300 && status < 400)
    return stopRun(
      'redirected',
      `The server sends the request to another address (${status}), and the studio does not carry a key there.`,
      'Set the base URL to the address that answers itself.',
    )
  switch (status) {
    case 400:
      if (isBadKey(error)) return stopRun('key-refused', 'Google does not know this key.', NEW_KEY)
      if (error?.status === 'FAILED_PRECONDITION')
        return stopRun(
          'not-available',
          `Google does not serve this key as things are: ${quoted(said)}`,
          'Most often the region is not served without billing: turn on billing for the key in Google AI Studio.',
        )
      break
    case 401:
      return stopRun('key-refused', 'Google does not accept this key (401).', NEW_KEY)
    case 402:
      return stopRun(
        'credit-used',
        'Google says the credit of this key is used up (402).',
        'Add credit in Google AI Studio or use another key, then run again; finished pictures are kept.',
      )
    case 403:
      return stopRun('not-permitted', `Google does not permit this key to use ${model} (403). ${quoted(said)}`, NEW_KEY)
    case 404:
      return stopRun(
        'model-unknown',
        `There is no model ${model} at this address (404).`,
        'Choose another model (models are shut down from time to time), or check the base URL.',
      )
    case 408:
    case 499:
      return failure(aside, reason, TRANSIENT, problem('server-slow', `Google gave the request up (${status}).`, AGAIN))
    case 413:
      return failure(
        aside,
        reason,
        STOP_REQUEST,
        problem(
          'request-too-large',
          'The request is larger than Google takes (413).',
          'Send fewer or smaller pictures.',
        ),
      )
    case 429:
      return readQuota(refused, error, said, model, now)
    case 503:
      return failure(
        aside,
        reason,
        TRANSIENT,
        problem('model-overloaded', `${model} is overloaded (503). This is common and passes.`, AGAIN),
      )
    default:
      if (status >= 500)
        return failure(
          aside,
          reason,
          TRANSIENT,
          problem('server-error', `Google had an error of its own (${status}).`, AGAIN),
        )
  }
  return failure(
    aside,
    reason,
    STOP_REQUEST,
    problem(
      'request-refused',
      `Google refuses this request as it stands (${status}). ${quoted(said)}`.trim(),
      'Sending it again would not help. Change what it complains of, or report it with the history.',
    ),
  )
}

const readQuota = (refused: Refused, error: WireError | null, said: string, model: string, now: number): Reading => {
  const aside = { ...NOTHING_HEARD, httpStatus: 429, words: said.trim() === '' ? null : excerpt(said, 2000) }
  const reason = error?.status || 'HTTP_429'
  if (isZeroQuota(error))
    return failure(
      aside,
      reason,
      STOP_RUN,
      problem(
        'no-quota',
        `This key has no quota at all for ${model}.`,
        'Turn on billing for the key in Google AI Studio, or choose another model; waiting does not help.',
      ),
    )
  if (isDailyQuota(error))
    return failure(
      aside,
      reason,
      STOP_RUN,
      problem(
        'daily-quota-used',
        'Google says the daily quota of this key is used up.',
        'It is renewed at midnight Pacific time; run again then, and what is finished is not asked for twice. Another key or a higher tier helps at once.',
      ),
    )
  const ms = toldDelayMs(error, refused.retryAfter, now)
  return failure(
    aside,
    reason,
    ms === null ? TRANSIENT : { kind: 'wait', ms },
    problem(
      'rate-limited',
      ms === null
        ? 'Google says this key sends too many requests (429).'
        : `Google asks to wait ${Math.ceil(ms / 1000)} s: this key sends too many requests (429).`,
      'The studio waits and asks again. A lower concurrency or a higher tier avoids it.',
    ),
  )
}

/** Read in the window and at the command line: both ways are said. */
const NEW_KEY =
  'Check the key in Google AI Studio, or make a new one. In the window, paste it in Settings; at the command line, set GEMINI_API_KEY to it.'
const AGAIN = 'The studio asks again by itself, as the retry setting says. If it goes on for long, try another model.'

const errorOf = (body: string | null): WireError | null => {
  if (body === null) return null
  try {
    return wireErrorOf(JSON.parse(body))
  } catch {
    return null
  }
}

const isBadKey = (error: WireError | null): boolean =>
  error?.details?.some((detail) => /^API_KEY_(INVALID|EXPIRED)/.test(detail.reason ?? '')) === true ||
  /api key (not valid|expired|not found)/i.test(error?.message ?? '')

/** The words of an error page without its markup. */
const withoutTags = (page: string): string =>
  page
    .slice(0, 20_000)
    .replace(/<(script|style)\b[^]*?<\/\1>/gi, ' ')
    .replace(/<[^>]*>/g, ' ')

const quoted = (said: string): string => (said.trim() === '' ? '' : `It says: “${excerpt(said, 300)}”`)
