import { failed, ok, type Problem, type Result } from '../../../contract/index.ts'
import { checkConnection } from './connection.ts'
import { readNetworkError, timedOut } from './network.ts'
import type { Reading } from './reading.ts'
import { readRefusal } from './refusal.ts'
import { withoutKey } from './secret.ts'

const TIMEOUT_MS = 15_000

/**
 * Asks Gemini for its list of models: the one request that proves a key and costs nothing. Fails with the same problems as a
 * request for a picture would; the key is never in them.
 */
export const checkKey = async (options: {
  readonly apiKey: string
  readonly baseUrl?: string
}): Promise<Result<null>> => {
  const connection = checkConnection(options.apiKey, options.baseUrl)
  if (!connection.ok) return connection
  const { apiKey, baseUrl } = connection.value
  const hideKey = withoutKey(apiKey)
  const refused = (reading: Reading): Result<never> => ({ ok: false, problem: hidden(reading, hideKey) })
  try {
    const response = await fetch(new URL('v1beta/models', baseUrl.replace(/\/*$/, '/')), {
      headers: { 'x-goog-api-key': apiKey },
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    const body = hideKey(await response.text())
    if (response.status === 404)
      return failed('base-url-unusable', 'There is no Gemini at this address (404).', 'Check the base URL.')
    if (!response.ok)
      return refused(readRefusal({ status: response.status, retryAfter: null, body }, 'the list of models'))
    return ok(null)
  } catch (error) {
    if (error instanceof DOMException) return refused(timedOut(TIMEOUT_MS))
    const reading = readNetworkError(error, null)
    if (reading === null) throw error
    return refused(reading)
  }
}

const UNTOLD: Problem = { code: 'key-untested', message: 'The key could not be tested.', next: 'Try again.' }

const hidden = (reading: Reading, hideKey: (words: string) => string): Problem => {
  if (reading.kind !== 'failed' && reading.kind !== 'blocked') return UNTOLD
  const { code, message, next } = reading.problem
  return { code, message: hideKey(message), next: hideKey(next) }
}
