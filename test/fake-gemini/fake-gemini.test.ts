import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { blockTwoFaces, chances, firstOf, OVERLOADED, storm } from './behaviour.ts'
import { drawPng } from './pictures.ts'
import type { FakeRequest } from './request.ts'
import { startFakeGemini } from './server.ts'
import type { FakeGemini } from './server.ts'

const MODEL = 'gemini-nano-banana-2.1'
const picture = (name: string) => ({
  inlineData: { mimeType: 'image/png', data: drawPng(name, '1:1', '1K', 'small').toString('base64') },
})
const CONFIG = { responseModalities: ['TEXT', 'IMAGE'], imageConfig: { aspectRatio: '3:4', imageSize: '1K' } }
const body = (parts: readonly unknown[], config: unknown = CONFIG) => ({
  contents: [{ role: 'user', parts }],
  generationConfig: config,
})

/** What the server answers to a body, without the SDK in between. */
const post = async (url: string, content: unknown, told: { model?: string; key?: string; version?: string } = {}) => {
  const { model = MODEL, key = 'some-key', version = 'v1beta' } = told
  const response = await fetch(`${url}/${version}/models/${model}:generateContent`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(key === '' ? {} : { 'x-goog-api-key': key }) },
    body: typeof content === 'string' ? content : JSON.stringify(content),
  })
  const answer: unknown = await response.json()
  return { status: response.status, answer, text: JSON.stringify(answer) }
}

describe('the loopback Gemini', () => {
  let fake: FakeGemini
  beforeAll(async () => {
    fake = await startFakeGemini({ scale: 'small' })
  })
  afterAll(async () => {
    await fake.close()
  })

  it('[F1] answers the same request with the same picture, and another with another', async () => {
    const [first, again, other] = await Promise.all(['a', 'a', 'b'].map((text) => post(fake.url, body([{ text }]))))
    expect(again).toEqual(first)
    expect(other?.text).not.toBe(first?.text)
  })

  it.each([
    ['1:1', 1024, 1024],
    ['3:4', 896, 1200],
    ['4:3', 1200, 896],
    ['9:16', 768, 1376],
    ['16:9', 1376, 768],
  ])('[F1] draws %s as the real one does, with something to see', async (ratio, width, height) => {
    const image = sharp(drawPng('seed', ratio, '1K', 'real'))
    expect(await image.metadata()).toMatchObject({ width, height, format: 'png' })
    expect((await image.stats()).channels[0]?.stdev).toBeGreaterThan(10)
  })

  it.each([
    ['no key', 403, body([{ text: 'a' }]), { key: '' }],
    ['another version', 404, body([{ text: 'a' }]), { version: 'v1' }],
    ['an unknown model', 404, body([{ text: 'a' }]), { model: 'gemini-1' }],
    ['no JSON', 400, '{', {}],
    ['an unknown field', 400, { ...body([{ text: 'a' }]), prompt: 'x' }, {}],
    [
      'an unknown field of the picture',
      400,
      body([{ text: 'a' }], { ...CONFIG, imageConfig: { ...CONFIG.imageConfig, personGeneration: 'x' } }),
      {},
    ],
    ['a temperature', 400, body([{ text: 'a' }], { ...CONFIG, temperature: 1 }), {}],
    ['two candidates', 400, body([{ text: 'a' }], { ...CONFIG, candidateCount: 2 }), {}],
    ['a picture without words allowed', 400, body([{ text: 'a' }], { ...CONFIG, responseModalities: ['IMAGE'] }), {}],
    ['no proportions', 400, body([{ text: 'a' }], { responseModalities: ['TEXT', 'IMAGE'] }), {}],
    [
      'a strange proportion',
      400,
      body([{ text: 'a' }], { ...CONFIG, imageConfig: { aspectRatio: '2:1', imageSize: '1K' } }),
      {},
    ],
    ['a picture from a model for words', 400, body([{ text: 'a' }]), { model: 'gemini-3.8-flash' }],
    ['no parts', 400, body([]), {}],
    ['an empty part', 400, body([{}]), {}],
    ['a picture that is none', 400, body([{ inlineData: { mimeType: 'image/png', data: 'bm90aGluZw==' } }]), {}],
    [
      'a picture of another type',
      400,
      body([{ inlineData: { ...picture('a').inlineData, mimeType: 'image/jpeg' } }]),
      {},
    ],
    ['fifteen pictures', 400, body(Array.from({ length: 15 }, (_, n) => picture(`${n}`))), {}],
    [
      'a chat that ends with the model',
      400,
      { ...body([{ text: 'a' }]), contents: [{ role: 'model', parts: [{ text: 'a' }] }] },
      {},
    ],
  ])('[F2] refuses %s with %i', async (_name, status, content, told) => {
    const { status: answered, answer } = await post(fake.url, content, told)
    expect(answered).toBe(status)
    expect(answer).toMatchObject({ error: { code: status, message: expect.any(String), status: expect.any(String) } })
  })

  it('[F3] records what came in, in order, with each picture by its hash', async () => {
    fake.forget()
    await post(fake.url, body([{ text: 'look' }, picture('a')]))
    expect(fake.requests).toMatchObject([
      {
        method: 'POST',
        status: 200,
        did: 'picture',
        request: { text: 'look', order: ['text', 'image'], pictures: [{ mimeType: 'image/png' }] },
      },
    ])
    expect(fake.requests[0]?.answeredAt).toBeGreaterThanOrEqual(fake.requests[0]?.arrivedAt ?? Infinity)
  })

  it('[F4] picks a view when the words ask for one of several', async () => {
    const { text } = await post(
      fake.url,
      body([picture('scene'), { text: 'One of: front, profile-left, profile-right, three-quarter-left.' }], {
        responseModalities: ['TEXT'],
      }),
      { model: 'gemini-3.8-flash' },
    )
    expect(text).toMatch(/"text":"(front|profile-left|profile-right|three-quarter-left)"/)
  })
})

