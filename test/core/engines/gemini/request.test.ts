import { describe, expect, it } from 'vitest'
import { drawPng } from '../../../fake-gemini/pictures.ts'
import { givenBack, image, question, TEXT_CONFIG, words } from '../asking.ts'
import { IMAGE_MODEL, KEY, TEXT_MODEL, useLoopback } from './loopback.ts'

const gemini = useLoopback()
const sentConfig = () => gemini.last().request?.body.generationConfig

describe('what is sent to Gemini', () => {
  it('[M4] goes to v1beta with the key in a header and nowhere else, and says how long the answer is waited for', async () => {
    await gemini.ask(undefined, gemini.drawing(), { engine: gemini.open({ timeoutMs: 90_000 }) })
    const { method, path, headers } = gemini.last()
    expect({ method, path }).toEqual({ method: 'POST', path: `/v1beta/models/${IMAGE_MODEL}:generateContent` })
    expect(headers).toMatchObject({ 'x-goog-api-key': KEY, 'x-server-timeout': '90' })
    expect(JSON.stringify(gemini.last().request)).not.toContain(KEY)
  })

  it('[M6] keeps the parts in the order they were given, with the bytes of each picture', async () => {
    const parts = [
      words('first'),
      image(gemini.album, 'one'),
      image(gemini.album, 'two'),
      words('middle'),
      image(gemini.album, 'three'),
      words('last'),
    ]
    await gemini.ask(undefined, question(IMAGE_MODEL, parts))
    expect(gemini.last().request?.body.contents).toEqual([
      {
        role: 'user',
        parts: parts.map((part) =>
          part.kind === 'text'
            ? { text: part.text }
            : { inlineData: { mimeType: 'image/png', data: `sha256:${part.sha256}` } },
        ),
      },
    ])
  })

  it('[M7] asks for words and a picture in the proportions and size of the request, and for nothing else', async () => {
    await gemini.ask(undefined, gemini.drawing({ config: { output: 'image', aspectRatio: '16:9', imageSize: '2K' } }))
    expect(sentConfig()).toEqual({
      responseModalities: ['TEXT', 'IMAGE'],
      imageConfig: { aspectRatio: '16:9', imageSize: '2K' },
    })
  })

  it('[M7] says proportions and size even where the request does not: the default follows the first picture', async () => {
    await gemini.ask(undefined, gemini.drawing({ config: { output: 'image' } }))
    expect(sentConfig()?.imageConfig).toEqual({ aspectRatio: '1:1', imageSize: '1K' })
  })

  it('[M7] asks a text model for words alone', async () => {
    await gemini.ask(undefined, gemini.writing())
    expect(gemini.last().path).toContain(TEXT_MODEL)
    expect(sentConfig()).toEqual({ responseModalities: ['TEXT'] })
  })

  it('[M8] counts the seed up with the variant, so that two variants are two pictures', async () => {
    const config = { output: 'image', seed: 41 } as const
    await gemini.ask(undefined, gemini.drawing({ config, variant: 1 }))
    expect(sentConfig()?.seed).toBe(41)
    await gemini.ask(undefined, gemini.drawing({ config, variant: 3 }))
    expect(sentConfig()?.seed).toBe(43)
  })

  it('[M9] gives a chat back whole, each signature on the part it came with, with the configuration in every turn', async () => {
    const first = gemini.drawing()
    const answer = await gemini.ask({ do: 'picture', words: 'Here it is.' }, first)
    expect(answer.kind).toBe('image')
    if (answer.kind !== 'image') return
    const chat = [...first.turns, givenBack(gemini.album, answer.turn)]
    const second = { ...first, turns: [...chat, { role: 'user' as const, parts: [words('Warmer light.')] }] }
    expect(await gemini.ask(undefined, second)).toMatchObject({ kind: 'image' })
    const sent = gemini.last().request?.body
    expect(sent?.contents.map((turn) => turn.role)).toEqual(['user', 'model', 'user'])
    expect(sent?.contents[1]?.parts).toEqual([
      { text: 'Here it is.', thoughtSignature: expect.any(String) },
      { inlineData: { mimeType: 'image/png', data: expect.any(String) }, thoughtSignature: expect.any(String) },
    ])
    expect(sent?.generationConfig.imageConfig).toEqual({ aspectRatio: '3:4', imageSize: '1K' })
  })

  it('[M9] is told when a signature is missing or a foreign picture stands in a model turn', async () => {
    const first = gemini.drawing()
    const answer = await gemini.ask(undefined, first)
    if (answer.kind !== 'image') throw new Error('no picture')
    const chatWith = (bytes: Uint8Array, signature?: string) => ({
      ...first,
      turns: [
        ...first.turns,
        givenBack(gemini.album, [
          { kind: 'image', bytes, mimeType: 'image/png', ...(signature === undefined ? {} : { signature }) },
        ]),
        { role: 'user' as const, parts: [words('Warmer light.')] },
      ],
    })
    const signature = answer.turn[0]?.signature
    expect(await gemini.ask(undefined, chatWith(answer.bytes, signature))).toMatchObject({ kind: 'image' })
    for (const wrong of [chatWith(answer.bytes), chatWith(drawPng('foreign', '1:1', '1K', 'small'), signature)])
      expect(await gemini.ask(undefined, wrong)).toMatchObject({
        kind: 'failed',
        httpStatus: 400,
        reason: 'INVALID_ARGUMENT',
        words: expect.stringContaining('thought_signature'),
        advice: { kind: 'stop', scope: 'request' },
      })
  })

  it('[M10] is sent once: the SDK repeats neither a failed request nor one that Google wants to continue', async () => {
    gemini.fake().forget()
    await gemini.ask({ do: 'error', status: 503 })
    expect(gemini.fake().requests).toHaveLength(1)
    const answer = await gemini.ask({
      do: 'json',
      body: {
        candidates: [{ content: { role: 'model', parts: [] }, finishReason: 'CONTINUATION', continuationToken: 't' }],
      },
    })
    expect(gemini.fake().requests).toHaveLength(2)
    expect(answer).toMatchObject({ kind: 'failed', reason: 'CONTINUATION', advice: { kind: 'again', times: 1 } })
  })
})

