import { createServer } from 'node:net'
import { getEventListeners } from 'node:events'
import { describe, expect, it } from 'vitest'
import { startFakeGemini } from '../../../fake-gemini/server.ts'
import { useLoopback } from './loopback.ts'

const gemini = useLoopback()
const TRANSIENT = { kind: 'failed', costUsd: 0, cached: false, advice: { kind: 'transient' } }

describe('a connection that fails', () => {
  it.each(['before', 'headers', 'middle'] as const)('[M32] %s the answer is asked for again', async (when) => {
    expect(await gemini.ask({ do: 'drop', when })).toMatchObject({ ...TRANSIENT, problem: { code: 'network-failed' } })
  })

  it('[M32] with something that is not HTTP is asked for again', async () => {
    expect(await gemini.ask({ do: 'not-http' })).toMatchObject({ ...TRANSIENT, reason: 'HTTPParserError' })
  })

  it('[M32] because nobody listens is asked for again, and says so', async () => {
    const fake = await startFakeGemini()
    await fake.close()
    const engine = gemini.open({ baseUrl: fake.url })
    expect(await gemini.ask(undefined, gemini.drawing(), { engine })).toMatchObject({
      ...TRANSIENT,
      reason: 'ECONNREFUSED',
      httpStatus: null,
      problem: { message: 'Nothing answers at the address (ECONNREFUSED).' },
    })
  })

  it('[M32] because the name is not known is asked for again, and says so', async () => {
    const engine = gemini.open({ baseUrl: 'https://gemini.invalid' })
    expect(await gemini.ask(undefined, gemini.drawing(), { engine })).toMatchObject({
      ...TRANSIENT,
      reason: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/),
    })
  })

  it('[M33] because nothing is ever said is given up after the timeout, which is not a cancel', async () => {
    const engine = gemini.open({ timeoutMs: 100 })
    const answer = await gemini.ask({ do: 'hang' }, gemini.drawing(), { engine })
    expect(answer).toMatchObject({ ...TRANSIENT, reason: 'TIMEOUT', httpStatus: null })
    expect(answer.latencyMs).toBeGreaterThan(90)
    expect(answer.latencyMs).toBeLessThan(1000)
  })

  it('[M33] because the answer trickles in too slowly is given up after the timeout too', async () => {
    const engine = gemini.open({ timeoutMs: 150 })
    expect(await gemini.ask({ do: 'trickle', ms: 3000 }, gemini.drawing(), { engine })).toMatchObject({
      ...TRANSIENT,
      reason: 'TIMEOUT',
    })
  })

  it('[M33] not at all is merely slow', async () => {
    expect(await gemini.ask({ do: 'trickle', ms: 200 })).toMatchObject({ kind: 'image' })
  })
})

describe('an answer that is not one', () => {
  it.each([
    ['a page', { do: 'page', text: '<html>Please log in to the network.</html>' }],
    ['random bytes', { do: 'garbage' }],
    ['half an answer', { do: 'half' }],
    ['nothing', { do: 'page', text: '', type: 'application/json' }],
    ['a bare word', { do: 'json', body: 'fine' }],
    ['null', { do: 'json', body: null }],
  ] as const)('[M32] %s with status 200 is asked for again', async (_name, told) => {
    expect(await gemini.ask(told)).toMatchObject({ ...TRANSIENT, reason: 'NOT_JSON', httpStatus: 200 })
  })

  it('[M34] that does not end is given up before it fills the memory', async () => {
    const engine = gemini.open({ maxAnswerBytes: 3e6 })
    expect(await gemini.ask({ do: 'huge', bytes: 50e6 }, gemini.drawing(), { engine })).toMatchObject({
      kind: 'failed',
      reason: 'ANSWER_TOO_LARGE',
      advice: { kind: 'stop', scope: 'request' },
    })
  })
})

const cancelDuring = async (...[told, how]: [Parameters<typeof gemini.ask>[0], Parameters<typeof gemini.ask>[2]?]) => {
  const cancel = new AbortController()
  gemini.fake().forget()
  const answering = gemini.ask(told, gemini.drawing(), { ...how, signal: cancel.signal })
  await (how?.picture === undefined ? gemini.fake().arrived(1) : Promise.resolve())
  await new Promise((resolve) => setTimeout(resolve, 30))
  const at = performance.now()
  cancel.abort()
  const answer = await answering
  expect(performance.now() - at).toBeLessThan(200)
  return { answer, signal: cancel.signal }
}

describe('a cancel', () => {
  it('[M35] is at once while nothing has been answered, and the connection is closed', async () => {
    const { answer } = await cancelDuring({ do: 'hang' })
    expect(answer).toEqual({
      kind: 'cancelled',
      latencyMs: expect.any(Number),
      costUsd: 0,
      cached: false,
      httpStatus: null,
      tokens: null,
      words: null,
    })
    await expect.poll(() => gemini.last().gone).toBe(true)
  })

  it('[M35] is at once in the middle of an answer', async () => {
    expect((await cancelDuring({ do: 'trickle', ms: 5000 })).answer.kind).toBe('cancelled')
  })

  it('[M35] is at once while a picture is still being read', async () => {
    const { answer } = await cancelDuring(undefined, { picture: () => new Promise(() => {}) })
    expect(answer.kind).toBe('cancelled')
    expect(gemini.fake().requests).toHaveLength(0)
  })

  it('[E4] before the request means that nothing is sent', async () => {
    gemini.fake().forget()
    const answer = await gemini.ask(undefined, gemini.drawing(), { signal: AbortSignal.abort() })
    expect(answer.kind).toBe('cancelled')
    expect(gemini.fake().requests).toHaveLength(0)
  })

  it('[M35] leaves nothing hanging on the signal of a run, however many requests it made', async () => {
    const { signal } = new AbortController()
    for (let i = 0; i < 20; i++) await gemini.ask(undefined, gemini.drawing(), { signal })
    expect(getEventListeners(signal, 'abort')).toHaveLength(0)
  })

  it('[M35] comes with closing the engine', async () => {
    const engine = gemini.open()
    gemini.fake().forget()
    const answering = gemini.ask({ do: 'hang' }, gemini.drawing(), { engine })
    await gemini.fake().arrived(1)
    await engine.close()
    expect((await answering).kind).toBe('cancelled')
    expect((await gemini.ask(undefined, gemini.drawing(), { engine })).kind).toBe('cancelled')
  })
})

const brokenPicture = () => Promise.reject(new RangeError('out of range'))

describe('a picture of the request that cannot be read', () => {
  it('[E8] by a bug is an answer too, and nothing is sent', async () => {
    gemini.fake().forget()
    expect(await gemini.ask(undefined, gemini.drawing(), { picture: brokenPicture })).toMatchObject({
      kind: 'failed',
      reason: 'UNEXPECTED',
      words: 'out of range',
      advice: { kind: 'stop', scope: 'request' },
    })
    expect(gemini.fake().requests).toHaveLength(0)
  })
})

describe('a server that hangs up on every connection', () => {
  it('[M32] is a broken connection and no crash', async () => {
    const server = createServer((socket) => socket.destroy())
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : 0
    const engine = gemini.open({ baseUrl: `http://127.0.0.1:${port}` })
    const answers = await Promise.all([1, 2, 3].map(() => gemini.ask(undefined, gemini.drawing(), { engine })))
    for (const answer of answers) expect(answer).toMatchObject({ ...TRANSIENT, problem: { code: 'network-failed' } })
    await new Promise((resolve) => server.close(resolve))
  })
})
