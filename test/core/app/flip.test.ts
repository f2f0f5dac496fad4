import sharp from 'sharp'
import { expect, it } from 'vitest'
import type { Sha256 } from '../../../src/contract/index.ts'
import { aCast, anApp, clientOf, ended, listen, until } from '../../builders/app.ts'
import { aGemini } from '../../builders/studio.ts'

it('[W16] a portrait is flipped on request, kept beside the other, marked, and used like any other', async () => {
  const gemini = await aGemini()
  const app = await anApp({ baseUrl: gemini.url })
  const client = clientOf(app)
  const { subject, identity } = await aCast(client)
  const { run } = await client.runs.start({ subject, identities: [identity], strategies: ['direct-edit'] })
  await ended(client, run)
  const { cards } = await client.pictures.query({ filter: { steps: ['portrait'], subject } })
  const original = cards[0]!
  const heard = await listen(client)

  const flipped = await client.faces.flip({ sha256: original.sha256 })
  expect(flipped).toMatchObject({
    step: 'portrait',
    subject,
    identity,
    engine: 'local',
    model: 'flip@1',
    madeFrom: original.madeFrom,
    check: { verdict: 'warn', says: expect.stringContaining('Flipped left to right on this machine') },
  })
  await until('windows hear of it', () =>
    heard.some((event) => event.type === 'work' && event.born.some(({ sha256 }) => sha256 === flipped.sha256)),
  )
  const pixelsOf = async (hash: Sha256) =>
    sharp((await app.servePicture({ hash, size: 'full' }))!.path)
      .toColourspace('srgb')
      .removeAlpha()
  const turned = await (await pixelsOf(flipped.sha256)).flop().raw().toBuffer()
  expect(turned.equals(await (await pixelsOf(original.sha256)).raw().toBuffer())).toBe(true)
  const [facts] = await client.pictures.facts({ pictures: [flipped.sha256] })
  expect(facts?.attempt?.parts).toMatchObject([{ kind: 'image', role: 'portrait', sha256: original.sha256 }])
  // Twice is once.
  expect((await client.faces.flip({ sha256: original.sha256 })).sha256).toBe(flipped.sha256)

  const picked = { portraits: [flipped.sha256], scenes: [] }
  const again = await client.runs.start({
    subject,
    identities: [identity],
    make: 'finals',
    from: picked,
    strategies: ['direct-edit'],
  })
  await ended(client, again.run)
  const finals = await client.pictures.query({ filter: { steps: ['final'], subject } })
  expect(finals.cards.some(({ madeFrom }) => madeFrom.some(({ sha256 }) => sha256 === flipped.sha256))).toBe(true)
  await expect(client.faces.flip({ sha256: finals.cards[0]!.sha256 })).rejects.toThrow(
    'Only views and matched portraits are flipped.',
  )
})
