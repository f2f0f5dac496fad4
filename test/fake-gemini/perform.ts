import { randomBytes } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { errorBody, outputBlockBody, pictureBody, promptBlockBody, textBody, usage, wordsFor } from './answers.ts'
import type { Behaviour } from './behaviour.ts'
import type { Scale } from './pictures.ts'
import type { FakeRequest } from './request.ts'

export interface Stage {
  readonly latencyMs: number
  readonly scale: Scale
  /** Decides the colours of a picture. */
  readonly seed: string
  readonly recorded: { did: string; status: number | null; answeredAt: number | null }
}

const JSON_TYPE = 'application/json; charset=UTF-8'
const TRICKLE_PIECES = 8

/** Answers one request in the way told, or as a healthy Gemini when nothing is told. */
export const perform = async (
  response: ServerResponse,
  request: FakeRequest,
  told: Behaviour | undefined,
  stage: Stage,
): Promise<void> => {
  const healthy: Behaviour = request.output === 'image' ? { do: 'picture' } : { do: 'text', text: wordsFor(request) }
  const behaviour = told ?? healthy
  stage.recorded.did = behaviour.do
  const wait = stage.latencyMs + (behaviour.delayMs ?? 0)
  if (wait > 0) await pause(wait)
  if (response.destroyed) return

  const send = (
    status: number,
    body: string | Buffer,
    type = JSON_TYPE,
    headers: Readonly<Record<string, string>> = {},
  ) => {
    stage.recorded.status = status
    stage.recorded.answeredAt = Date.now()
    response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body), ...headers })
    response.end(body)
  }
  const answer = (body: unknown) => send(200, JSON.stringify(body))
  const healthyText = async () =>
    Buffer.from(
      JSON.stringify(
        healthy.do === 'text'
          ? textBody(request, healthy.text)
          : await pictureBody(request, {}, stage.seed, stage.scale),
      ),
    )
  /** A healthy answer's head and some of its body, with the length of all of it. */
  const begin = async (share: number): Promise<Buffer> => {
    const body = await healthyText()
    stage.recorded.status = 200
    response.writeHead(200, { 'content-type': JSON_TYPE, 'content-length': body.length })
    response.flushHeaders()
    if (share > 0) response.write(body.subarray(0, Math.floor(body.length * share)))
    // Long enough for the client to have read what was sent before the connection goes.
    await pause(20)
    return body
  }

  switch (behaviour.do) {
    case 'picture':
      return answer(await pictureBody(request, behaviour, stage.seed, stage.scale))
    case 'text':
      return answer(textBody(request, behaviour.text, behaviour.finishReason))
    case 'error':
      return behaviour.page === undefined
        ? send(behaviour.status, JSON.stringify(errorBody(behaviour)), JSON_TYPE, behaviour.headers)
        : send(behaviour.status, behaviour.page, 'text/html', behaviour.headers)
    case 'block-prompt':
      return answer(promptBlockBody(request, behaviour.reason, behaviour.message))
    case 'block-output':
      return answer(outputBlockBody(request, behaviour))
    case 'empty':
      return answer(
        {
          object: {},
          'no-candidates': { candidates: [], usageMetadata: usage(request, 0, '') },
          'no-parts': { candidates: [{ content: { role: 'model', parts: [] }, finishReason: 'STOP' }] },
        }[behaviour.shape],
      )
    case 'json':
      return answer(behaviour.body)
    case 'page':
      return send(200, behaviour.text, behaviour.type ?? 'text/html')
    case 'garbage':
      return send(200, randomBytes(4096))
    case 'half': {
      const body = await healthyText()
      return send(200, body.subarray(0, Math.floor(body.length / 2)))
    }
    case 'drop':
      if (behaviour.when !== 'before') await begin(behaviour.when === 'middle' ? 0.5 : 0)
      response.socket?.destroy()
      return undefined
    case 'not-http':
      response.socket?.end('this is not the server you are looking for\r\n\r\n')
      return undefined
    case 'hang':
      return undefined
    case 'trickle': {
      const body = await begin(0)
      for (let i = 0; i < TRICKLE_PIECES && !response.destroyed; i++) {
        response.write(body.subarray((body.length * i) / TRICKLE_PIECES, (body.length * (i + 1)) / TRICKLE_PIECES))
        await pause(behaviour.ms / TRICKLE_PIECES)
      }
      stage.recorded.answeredAt = Date.now()
      response.end()
      return undefined
    }
    case 'huge': {
      stage.recorded.status = 200
      response.writeHead(200, { 'content-type': JSON_TYPE })
      response.write('{"candidates":[],"padding":"')
      const piece = Buffer.alloc(1 << 20, 'x')
      for (let sent = 0; sent < behaviour.bytes && !response.destroyed; sent += piece.length) {
        if (!response.write(piece)) await Promise.race([drained(response), pause(5000)])
      }
      response.end('"}')
      return undefined
    }
  }
}

const drained = (response: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    response.once('drain', resolve)
    response.once('close', resolve)
  })
