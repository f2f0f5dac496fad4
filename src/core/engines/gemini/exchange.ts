/** What came over the wire, before the SDK made anything of it. */
export interface Exchange {
  readonly status: number
  readonly retryAfter: string | null
  /** Null while the body has not arrived whole. */
  readonly body: string | null
}

/** An answer that is larger than any picture could be; what is read of it is dropped. */
export class AnswerTooLarge extends Error {
  readonly limit: number
  constructor(limit: number) {
    super(`The answer is larger than ${limit} bytes.`)
    this.name = 'AnswerTooLarge'
    this.limit = limit
  }
}

/** Statuses that may not have a body; `new Response('', { status: 204 })` throws. */
const BODILESS = new Set([101, 204, 205, 304])

/**
 * A fetch that tells what it heard. The SDK drops `finishMessage` and every header of an error, and gives a body that is
 * not JSON away with a bare SyntaxError. Redirects are not followed: the key travels in a header that fetch would carry along
 * to any other host.
 * @param hear is told the status as soon as it is known, and again with the body.
 */
export const listeningFetch =
  (hear: (exchange: Exchange) => void, maxBytes: number): typeof fetch =>
  async (input, init) => {
    const response = await fetch(input, { ...init, redirect: 'manual' })
    const { status, statusText, headers } = response
    const retryAfter = headers.get('retry-after')
    hear({ status, retryAfter, body: null })
    const body = await readWhole(response, maxBytes)
    hear({ status, retryAfter, body })
    return new Response(BODILESS.has(status) ? null : body, { status, statusText, headers })
  }

const readWhole = async (response: Response, maxBytes: number): Promise<string> => {
  if (response.body === null) return ''
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of response.body) {
    length += piece.byteLength
    // Leaving the loop cancels the stream, which closes the connection.
    if (length > maxBytes) throw new AnswerTooLarge(maxBytes)
    pieces.push(piece)
  }
  return new TextDecoder().decode(Buffer.concat(pieces))
}
