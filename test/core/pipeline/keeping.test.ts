import { expect, it } from 'vitest'
import type { EngineAnswer } from '../../../src/core/engines/engine.ts'
import { keepAnswer } from '../../../src/core/pipeline/keeping.ts'
import { POSTER } from '../../../src/core/pipeline/steps/step.ts'
import type { WorkParts } from '../../../src/core/pipeline/work.ts'
import { drawPng } from '../../fake-gemini/pictures.ts'
import { openTestLibrary } from '../library/builders.ts'

it('[P26] keeps a picture whose check broke down, with a warning', async () => {
  const library = await openTestLibrary()
  const bytes = drawPng('paid for', '1:1', '1K', 'small')
  const answer: Extract<EngineAnswer, { kind: 'image' }> = {
    kind: 'image',
    bytes,
    mimeType: 'image/png',
    turn: [{ kind: 'image', bytes, mimeType: 'image/png' }],
    latencyMs: 1,
    costUsd: 0.04,
    cached: false,
    httpStatus: 200,
    tokens: null,
    words: null,
  }
  const parts: Pick<WorkParts, 'library' | 'readFacts' | 'judge'> = {
    library,
    readFacts: () => ({ width: 256, height: 256, mimeType: 'image/png' }),
    judge: () => Promise.reject(new Error('the worker died')),
  }
  const { status, kept, problem } = await keepAnswer(
    answer,
    { aspectRatio: POSTER, about: null },
    parts as WorkParts,
    new AbortController().signal,
  )
  expect({ status, problem, checks: kept.checks }).toMatchObject({
    status: 'succeeded',
    problem: null,
    checks: [{ verdict: 'warn', says: expect.stringContaining('the worker died') }],
  })
  expect(Buffer.from(await library.picture(kept.image!)).equals(bytes)).toBe(true)
})
