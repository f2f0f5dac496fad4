import { GoogleGenAI } from '@google/genai'
import { failed, ok } from '../../../contract/index.ts'
import type { Result } from '../../../contract/index.ts'

export const GOOGLE_BASE_URL = 'https://generativelanguage.googleapis.com'

/** v1 is what the SDK would call; that it takes `imageConfig` is not proven, v1beta does. */
export const API_VERSION = 'v1beta'

export interface Connection {
  readonly apiKey: string
  readonly baseUrl: string
}

/**
 * Checks a key and an address before anything is sent with them.
 * @returns both as they will be used, or a problem `key-missing`, `key-malformed` or `base-url-unusable`; the key is never in
 * the message.
 */
export const checkConnection = (apiKey: string, baseUrl: string = GOOGLE_BASE_URL): Result<Connection> => {
  const key = apiKey.trim()
  if (key === '')
    return failed(
      'key-missing',
      'There is no key for Gemini.',
      'Get one from Google AI Studio. In the window, paste it in Settings; at the command line, set GEMINI_API_KEY to it.',
    )
  // Anything else cannot travel in a header, and the error fetch would throw quotes the whole value.
  if (!/^[\x21-\x7e]+$/.test(key))
    return failed(
      'key-malformed',
      'The key for Gemini holds blanks or characters that no key has.',
      'Copy it again from Google AI Studio, the key alone.',
    )
  const url = URL.parse(baseUrl)
  const wrong = url === null ? 'is not a web address' : whatIsWrong(url)
  if (url === null || wrong !== null)
    return failed(
      'base-url-unusable',
      `The base URL for Gemini ${wrong}.`,
      `Give one like ${GOOGLE_BASE_URL}, or leave it out.`,
    )
  return ok({ apiKey: key, baseUrl: url.href })
}

const whatIsWrong = (url: URL): string | null => {
  if (url.username !== '' || url.password !== '') return 'holds a name or a password, which would end up in messages'
  if (url.search !== '' || url.hash !== '') return 'holds a query or a fragment, which the request would lose'
  if (url.protocol === 'https:') return null
  if (url.protocol !== 'http:') return 'is neither https nor http'
  return isNear(url.hostname) ? null : 'is plain http to a far host, so anyone on the way could read the key'
}

/** This machine, or one in the same private network (RFC 1918, RFC 4193, names that only resolve locally). */
const isNear = (host: string): boolean =>
  /^(localhost|0\.0\.0\.0|127\.[\d.]+|10\.[\d.]+|192\.168\.[\d.]+|172\.(1[6-9]|2\d|3[01])\.[\d.]+)$/.test(host) ||
  /^\[(::1?|f[cd][0-9a-f:]+)\]$/.test(host) ||
  /^[^.:[\]]+$/.test(host) ||
  /\.(localhost|local|internal|test)$/.test(host)

/**
 * The SDK's client with every choice made here. `timeoutMs` also tells the server how long the answer is waited for
 * (`x-server-timeout`); the SDK's own retries stay off, since they know neither RetryInfo nor broken connections.
 */
export const openClient = (connection: Connection, timeoutMs: number): GoogleGenAI =>
  withoutEnvironment(
    () =>
      new GoogleGenAI({
        apiKey: connection.apiKey,
        enterprise: false,
        apiVersion: API_VERSION,
        httpOptions: { baseUrl: connection.baseUrl, timeout: timeoutMs },
      }),
  )

/**
 * The SDK looks for keys, addresses and versions in the environment. What is passed outranks all of that, but it still
 * says on the terminal that it uses GOOGLE_API_KEY when it does not. Its constructor is synchronous, so the variables
 * can be out of its sight for as long as it runs.
 */
const withoutEnvironment = <T>(construct: () => T): T => {
  const hidden = Object.entries(process.env).filter(([name]) => /^(GOOGLE|GEMINI)_/.test(name))
  for (const [name] of hidden) delete process.env[name]
  try {
    return construct()
  } finally {
    for (const [name, value] of hidden) process.env[name] = value
  }
}
