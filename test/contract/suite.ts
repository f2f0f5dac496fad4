import { isDefinedError } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Contract, StudioEvent } from '../../src/contract/api/index.ts'
import type { App } from '../../src/core/app/app.ts'
import { ended, someFiles, TRAITS, until } from '../builders/app.ts'
import { anIdentity } from '../builders/specs.ts'

export type Client = ContractRouterClient<Contract>

/** A way to the studio: opens an app on a Gemini that answers at once, and gives a client on the far side of the way. */
export type OpenWay = () => Promise<{ readonly app: App; readonly client: Client }>

/** What a call was refused with, as a window learns it. */
const refusal = async (call: Promise<unknown>): Promise<unknown> => {
  try {
    await call
  } catch (error) {
    return error instanceof Error && isDefinedError(error) ? (error as { data?: unknown }).data : error
  }
  throw new Error('It was not refused.')
}

/** Follows the events in the background until the test is over. */
const follow = async (client: Client, after?: { session: string; seq: number }): Promise<readonly StudioEvent[]> => {
  const heard: StudioEvent[] = []
  const stop = new AbortController()
  onTestFinished(() => stop.abort())
  const events = await client.studio.events(after ? { after } : {}, { signal: stop.signal })
  void (async () => {
    for await (const event of events) heard.push(event)
  })().catch(() => {})
  return heard
}

/** The whole contract, over whatever lies between a window and the studio. */
export const contractSuite = (way: string, open: OpenWay): void => {
  describe(`[A1] the contract, ${way}`, () => {
    it('says who is there', async () => {
      const { client } = await open()
      expect(await client.studio.hello()).toMatchObject({
        version: '1.2.3',
        host: 'test',
        engine: 'simulator',
        library: { pictures: 0, bytes: 0 },
        key: { present: true, kind: 'session', endsWith: null },
        checklist: [
          { item: 'photos', done: false },
          { item: 'identity', done: false },
          { item: 'key', done: true },
        ],
        seeding: null,
      })
    })

    it('takes photos, makes pictures, reviews them and tells of everything', async () => {
      const { app, client } = await open()
      const heard = await follow(client)
      await client.settings.set({ engine: 'gemini', author: 'Ines' })
      const judged = await client.subjects.judge({ photos: await someFiles() })
      expect(judged).toMatchObject({
        problem: null,
        photos: [{ name: 'front.jpg', taken: true, pose: 'front' }, { pose: 'profile' }],
      })
      expect((await client.studio.hello()).library.pictures).toBe(0)

      const { subject } = await client.subjects.create({ traits: TRAITS, photos: await someFiles() })
      const identity = await client.identities.create({ identity: anIdentity() })
      await client.subjects.giveConsent({ id: subject.id, engine: 'gemini', by: 'Ada' })
      const request = { subject: subject.id, identities: [identity.id] }
      const plan = await client.runs.plan(request)
      expect(plan).toMatchObject({ requests: 8, cached: 0 })
      const { run } = await client.runs.start(request)
      const live = await ended(client, run)
      expect(live).toMatchObject({ status: 'succeeded', jobs: { total: 8, done: 8, lost: 0 }, requests: 8 })
      expect(live.costUsd).toBeCloseTo(plan.costUsd, 6)

      const board = await client.board.get({ subject: subject.id, identity: identity.id })
      const totals = [board.views, board.scenes, board.portraits, board.finals].map(({ total }) => total)
      expect(totals).toEqual([5, 1, 1, 1])
      const [final] = board.finals.cards
      const scene = board.scenes.cards[0]!.sha256
      expect(final?.madeFrom).toContainEqual({ role: 'scene', sha256: scene })
      const picture = final!.sha256
      expect((await client.pictures.lineage({ sha256: picture })).map(({ role }) => role)).toEqual([
        'reference',
        'reference',
        'view',
        'view',
        'view',
        'view',
        'view',
        'scene',
        'final',
      ])
      const [facts] = await client.pictures.facts({ pictures: [picture] })
      expect(facts?.attempt).toMatchObject({ step: 'final', strategy: 'scene-views', image: picture, engine: 'gemini' })
      expect(await app.servePicture({ hash: picture, size: 'thumb' })).toMatchObject({ mimeType: 'image/webp' })

      await client.reviews.change({ pictures: [picture, scene], set: { stars: 4, flag: 'pick' } })
      await client.reviews.change({
        pictures: [picture],
        set: { approved: true, addNote: { text: 'softer light', at: { x: 0.25, y: 0.5 } } },
      })
      const reviewed = {
        stars: 4,
        flag: 'pick',
        approved: { by: 'Ines' },
        notes: [{ text: 'softer light', by: 'Ines' }],
      }
      expect(await client.reviews.of({ pictures: [picture] })).toMatchObject([reviewed])
      const page = await client.pictures.query({ filter: { approved: true, text: 'softer' } })
      expect(page).toMatchObject({ total: 1, cards: [{ sha256: picture, review: reviewed }] })
      expect(await client.reviews.undo()).toMatchObject({ reviews: [{ approved: null, notes: [] }] })
      expect(await client.reviews.redo()).toMatchObject({ reviews: [reviewed] })

      await until('all of it was told', () => {
        const types = new Set(heard.map(({ type }) => type))
        return ['hello', 'settings', 'subjects', 'identities', 'work', 'reviews'].every((type) =>
          types.has(type as never),
        )
      })
      const numbers = heard.map(({ seq }) => seq)
      expect(numbers).toEqual(numbers.map((_, index) => numbers[0]! + index))
    })

    it('refuses in words: what is wrong, and what to do next', async () => {
      const { client } = await open()
      expect(await refusal(client.identities.get({ id: 99 }))).toMatchObject({ code: 'identity-missing' })
      const wrong = await refusal(client.identities.create({ identity: { ...anIdentity(), name: '' } }))
      expect(wrong).toMatchObject({ code: 'input-invalid', next: 'Correct it and try again.' })
      expect(JSON.stringify(wrong)).toContain('identity.name')
      const notes = [new File(['not a picture'], 'notes.txt')]
      const judged = await client.subjects.judge({ photos: notes })
      expect(judged).toMatchObject({ problem: { code: 'photos-none' }, photos: [{ name: 'notes.txt', taken: false }] })
      expect(await refusal(client.subjects.create({ traits: TRAITS, photos: notes }))).toMatchObject({
        code: 'photos-none',
      })
    })

    it('tells a client that was away what it missed, and one from before a restart to ask again', async () => {
      const { client } = await open()
      const first = await follow(client)
      await client.settings.set({ theme: 'darker' })
      await until('the first change is heard', () => first.length === 2)
      const { seq } = first[1]!
      const session = first[0]?.type === 'hello' ? first[0].session : ''
      await client.settings.set({ theme: 'lighter' })
      await client.settings.set({ theme: 'neutral' })
      const back = await follow(client, { session, seq })
      await until('what was missed is heard', () => back.length === 3)
      expect(back.map((event) => (event.type === 'settings' ? event.settings.theme : event.type))).toEqual([
        'hello',
        'lighter',
        'neutral',
      ])
      const other = await follow(client, { session: 'another', seq })
      await until('it is told to ask again', () => other.length > 0)
      expect(other[0]).toMatchObject({ type: 'refetch', seq: seq + 2, session })
    })
  })
}
