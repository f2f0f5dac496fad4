import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { EngineAnswer } from '../../../../src/core/engines/engine.ts'
import { drawPng } from '../../../fake-gemini/pictures.ts'
import { signature } from '../../../fake-gemini/request.ts'
import { IMAGE_MODEL, useLoopback } from './loopback.ts'

const gemini = useLoopback()
const imageOf = (answer: EngineAnswer) => {
  if (answer.kind !== 'image') throw new Error(`${answer.kind} where a picture was expected`)
  return answer
}

const part = (name: string, thought: boolean) => ({
  inlineData: { mimeType: 'image/png', data: drawPng(name, '1:1', '1K', 'small').toString('base64') },
  ...(thought ? { thought } : {}),
})

describe('a picture from Gemini', () => {
  it('[M12] comes with its bytes as received, its price, its tokens and its turn', async () => {
    const answer = imageOf(await gemini.ask({ do: 'picture' }))
    const { width, height, format } = await sharp(answer.bytes).metadata()
    expect({ width, height, format }).toEqual({ width: 224, height: 300, format: 'png' })
    const data = Buffer.from(answer.bytes).toString('base64')
    expect(answer).toEqual({
      kind: 'image',
      bytes: answer.bytes,
      mimeType: 'image/png',
      turn: [{ kind: 'image', bytes: answer.bytes, mimeType: 'image/png', signature: signature(data) }],
      latencyMs: expect.any(Number),
      costUsd: 0.0336,
      cached: false,
      httpStatus: 200,
      tokens: { prompt: expect.any(Number), output: 1120, total: expect.any(Number) },
      words: null,
    })
  })

  it.each(['jpeg', 'webp'] as const)(
    '[M12] is taken for what its bytes are (%s), whatever it is called',
    async (format) => {
      const answer = imageOf(await gemini.ask({ do: 'picture', format, declared: 'image/png' }))
      expect(answer.mimeType).toBe(`image/${format}`)
      expect((await sharp(answer.bytes).metadata()).format).toBe(format)
    },
  )

  it('[M13] is not the one drawn while thinking, which does not go into the turn either', async () => {
    const plain = imageOf(await gemini.ask({ do: 'picture' }))
    const thought = imageOf(await gemini.ask({ do: 'picture', thoughts: 2 }))
    expect(Buffer.compare(thought.bytes, plain.bytes)).toBe(0)
    expect(thought.turn).toEqual(plain.turn)
  })

  it('[M13] is not one drawn as an afterthought, behind it', async () => {
    const parts = [part('draft', true), part('picture', false), part('afterthought', true)]
    const answer = await gemini.ask({
      do: 'json',
      body: { candidates: [{ content: { parts }, finishReason: 'STOP' }] },
    })
    expect(Buffer.compare(imageOf(answer).bytes, drawPng('picture', '1:1', '1K', 'small'))).toBe(0)
  })

  it('[M13] is the last thought when there are only thoughts', async () => {
    const answer = imageOf(await gemini.ask({ do: 'picture', thoughts: 'only' }))
    expect((await sharp(answer.bytes).metadata()).width).toBe(224)
    expect(answer.turn.at(-1)).toMatchObject({ kind: 'image', bytes: answer.bytes, thought: true })
  })

  it('[M14] is the last of several and never all of them joined', async () => {
    const answer = imageOf(await gemini.ask({ do: 'picture', pictures: 3 }))
    expect(answer.turn).toHaveLength(3)
    expect(answer.turn[2]).toMatchObject({ bytes: answer.bytes })
    expect((await sharp(answer.bytes).metadata()).format).toBe('png')
  })

  it('[M15] brings the words beside it', async () => {
    expect(await gemini.ask({ do: 'picture', words: 'Your poster.' })).toMatchObject({
      kind: 'image',
      words: 'Your poster.',
    })
  })

  it('[M12] costs what its size costs', async () => {
    const config = { output: 'image', imageSize: '4K' } as const
    expect(await gemini.ask(undefined, gemini.drawing({ config }))).toMatchObject({ costUsd: 0.113 })
  })

  it('[M16] that is no picture is asked for once more, and counted as paid', async () => {
    const body = {
      candidates: [
        {
          content: { role: 'model', parts: [{ inlineData: { mimeType: 'image/png', data: 'bm90IGEgcGljdHVyZQ==' } }] },
          finishReason: 'STOP',
        },
      ],
    }
    expect(await gemini.ask({ do: 'json', body })).toMatchObject({
      kind: 'failed',
      reason: 'UNREADABLE_PICTURE',
      advice: { kind: 'again', times: 1 },
      costUsd: 0.0336,
    })
  })

  it('[M15] is whole even when the words around it were cut', async () => {
    expect(await gemini.ask({ do: 'picture', finishReason: 'MAX_TOKENS' })).toMatchObject({ kind: 'image' })
  })
})

