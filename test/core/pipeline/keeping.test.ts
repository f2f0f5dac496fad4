import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { Sha256 } from '../../../src/contract/index.ts'
import { judgedBy, judgePicture } from '../../../src/core/pipeline/keeping.ts'
import { POSTER } from '../../../src/core/pipeline/steps/step.ts'
import { drawPng } from '../../fake-gemini/pictures.ts'

const bytes = drawPng('paid for', '1:1', '1K', 'small')
const picture = {
  bytes,
  sha256: () => Promise.resolve(Sha256.parse(createHash('sha256').update(bytes).digest('hex'))),
}

const judge = () => Promise.reject(new Error('the worker died'))

it('[P26] keeps a picture whose check broke down, with a warning', async () => {
  const how = { aspectRatio: POSTER, about: null }
  const checks = await judgePicture(picture, how, { judge }, new AbortController().signal)
  expect(judgedBy(checks ?? [])).toMatchObject({
    status: 'succeeded',
    problem: null,
    checks: [{ verdict: 'warn', says: expect.stringContaining('the worker died') }],
  })
})
