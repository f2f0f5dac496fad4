import { expect, it } from 'vitest'
import type { Vision } from '../../../src/core/vision/types.ts'
import { aCast, anApp, clientOf, ended, until } from '../../builders/app.ts'
import { aFaceMesh } from '../../builders/eyes.ts'
import { aScene, eyesThatSee } from '../../builders/seen.ts'
import { aGemini } from '../../builders/studio.ts'

/** Pairs that were compared: the first is what a final was to keep. */
const keptOf: string[] = []
const hash = async (bytes: Uint8Array): Promise<string> =>
  Buffer.from(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))).toString('hex')

/** One and the same face in every picture. */
const eyes: Vision = {
  ...eyesThatSee(new Map()),
  analyse: async () => await Promise.resolve(aScene()),
  meshes: async () => await Promise.resolve([aFaceMesh({ x: 112, y: 140, height: 120 })]),
  describe: async () => await Promise.resolve(new Float32Array(128).fill(0.01)),
  sceneKept: async (scene) => {
    keptOf.push(await hash(scene))
    return { score: 0.97, structure: 0.98, colour: 0.96 }
  },
}

it.each(['local-composite', 'composite-harmonize'] as const)(
  '[Z19] a final by %s is judged against its scene and its subject, told, and weighed',
  async (strategy) => {
    keptOf.length = 0
    const gemini = await aGemini()
    const client = clientOf(await anApp({ baseUrl: gemini.url, vision: eyes }))
    const cast = await aCast(client)
    await client.subjects.giveConsent({ id: cast.subject, engine: 'likeness', by: 'Ada' })
    const { run } = await client.runs.start({
      subject: cast.subject,
      identities: [cast.identity],
      strategies: [strategy],
      settings: { regenerations: 0 },
    })
    expect(await ended(client, run)).toMatchObject({ status: 'succeeded' })
    const { cards: finals } = await client.pictures.query({ filter: { steps: ['final'] } })
    expect(finals).toMatchObject([{ strategy, check: { verdict: 'pass' } }])
    const [{ sha256, madeFrom }] = finals as [(typeof finals)[number]]
    const [insight] = await client.faces.of({ pictures: [sha256] })
    const found = new Map(insight!.checks.map(({ check, verdict }) => [check, verdict]))
    expect([found.get('likeness'), found.get('scene-kept')]).toEqual(['pass', 'pass'])
    expect(insight).toMatchObject({ sceneKept: { score: 0.97 } })
    const scene = madeFrom.find(({ role }) => role === 'scene')?.sha256
    expect([...new Set(keptOf)]).toEqual([scene])
    const weighed = async () => await client.faces.tradeOff(cast)
    await until('it has its dot', async () => (await weighed()).pending === 0)
    const [compared] = await client.faces.of({ pictures: [sha256] })
    expect(compared!.likeness).toMatchObject({ distance: 0, score: 1 })
    expect(await weighed()).toMatchObject({ dots: [{ sha256, strategy, sceneKept: 0.97, best: true }], left: [] })
  },
)

it('[Z19] what is seen in a final made here is told, and takes it from nobody', async () => {
  const gemini = await aGemini()
  const vision: Vision = {
    ...eyes,
    sceneKept: async () => await Promise.resolve({ score: 0.1, structure: 0.1, colour: 0.1 }),
  }
  const client = clientOf(await anApp({ baseUrl: gemini.url, vision }))
  const { subject, identity } = await aCast(client)
  const { run } = await client.runs.start({
    subject,
    identities: [identity],
    strategies: ['local-composite'],
    settings: { regenerations: 0 },
  })
  expect(await ended(client, run)).toMatchObject({ status: 'succeeded' })
  const { cards } = await client.pictures.query({ filter: { steps: ['final'] } })
  expect(cards).toMatchObject([{ strategy: 'local-composite', check: { verdict: 'warn' } }])
  const [insight] = await client.faces.of({ pictures: [cards[0]!.sha256] })
  expect(insight!.checks.find(({ check }) => check === 'scene-kept')).toMatchObject({ verdict: 'warn' })
})