describe('words from Gemini', () => {
  it('[M17] come with the price of their tokens', async () => {
    const answer = await gemini.ask({ do: 'text', text: 'A wide stage at dusk.' }, gemini.writing())
    expect(answer).toMatchObject({
      kind: 'text',
      text: 'A wide stage at dusk.',
      words: null,
      turn: [{ kind: 'text', text: 'A wide stage at dusk.', signature: signature('A wide stage at dusk.') }],
    })
    const { tokens } = answer
    expect(answer.costUsd).toBeCloseTo((tokens!.prompt * 0.75 + tokens!.output * 3.75) / 1e6, 12)
  })

  it('[M17] pay for the thinking before them, which is not among them', async () => {
    const body = {
      candidates: [
        {
          content: { role: 'model', parts: [{ text: 'Hm, a stage.', thought: true }, { text: 'A stage.' }] },
          finishReason: 'STOP',
        },
      ],
      usageMetadata: {
        promptTokenCount: 1000,
        candidatesTokenCount: 100,
        thoughtsTokenCount: 900,
        totalTokenCount: 2000,
      },
    }
    const answer = await gemini.ask({ do: 'json', body }, gemini.writing())
    expect(answer).toMatchObject({
      kind: 'text',
      text: 'A stage.',
      tokens: { prompt: 1000, output: 1000, total: 2000 },
    })
    expect(answer.costUsd).toBeCloseTo(0.0045, 12)
  })

  it('[M18] that stop in the middle are asked for once more and kept', async () => {
    expect(
      await gemini.ask({ do: 'text', text: 'A wide', finishReason: 'MAX_TOKENS' }, gemini.writing()),
    ).toMatchObject({ kind: 'failed', reason: 'MAX_TOKENS', words: 'A wide', advice: { kind: 'again', times: 1 } })
  })

  it('[M9] keep a signature that comes on empty words of its own', async () => {
    const body = {
      candidates: [
        {
          content: { role: 'model', parts: [{ text: 'A stage.' }, { text: '', thoughtSignature: 'sig' }] },
          finishReason: 'STOP',
        },
      ],
    }
    expect(await gemini.ask({ do: 'json', body }, gemini.writing())).toMatchObject({
      turn: [
        { kind: 'text', text: 'A stage.' },
        { kind: 'text', text: '', signature: 'sig' },
      ],
    })
  })

  it('[M9] thought and signed go back as a thought', async () => {
    const body = {
      candidates: [
        {
          content: {
            role: 'model',
            parts: [{ text: 'Hm.', thought: true, thoughtSignature: 'sig' }, { text: 'A stage.' }],
          },
          finishReason: 'STOP',
        },
      ],
    }
    const answer = await gemini.ask({ do: 'json', body }, gemini.writing())
    expect(answer).toMatchObject({
      text: 'A stage.',
      turn: [
        { kind: 'text', text: 'Hm.', signature: 'sig', thought: true },
        { kind: 'text', text: 'A stage.' },
      ],
    })
  })
})

