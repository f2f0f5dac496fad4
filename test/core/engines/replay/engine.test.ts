import net from 'node:net'
import { unlinkSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type EngineName, unwrap } from '../../../../src/contract/index.ts'
import type { EngineRequest } from '../../../../src/core/engines/engine.ts'
import { requestKeys } from '../../../../src/core/engines/keys.ts'
import { readModelTable } from '../../../../src/core/engines/models.ts'
import { openReplay } from '../../../../src/core/engines/replay/engine.ts'
import type { AttemptEnd, Library } from '../../../../src/core/library/types.ts'
import { openTestLibrary, put, startRun } from '../../library/builders.ts'
import { end, LEASE_MS, question } from '../../library/requests.ts'

const models = unwrap(readModelTable())

const replay = (library: Library, model?: string) =>
  openReplay({ library, models, ...(model === undefined ? {} : { model }) })

const send = (library: Library, request: EngineRequest, model?: string) =>
  replay(library, model).send(request, { signal: new AbortController().signal, picture: library.picture, sends: 0 })

/** Puts into the library that `engine` answered so to this request. */
const record = async (library: Library, request: EngineRequest, engine: EngineName, change: Partial<AttemptEnd>) => {
  const { jobs } = await startRun(library, ['a'])
  const recorded = {
    ...requestKeys(request, engine),
    engine,
    model: request.model,
    config: request.config,
    variant: request.variant,
    parts: [],
    prompt: null,
  }
  const attempt = await library.startAttempt(jobs[0]!.id, recorded, 0, LEASE_MS)
  return await library.endAttempt(attempt, end(change), null)
}

const request = question('A kitchen at night.')

const noNetwork = () => {
  throw new Error('A socket was opened.')
}

beforeEach(() => {
  vi.spyOn(net.Socket.prototype, 'connect').mockImplementation(noNetwork)
  vi.stubGlobal('fetch', noNetwork)
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

describe('replay', () => {
  it('[R1] gives back the recorded picture and what the model said, for nothing and without a socket', async () => {
    const library = await openTestLibrary()
    const bytes = Buffer.from('the very bytes')
    const image = await put(library, bytes)
    const turn = [
      { kind: 'text', text: 'Here it is.' },
      { kind: 'image', sha256: image, mimeType: 'image/png', signature: 'signed' },
    ] as const
    await record(library, request, 'gemini', { image, mimeType: 'image/png', words: 'Here it is.', turn })
    const answer = await send(library, { ...request, model: 'another-model' })
    expect(answer).toMatchObject({
      kind: 'image',
      mimeType: 'image/png',
      words: 'Here it is.',
      costUsd: 0,
      cached: true,
      httpStatus: null,
      tokens: null,
      turn: [
        { kind: 'text', text: 'Here it is.' },
        { kind: 'image', mimeType: 'image/png', signature: 'signed' },
      ],
    })
    expect(answer.latencyMs).toBeGreaterThan(0)
    expect(answer.kind === 'image' && Buffer.from(answer.bytes).equals(bytes)).toBe(true)
    expect(replay(library).estimateUsd(request)).toBe(0)
  })

  it('[R1] gives back recorded words', async () => {
    const library = await openTestLibrary()
    const asked = question('Describe the picture.', { config: { output: 'text' } })
    await record(library, asked, 'simulator', { text: 'A kitchen.' })
    expect(await send(library, asked)).toMatchObject({ kind: 'text', text: 'A kitchen.', cached: true })
  })

  it('[R2] prefers a real engine to the simulator, and any picture to a block', async () => {
    const library = await openTestLibrary()
    const text = { config: { output: 'text' } } as const
    const [both, blockedOnce] = [question('both', text), question('blocked once', text)]
    await record(library, both, 'gemini', { text: 'real' })
    await record(library, both, 'simulator', { text: 'simulated' })
    await record(library, blockedOnce, 'simulator', { text: 'simulated' })
    await record(library, blockedOnce, 'gemini', { status: 'blocked', reason: 'OTHER' })
    expect(await send(library, both)).toMatchObject({ text: 'real' })
    expect(await send(library, blockedOnce)).toMatchObject({ text: 'simulated' })
  })

  it('[R2] gives back a block with its reason and words when there is nothing else', async () => {
    const library = await openTestLibrary()
    await record(library, request, 'gemini', { status: 'blocked', reason: 'OTHER', words: 'I cannot.' })
    expect(await send(library, request)).toMatchObject({
      kind: 'blocked',
      reason: 'OTHER',
      words: 'I cannot.',
      advice: { kind: 'stop', scope: 'request' },
      cached: true,
    })
  })

  it('[R3] names what is missing: the words, the pictures and the variant', async () => {
    const library = await openTestLibrary()
    const image = await put(library)
    const parts = [
      { kind: 'image', role: 'scene', sha256: image, mimeType: 'image/png' },
      { kind: 'text', role: 'prompt', text: `A head-and-shoulders\nportrait ${'with every detail '.repeat(20)}` },
    ] as const
    const asked = { ...request, turns: [{ role: 'user', parts }] as const, variant: 3 }
    const answer = await send(library, asked)
    expect(answer).toMatchObject({
      kind: 'failed',
      advice: { kind: 'stop', scope: 'request' },
      cached: true,
      costUsd: 0,
    })
    if (answer.kind !== 'failed') return
    expect(answer.problem.code).toBe('not-recorded')
    expect(answer.problem.message).toContain(
      'A head-and-shoulders portrait with every detail with every detail with every det…',
    )
    expect(answer.problem.message).toContain(image.slice(0, 12))
    expect(answer.problem.message).toContain('variant 3')
    expect(answer.problem.next).toContain('Run it once')
  })

  it('[R4] answers for one model only when asked to', async () => {
    const library = await openTestLibrary()
    const text = { config: { output: 'text' } } as const
    await record(library, question('x', { ...text, model: 'new' }), 'gemini', { text: 'of the new' })
    await record(library, question('x', { ...text, model: 'old' }), 'gemini', { text: 'of the old' })
    expect(await send(library, question('x', text), 'new')).toMatchObject({ text: 'of the new' })
    expect(await send(library, question('x', text), 'none')).toMatchObject({ kind: 'failed', reason: 'not-recorded' })
  })

  it('[R5] takes an older answer when the newest picture is gone, and says so when there is none', async () => {
    const library = await openTestLibrary()
    const [older, newer] = [await put(library), await put(library)]
    await record(library, request, 'gemini', { image: older, mimeType: 'image/png' })
    await record(library, request, 'gemini', { image: newer, mimeType: 'image/png' })
    unlinkSync(library.picturePath(newer))
    expect(await send(library, request)).toMatchObject({ kind: 'image', bytes: await library.picture(older) })
    unlinkSync(library.picturePath(older))
    expect(await send(library, request)).toMatchObject({ kind: 'failed', reason: 'recorded-picture-lost' })
  })

  it('[E4] is cancelled before it looks', async () => {
    const library = await openTestLibrary()
    const context = { signal: AbortSignal.abort(), picture: library.picture, sends: 0 }
    expect(await replay(library).send(request, context)).toMatchObject({ kind: 'cancelled', cached: true })
  })
})
