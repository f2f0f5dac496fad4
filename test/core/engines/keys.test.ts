import { describe, expect, it } from 'vitest'
import type { Sha256 } from '../../../src/contract/index.ts'
import type { EngineRequest, Turn } from '../../../src/core/engines/engine.ts'
import { requestKeys, sha256OfJson } from '../../../src/core/engines/keys.ts'

const scene = 'a'.repeat(64) as Sha256
const view = 'b'.repeat(64) as Sha256

const turn: Turn = {
  role: 'user',
  parts: [
    { kind: 'image', role: 'scene', sha256: scene, mimeType: 'image/png' },
    { kind: 'image', role: 'view', sha256: view, mimeType: 'image/png' },
    { kind: 'text', role: 'prompt', text: 'A head-and-shoulders portrait.' },
  ],
}
const request: EngineRequest = {
  model: 'gemini-x',
  config: { output: 'image', aspectRatio: '3:4', imageSize: '1K' },
  turns: [turn],
  variant: 1,
}
const keys = (change: Partial<EngineRequest>) => requestKeys({ ...request, ...change }, 'gemini')
const same = requestKeys(request, 'gemini')

describe('the keys a request is found by', () => {
  it('[E10] are equal for equal requests, in whatever order the fields were written', () => {
    expect(keys({ config: { imageSize: '1K', output: 'image', aspectRatio: '3:4' } })).toEqual(same)
    expect(sha256OfJson({ a: 1, b: { c: 2, d: undefined } })).toBe(sha256OfJson({ b: { c: 2 }, a: 1 }))
  })

  it('[E11] change with the words, a picture, the order, the config, the variant number and the turns', () => {
    const [first, second, words] = turn.parts as [Turn['parts'][0], Turn['parts'][0], Turn['parts'][0]]
    const others = [
      keys({
        turns: [{ ...turn, parts: [first, second, { kind: 'text', role: 'prompt', text: 'Another.' }] } as Turn],
      }),
      keys({ turns: [{ ...turn, parts: [first, { ...second, sha256: 'c'.repeat(64) }, words] } as Turn] }),
      keys({ turns: [{ ...turn, parts: [second, first, words] } as Turn] }),
      keys({ turns: [{ ...turn, parts: [first, words, second] } as Turn] }),
      keys({ config: { ...request.config, imageSize: '2K' } }),
      keys({ config: { ...request.config, seed: 7 } }),
      keys({ variant: 2 }),
      keys({ turns: [turn, { role: 'model', parts: [{ kind: 'text', text: 'Done.' }] }, turn] }),
    ]
    expect(new Set([same, ...others].map((k) => k.cacheKey)).size).toBe(others.length + 1)
    expect(new Set([same, ...others].map((k) => k.contentKey)).size).toBe(others.length + 1)
  })

  it('[E12] tell engines and models apart by the cache key and not by the content key', () => {
    for (const other of [requestKeys(request, 'simulator'), keys({ model: 'gemini-y' })]) {
      expect(other.cacheKey).not.toBe(same.cacheKey)
      expect(other.contentKey).toBe(same.contentKey)
    }
  })

  it('[E10] do not change with what a model never sees: roles, mime types, signatures', () => {
    const parts = turn.parts.map((part) => ({ ...part, role: 'reference', mimeType: 'image/jpeg', signature: 's' }))
    expect(keys({ turns: [{ role: 'user', parts } as Turn] })).toEqual(same)
  })

  it('[E13] stay what they are, so that a stored answer is found by the next release too', () => {
    expect(same).toMatchInlineSnapshot(`
      {
        "cacheKey": "d54267f280472d7c7c3900a7a0b107a4fe0fc7234ff163ed1139d0d21dc87044",
        "contentKey": "ad576bcc73d4ed027ba434c868e85fb9c4c022596232447b90e754a7643ef167",
      }
    `)
  })
})
