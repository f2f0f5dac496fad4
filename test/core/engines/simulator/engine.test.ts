import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'
import { unwrap } from '../../../../src/contract/index.ts'
import type { EngineRequest, RequestPart, SendContext } from '../../../../src/core/engines/engine.ts'
import { readModelTable } from '../../../../src/core/engines/models.ts'
import { openSimulator } from '../../../../src/core/engines/simulator/engine.ts'
import type { SimulatorOptions } from '../../../../src/core/engines/simulator/engine.ts'
import { parseMisbehaviour } from '../../../../src/core/engines/simulator/misbehave.ts'
import { openPool } from '../../../../src/core/threads/pool.ts'
import { shotOf } from '../../../../src/core/engines/simulator/shot-schema.ts'
import { decodeRgb } from '../../../../src/core/imaging/pixels.ts'
import { image, openAlbum, question, TEXT_CONFIG, words } from '../asking.ts'
import { aPhoto } from './sitting.ts'

const models = unwrap(readModelTable())
const run = promisify(execFile)

const open = (options: Omit<SimulatorOptions, 'models'> = {}) => {
  const engine = openSimulator({ models, workers: 1, ...options })
  onTestFinished(async () => await engine.close())
  return engine
}
const album = openAlbum()
const context = (more: Partial<SendContext> = {}): SendContext => ({
  signal: new AbortController().signal,
  picture: album.picture,
  sends: 0,
  ...more,
})
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const misbehaving = (rates: string) => ({ misbehave: unwrap(parseMisbehaviour(rates)) })

describe('a picture of the simulator', () => {
  const prompt = 'Cinematic portrait of a chef in a kitchen, chest-up.'
  const request: EngineRequest = question('simulator-1', [words(prompt)])

  it('[S1] is a PNG of the size asked for that says what it was made from', async () => {
    const answer = await open().send(request, context())
    expect(answer).toMatchObject({ kind: 'image', mimeType: 'image/png', costUsd: 0, cached: false })
    if (answer.kind !== 'image') return
    expect(await decodeRgb(answer.bytes)).toMatchObject({ width: 896, height: 1200 })
    expect(shotOf(answer.bytes)).toMatchObject({ width: 896, height: 1200, world: { kind: 'kitchen' } })
    expect(answer.latencyMs).toBeGreaterThan(50)
  })

  it('[S2] has the same bytes in every process, other bytes for another variant, seed or engine seed', async () => {
    const engine = open()
    const bytes = async (asked: EngineRequest, by = engine): Promise<string> => {
      const answer = await by.send(asked, context())
      return answer.kind === 'image' ? sha256(answer.bytes) : answer.kind
    }
    const first = await bytes(request)
    const elsewhere = await run(process.execPath, [new URL('./draw-once.ts', import.meta.url).pathname, prompt])
    expect(elsewhere.stdout.trim()).toBe(first)
    const others = [
      await bytes({ ...request, variant: 2 }),
      await bytes({ ...request, config: { ...request.config, seed: 5 } }),
      await bytes(request, open({ seed: 9 })),
    ]
    expect(new Set([first, ...others]).size).toBe(4)
  })

  it('[S1] comes at 2K and 4K in the size that is asked for', async () => {
    const engine = open()
    for (const [imageSize, width, height] of [
      ['2K', 2752, 1536],
      ['4K', 5504, 3072],
    ] as const) {
      const config = { output: 'image', aspectRatio: '16:9', imageSize } as const
      const answer = await engine.send(question('simulator-1', [words(prompt)], { config }), context())
      if (answer.kind !== 'image') throw new Error(answer.kind)
      const header = new DataView(answer.bytes.buffer, answer.bytes.byteOffset)
      expect([header.getUint32(16), header.getUint32(20)]).toEqual([width, height])
    }
  }, 120_000)

  it('[S3] stands on pure white when white is asked for', async () => {
    const answer = await open().send(
      question('simulator-1', [words('Studio headshot, head and shoulders, on a plain white background.')]),
      context(),
    )
    if (answer.kind !== 'image') throw new Error(answer.kind)
    const { width, height, data } = await decodeRgb(answer.bytes)
    for (const x of [0, 20, width - 21, width - 1])
      for (const y of [0, 10, Math.round(height * 0.1)])
        expect([...data.subarray((y * width + x) * 3, (y * width + x) * 3 + 3)]).toEqual([255, 255, 255])
  })
})