const refused = async (request: Parameters<typeof gemini.ask>[1]) => {
  gemini.fake().forget()
  const answer = await gemini.ask(undefined, request)
  expect(gemini.fake().requests).toHaveLength(0)
  return answer
}

describe('what is not even sent to Gemini', () => {
  it('[M11] a request with more pictures than the model takes', async () => {
    const parts = Array.from({ length: 15 }, (_, n) => image(gemini.album, `view ${n}`))
    expect(await refused(question(IMAGE_MODEL, [words('Many.'), ...parts]))).toMatchObject({
      kind: 'failed',
      reason: 'too-many-pictures',
      costUsd: 0,
      advice: { kind: 'stop', scope: 'request' },
      problem: { message: `The request carries 15 pictures and ${IMAGE_MODEL} takes 14.` },
    })
  })

  it('[M11] a size the model does not draw', async () => {
    const request = question('gemini-3.1-flash-lite-image', [words('Large.')], {
      config: { output: 'image', imageSize: '4K' },
    })
    expect(await refused(request)).toMatchObject({ kind: 'failed', reason: 'size-not-offered' })
  })

  it('[M11] a picture asked of a model for words, and words of one for pictures', async () => {
    expect(await refused(question(TEXT_MODEL, [words('Draw.')]))).toMatchObject({ reason: 'wrong-kind-of-model' })
    expect(await refused(question(IMAGE_MODEL, [words('Write.')], { config: TEXT_CONFIG }))).toMatchObject({
      reason: 'wrong-kind-of-model',
    })
  })

  it('[M11] a model name that would change the address', async () => {
    for (const model of ['../../v1/files', 'a?key=1', 'a b', ''])
      expect(await refused(question(model, [words('Draw.')]))).toMatchObject({
        kind: 'failed',
        reason: 'model-unknown',
        advice: { kind: 'stop', scope: 'run' },
      })
  })
})
