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

it('[W26] a view that was flipped stands in for the subject’s own from then on, until another is made or it is rejected', async () => {
  const gemini = await aGemini()
  const client = clientOf(await anApp({ baseUrl: gemini.url }))
  const { subject, identity } = await aCast(client)
  const request = { subject, identities: [identity], strategies: ['scene-views' as const] }
  await ended(client, (await client.runs.start(request)).run)
  const views = async () => (await client.pictures.query({ filter: { steps: ['views'], subject } })).cards
  const original = (await views()).find(({ view }) => view === 'profile-left')!
  const flipped = await client.faces.flip({ sha256: original.sha256 })
  expect(flipped).toMatchObject({ step: 'views', view: 'profile-left' })

  // The portrait and the final know another view; the scene and the other views are there.
  expect(await client.runs.plan(request)).toMatchObject({ requests: 2, cached: 5 })
  const { run } = await client.runs.start(request)
  expect(await ended(client, run)).toMatchObject({ status: 'succeeded', requests: 2 })
  const { rows } = await client.history.page({ filter: { run, steps: ['portrait', 'final'], cached: false } })
  for (const { attempt } of rows) {
    const { parts } = (await client.history.get({ attempt })).attempt
    const sent = parts.flatMap((part) => (part.kind === 'image' && part.role === 'view' ? [part.sha256] : []))
    expect(sent.slice(0, 3)).toEqual([expect.anything(), flipped.sha256, expect.anything()])
    expect(sent).not.toContain(original.sha256)
  }
  await client.reviews.change({ pictures: [flipped.sha256], set: { flag: 'reject' } })
  expect(await client.runs.plan(request)).toMatchObject({ requests: 0, cached: 8 })
})