const request = (order: FakeRequest['order'], text = ''): FakeRequest => ({
  model: MODEL,
  output: 'image',
  aspectRatio: '3:4',
  imageSize: '1K',
  turns: 1,
  text,
  order,
  pictures: order.filter((kind) => kind === 'image').map(() => ({ mimeType: 'image/png', sha256: '' })),
  hash: '',
  body: { contents: [], generationConfig: CONFIG },
})

const meet = (seed: number) => {
  const behave = storm(0.3, seed)
  return Array.from({ length: 1000 }, (_, n) => behave(request([]), n))
}

describe('weather and blocks', () => {
  it('[F5] a storm meets the told share of requests, the same ones for a seed', async () => {
    expect(meet(1)).toEqual(meet(1))
    expect(meet(1)).not.toEqual(meet(2))
    const hit = meet(1).filter((behaviour) => behaviour === OVERLOADED).length
    expect(hit).toBeGreaterThan(250)
    expect(hit).toBeLessThan(350)
    expect(chances(7)()).toBe(chances(7)())
  })

  it('[F6] two faces are an edit of exactly two pictures, or words about swapping faces', () => {
    const blocked = { do: 'block-prompt', reason: 'OTHER' }
    expect(blockTwoFaces(request(['image', 'image', 'text']))).toEqual(blocked)
    expect(blockTwoFaces(request(['image', 'text'], 'Replace the face with another.'))).toEqual(blocked)
    expect(blockTwoFaces(request(['text', 'image', 'image']))).toBeUndefined()
    expect(blockTwoFaces(request(['image', 'image', 'image', 'text']))).toBeUndefined()
    expect(blockTwoFaces(request(['image', 'text'], 'The face lit from the left edge.'))).toBeUndefined()
  })

  it('[F5] the first that has something to say decides', async () => {
    const behave = firstOf(() => undefined, storm(1), blockTwoFaces)
    expect(await behave(request(['image', 'image']), 1)).toBe(OVERLOADED)
  })
})

describe('the loopback Gemini as a program', () => {
  it('[F7] tells its URL in one line, storms as told, shows what came in, and stops when told to', async () => {
    const program = fileURLToPath(new URL('serve.ts', import.meta.url))
    const child = spawn(process.execPath, [program, '--storm', '1', '--pixels', 'small', '--key', 'the-key'])
    const ended = new Promise<number | null>((resolve) => child.on('exit', resolve))
    const line = await new Promise<string>((resolve) => createInterface(child.stdout).once('line', resolve))
    const { url } = z.object({ url: z.string() }).parse(JSON.parse(line))
    expect(await post(url, body([{ text: 'a' }]), { key: 'the-key' })).toMatchObject({ status: 503 })
    expect(await post(url, body([{ text: 'a' }]), { key: 'no-key' })).toMatchObject({ status: 400 })
    const seen = await (await fetch(`${url}/__requests`)).text()
    expect(JSON.parse(seen)).toMatchObject([
      { did: 'error', status: 503 },
      { did: 'refused', status: 400 },
    ])
    expect(seen).not.toContain('the-key')
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
  })
})