describe('misbehaviour at the engine', () => {
  const request = question('simulator-1', [words('A pilot.')])

  it('[S7] 503 is transient and goes away when the request is sent again', async () => {
    const engine = open(misbehaving('unavailable=0.6'))
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, sends) => engine.send({ ...request, config: TEXT_CONFIG }, context({ sends }))),
    )
    const failure = answers.find(({ kind }) => kind === 'failed')
    expect(failure).toMatchObject({ httpStatus: 503, reason: 'UNAVAILABLE', advice: { kind: 'transient' } })
    expect(new Set(answers.map(({ kind }) => kind))).toEqual(new Set(['failed', 'text']))
  })

  it('[S7] 429 says how long to wait', async () => {
    const answer = await open(misbehaving('rate-limit')).send(request, context())
    expect(answer).toMatchObject({ kind: 'failed', httpStatus: 429, advice: { kind: 'wait' } })
    if (answer.kind !== 'failed' || answer.advice.kind !== 'wait') return
    expect(answer.advice.ms).toBeGreaterThanOrEqual(1000)
    expect(answer.words).toContain((answer.advice.ms / 1000).toFixed(1))
  })

  it('[S6] two pictures that hold a face are blocked as usual, for the prompt, with the reason OTHER', async () => {
    const parts: RequestPart[] = [image(album, 'a', 'scene'), image(album, 'b', 'portrait'), words('One picture.')]
    const answer = await open().send(question('simulator-1', parts), context())
    expect(answer).toMatchObject({
      kind: 'blocked',
      where: 'prompt',
      reason: 'OTHER',
      advice: { kind: 'again', times: 1 },
    })
  })

  it('[S7] words instead of a picture are kept with the failure', async () => {
    const answer = await open(misbehaving('text-instead')).send(request, context())
    expect(answer).toMatchObject({ kind: 'failed', reason: 'TEXT_ONLY', advice: { kind: 'again', times: 1 } })
    expect(answer.kind === 'failed' && answer.words).toContain('picture')
  })

  it('[S8] a blank picture is one colour', async () => {
    const answer = await open(misbehaving('blank')).send(request, context())
    if (answer.kind !== 'image') throw new Error(answer.kind)
    const { data } = await decodeRgb(answer.bytes, 64)
    expect(new Set(data).size).toBe(1)
  })

  it('[S7][E5] a slow answer can be cancelled at once', async () => {
    const cancel = new AbortController()
    const answering = open(misbehaving('unknown-slow')).send(request, context({ signal: cancel.signal }))
    setTimeout(() => cancel.abort(), 50)
    expect(await answering).toMatchObject({ kind: 'cancelled' })
  })
})

describe('trouble', () => {
  it('[S10] a picture that does not decode fails the request and names the picture', async () => {
    const good = await aPhoto({ skin: [0.8, 0.6, 0.5], hair: [0.2, 0.1, 0.1] })
    const [fine, broken] = [album.add(good), album.add(good.subarray(0, 300))]
    const part = (hash: typeof fine): RequestPart => ({
      kind: 'image',
      role: 'reference',
      sha256: hash,
      mimeType: 'image/jpeg',
    })
    const answer = await open().send(question('simulator-1', [words('Her.'), part(fine), part(broken)]), context())
    expect(answer).toMatchObject({
      kind: 'failed',
      advice: { kind: 'stop', scope: 'request' },
      problem: { code: 'picture-unreadable' },
    })
    expect(answer.kind === 'failed' && answer.problem.message).toContain('Picture 2')
  })

  it('[S10][E5] drawing that is cancelled in the middle is given up at once, and the next picture is drawn', async () => {
    const engine = open()
    const cancel = new AbortController()
    const answering = engine.send(question('simulator-1', [words('A pilot, 1')]), context({ signal: cancel.signal }))
    await new Promise((resolve) => setTimeout(resolve, 700))
    cancel.abort()
    const next = engine.send(question('simulator-1', [words('A pilot, 2')]), context())
    expect(await Promise.race([answering, next])).toMatchObject({ kind: 'cancelled' })
    expect(await next).toMatchObject({ kind: 'image' })
  })

  it('[S10] a worker that dies fails its task only: another takes its place', async () => {
    const pool = openPool(new URL('./broken-worker.mjs', import.meta.url), { threads: 1 })
    onTestFinished(async () => await pool.close())
    await expect(pool.run('die late')).rejects.toThrow('died')
    expect(await pool.run('a task')).toBe('did a task')
  })

  it('[S10] after closing, requests are answered with a problem and nothing is drawn', async () => {
    const engine = open()
    await engine.close()
    expect(await engine.send(question('simulator-1', [words('A pilot.')]), context())).toMatchObject({
      kind: 'failed',
      advice: { kind: 'stop', scope: 'run' },
      problem: { code: 'engine-closed' },
    })
  })

  it('[S7] a question in words sent to the image model is answered in words, which is no picture', async () => {
    const answer = await open().send(
      question('simulator-1', [image(album, 'scene', 'scene'), words('What is in this picture?')]),
      context(),
    )
    expect(answer).toMatchObject({ kind: 'failed', reason: 'TEXT_ONLY' })
  })
})
