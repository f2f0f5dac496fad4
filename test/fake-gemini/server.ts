import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ModelFacts } from '../../src/core/engines/engine.ts'
import { modelFacts, readModelTable } from '../../src/core/engines/models.ts'
import { unwrap } from '../../src/contract/index.ts'
import { errorBody, invalidKey } from './answers.ts'
import type { Behave } from './behaviour.ts'
import { perform } from './perform.ts'
import type { Scale } from './pictures.ts'
import { readRequest } from './request.ts'
import type { FakeRequest } from './request.ts'

export interface FakeOptions {
  readonly behave?: Behave
  readonly port?: number
  /** The only key that is taken; absent takes any. */
  readonly apiKey?: string
  /** A path in front of everything, as proxies have. */
  readonly prefix?: string
  /** Before every answer. */
  readonly latencyMs?: number
  readonly scale?: Scale
  /** Equal requests get different pictures, as from the real one; the n-th gets the same in every run. */
  readonly vary?: boolean
  /** Models beside those of resources/models.json. */
  readonly models?: readonly ModelFacts[]
}

/** One request as it came in, and what became of it. Times are milliseconds since 1970. */
export interface Recorded {
  readonly number: number
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  /** Null when it was not a valid `:generateContent`. */
  readonly request: FakeRequest | null
  readonly arrivedAt: number
  /** What was done: a behaviour's name, `refused` or `listed`. */
  did: string
  status: number | null
  answeredAt: number | null
  /** The client closed the connection before the answer was out. */
  gone: boolean
}

export interface FakeGemini {
  readonly url: string
  readonly requests: readonly Recorded[]
  /** Resolves when so many requests have arrived, counted from the start or the last `forget`. */
  readonly arrived: (count: number) => Promise<void>
  readonly forget: () => void
  /** Drops every open connection and stops listening. */
  readonly close: () => Promise<void>
}

const MAX_BODY_BYTES = 100e6

/** A server on this machine that answers `:generateContent` as Gemini does, and as badly as a test wants. */
export const startFakeGemini = async (options: FakeOptions = {}): Promise<FakeGemini> => {
  const { behave = () => undefined, prefix = '', latencyMs = 0, scale = 'real', vary = false } = options
  const table = unwrap(readModelTable())
  const models = { ...table.gemini, rows: [...table.gemini.rows, ...(options.models ?? [])] }
  const requests: Recorded[] = []
  const seen = new Map<string, number>()
  const waiting: { readonly count: number; readonly resolve: () => void }[] = []
  let valid = 0

  const record = (incoming: IncomingMessage, request: FakeRequest | null, did = 'refused'): Recorded => {
    const recorded: Recorded = {
      number: requests.length + 1,
      method: incoming.method ?? '',
      path: incoming.url ?? '',
      headers: incoming.headers,
      request,
      arrivedAt: Date.now(),
      did,
      status: null,
      answeredAt: null,
      gone: false,
    }
    requests.push(recorded)
    for (const { count, resolve } of waiting) if (requests.length >= count) resolve()
    return recorded
  }

  const generate = async (incoming: IncomingMessage, response: ServerResponse, id: string): Promise<void> => {
    const raw = await bodyOf(incoming)
    const model = modelFacts(models, id)
    if (model === null) {
      const message = `models/${id} is not found for API version v1beta, or is not supported for generateContent.`
      return sendJson(response, 404, errorBody({ status: 404, message }), record(incoming, null))
    }
    const request = readRequest(model, raw)
    if ('status' in request) return sendJson(response, request.status, errorBody(request), record(incoming, null))
    const recorded = record(incoming, request)
    response.on('close', () => {
      recorded.gone = !response.writableFinished
    })
    const count = (seen.get(request.hash) ?? 0) + 1
    seen.set(request.hash, count)
    const behaviour = await behave(request, ++valid)
    await perform(response, request, behaviour, {
      latencyMs,
      scale,
      seed: vary ? `${request.hash} ${count}` : request.hash,
      recorded,
    })
  }

  const server = createServer((incoming, response) => {
    const route = async () => {
      const path = incoming.url ?? ''
      if (path === '/__requests') return sendJson(response, 200, requests.map(withoutKey), null)
      const key = incoming.headers['x-goog-api-key']
      if (key === undefined || key === '') {
        const message = "Method doesn't allow unregistered callers (callers without established identity)."
        return sendJson(response, 403, errorBody({ status: 403, message }), record(incoming, null))
      }
      if (options.apiKey !== undefined && key !== options.apiKey)
        return sendJson(response, invalidKey.status, errorBody(invalidKey), record(incoming, null))
      const base = `${prefix}/v1beta/models`
      if (incoming.method === 'GET' && path === base)
        return sendJson(response, 200, { models: models.rows.map(listedModel) }, record(incoming, null, 'listed'))
      const id = path.startsWith(`${base}/`)
        ? /^([^/:]+):generateContent$/.exec(path.slice(base.length + 1))?.[1]
        : undefined
      if (incoming.method === 'POST' && id !== undefined) return generate(incoming, response, decodeURIComponent(id))
      return sendJson(response, 404, errorBody({ status: 404, message: `No ${path} here.` }), record(incoming, null))
    }
    route().catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500)
      response.end(String(error))
    })
  })
  // A client that goes away in the middle is what many tests are about.
  server.on('clientError', (_error, socket) => socket.destroy())
  server.keepAliveTimeout = 30_000
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0

  return {
    url: `http://127.0.0.1:${port}${prefix}`,
    requests,
    arrived: (count) =>
      requests.length >= count ? Promise.resolve() : new Promise((resolve) => waiting.push({ count, resolve })),
    forget: () => {
      requests.length = 0
      waiting.length = 0
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const listedModel = (facts: ModelFacts) => ({
  name: `models/${facts.id}`,
  displayName: facts.id,
  supportedGenerationMethods: ['generateContent'],
})

const bodyOf = async (incoming: IncomingMessage): Promise<Buffer> => {
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of incoming as AsyncIterable<Buffer>) {
    length += piece.length
    if (length > MAX_BODY_BYTES) throw new Error('The request is larger than any of ours.')
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

const sendJson = (response: ServerResponse, status: number, body: unknown, recorded: Recorded | null): void => {
  if (recorded !== null) {
    recorded.status = status
    recorded.answeredAt = Date.now()
  }
  const text = JSON.stringify(body)
  response.writeHead(status, {
    'content-type': 'application/json; charset=UTF-8',
    'content-length': Buffer.byteLength(text),
  })
  response.end(text)
}

/** A record as others may see it. */
const withoutKey = (recorded: Recorded) => ({
  ...recorded,
  headers: { ...recorded.headers, 'x-goog-api-key': '[key]' },
})