describe('a block', () => {
  it('[M21] of the prompt for no told reason may be asked once again', async () => {
    expect(await gemini.ask({ do: 'block-prompt', reason: 'OTHER' })).toMatchObject({
      kind: 'blocked',
      where: 'prompt',
      reason: 'OTHER',
      costUsd: 0,
      advice: { kind: 'again', times: 1 },
    })
  })

  it.each(['SAFETY', 'BLOCKLIST', 'PROHIBITED_CONTENT', 'IMAGE_SAFETY', 'MODEL_ARMOR', 'JAILBREAK', 'A_NEW_REASON'])(
    '[M22] of the prompt for %s is a verdict on the request, with what Google says',
    async (reason) => {
      expect(await gemini.ask({ do: 'block-prompt', reason, message: 'Not this.' })).toMatchObject({
        kind: 'blocked',
        where: 'prompt',
        reason,
        words: 'Not this.',
        costUsd: 0,
        advice: { kind: 'stop', scope: 'request' },
      })
    },
  )

  it.each([
    'IMAGE_SAFETY',
    'IMAGE_PROHIBITED_CONTENT',
    'SAFETY',
    'PROHIBITED_CONTENT',
    'BLOCKLIST',
    'SPII',
    'RECITATION',
  ])('[M22] of the answer for %s stops the request, and keeps the reason the SDK drops', async (reason) => {
    for (const content of ['absent', 'without-parts'] as const)
      expect(await gemini.ask({ do: 'block-output', reason, message: 'Try another prompt.', content })).toMatchObject({
        kind: 'blocked',
        where: 'output',
        reason,
        words: 'Try another prompt.',
        httpStatus: 200,
        costUsd: 0,
        advice: { kind: 'stop', scope: 'request' },
      })
  })

  it.each(['IMAGE_OTHER', 'NO_IMAGE', 'IMAGE_RECITATION'])(
    '[M21] of the answer for %s may be asked twice again',
    async (reason) => {
      expect(await gemini.ask({ do: 'block-output', reason })).toMatchObject({
        kind: 'blocked',
        where: 'output',
        reason,
        advice: { kind: 'again', times: 2 },
      })
    },
  )

  it('[M22] keeps both what the model said and why Google held it back', async () => {
    expect(
      await gemini.ask({
        do: 'block-output',
        reason: 'IMAGE_SAFETY',
        words: 'I would rather not.',
        message: 'Unsafe.',
      }),
    ).toMatchObject({ kind: 'blocked', words: 'I would rather not.\nUnsafe.' })
  })

  it('[M23] costs the list price when its usage says that a picture was drawn', async () => {
    const body = {
      candidates: [{ content: { role: 'model' }, finishReason: 'IMAGE_SAFETY' }],
      usageMetadata: {
        promptTokenCount: 14,
        candidatesTokenCount: 1120,
        candidatesTokensDetails: [{ modality: 'IMAGE', tokenCount: 1120 }],
      },
    }
    expect(await gemini.ask({ do: 'json', body })).toMatchObject({ kind: 'blocked', costUsd: 0.0336 })
  })

  it('[M24] is told in sentences that say what to do next', async () => {
    const answer = await gemini.ask({ do: 'block-prompt', reason: 'OTHER' })
    expect(answer).toMatchObject({
      problem: {
        code: 'request-blocked',
        message: expect.stringMatching(/^[A-Z].*\.$/),
        next: expect.stringMatching(/\.$/),
      },
    })
  })
})

describe('an answer without what was asked for', () => {
  it('[M19] in words only is asked for once more, with the words kept', async () => {
    expect(await gemini.ask({ do: 'text', text: 'I would need a clearer photo.' })).toMatchObject({
      kind: 'failed',
      reason: 'TEXT_ONLY',
      words: 'I would need a clearer photo.',
      advice: { kind: 'again', times: 1 },
    })
  })

  it.each(['object', 'no-candidates', 'no-parts'] as const)(
    '[M19] that is empty (%s) is asked for once more',
    async (shape) => {
      for (const request of [gemini.drawing(), gemini.writing()])
        expect(await gemini.ask({ do: 'empty', shape }, request)).toMatchObject({
          kind: 'failed',
          reason: 'EMPTY',
          costUsd: 0,
          advice: { kind: 'again', times: 1 },
        })
    },
  )

  it('[M20] that ends for a reason nobody knows fails and keeps the reason', async () => {
    expect(await gemini.ask({ do: 'block-output', reason: 'A_NEW_REASON', message: 'New.' })).toMatchObject({
      kind: 'failed',
      reason: 'A_NEW_REASON',
      words: 'New.',
      advice: { kind: 'stop', scope: 'request' },
    })
  })

  it('[M20] whose fields have other types is read as far as it goes', async () => {
    const body = { candidates: 'none', usageMetadata: { promptTokenCount: 'many' }, promptFeedback: 7 }
    expect(await gemini.ask({ do: 'json', body })).toMatchObject({ kind: 'failed', reason: 'EMPTY' })
  })

  it('[E7][M28] is reckoned at the price of the default when the model is not in the table', async () => {
    const answer = await gemini.ask(undefined, { ...gemini.drawing(), model: `${IMAGE_MODEL}-typed-by-hand` })
    expect(answer).toMatchObject({ kind: 'failed', httpStatus: 404, costUsd: 0 })
    expect(gemini.engine().estimateUsd({ ...gemini.drawing(), model: 'typed-by-hand' })).toBe(0.0336)
  })
})
