import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { LiveJob } from '../../../src/contract/api/index.ts'
import { OVERLOADED } from '../../fake-gemini/behaviour.ts'
import { aCast, anApp, type AppClient, clientOf, ended, listen, until } from '../../builders/app.ts'
import { aFolder, aGemini } from '../../builders/studio.ts'

/** The scene is the one request of the recipe without a picture. */
const isScene = ({ order }: { readonly order: readonly string[] }): boolean => !order.includes('image')

const problemOf = async (call: Promise<unknown>): Promise<unknown> =>
  await call.then(
    () => null,
    (error: { data?: unknown }) => error.data,
  )

const pairOf = (pictures: readonly string[]): string => pictures.toSorted((a, b) => (a < b ? -1 : 1)).join(' ')

const brief = ({ path, state }: LiveJob): string => `${path} ${state}`

const laneJobs = async (client: AppClient, cast: { subject: number; identity: number }) => {
  const { views, scenes, portraits, finals } = await client.board.get(cast)
  return {
    views: views.jobs.map(brief),
    scenes: scenes.jobs.map(brief),
    portraits: portraits.jobs.map(brief),
    finals: finals.jobs.map(brief),
  }
}

const requestFor = ({ subject, identity }: { subject: number; identity: number }) => ({
  subject,
  identities: [identity],
})

describe('consent', () => {
  it('[A8] is asked for before photos first go anywhere but the simulator', async () => {
    const gemini = await aGemini()
    const client = clientOf(await anApp({ baseUrl: gemini.url }))
    const cast = await aCast(client, { consent: false })
    const question = await client.subjects.consentQuestion({ id: cast.subject, engine: 'gemini' })
    expect(question).toMatchObject({ needed: true, given: null, title: 'Send photos of Ada to Google?' })
    expect(question.photos).toHaveLength(2)

    expect(await problemOf(client.runs.start(requestFor(cast)))).toMatchObject({ code: 'consent-missing' })
    expect(gemini.requests).toHaveLength(0)
    const board = await client.board.get(cast)
    expect(board.scenes.readiness).toContainEqual({
      code: 'needs-consent',
      level: 'note',
      says: 'Nobody has agreed yet that photos of Ada go to Google: you are asked before a run.',
    })
    // What it would cost may be known before.
    expect(await client.runs.plan(requestFor(cast))).toMatchObject({ requests: 8 })

    const agreed = await client.subjects.giveConsent({ id: cast.subject, engine: 'gemini', by: 'Ada' })
    expect(agreed.consents).toMatchObject([{ engine: 'gemini', by: 'Ada', withdrawnAt: null, text: question.says }])
    const { run } = await client.runs.start(requestFor(cast))
    expect(await ended(client, run)).toMatchObject({ status: 'succeeded' })

    const withdrawn = await client.subjects.withdrawConsent({ id: cast.subject, engine: 'gemini' })
    expect(withdrawn.consents).toMatchObject([{ by: 'Ada', withdrawnAt: expect.any(String) }])
    expect(await problemOf(client.runs.start({ ...requestFor(cast), seed: 2 }))).toMatchObject({
      code: 'consent-missing',
    })
  })

  it('[A8] is not needed for the simulator', async () => {
    const client = clientOf(await anApp())
    const cast = await aCast(client, { consent: false })
    expect(await client.subjects.consentQuestion({ id: cast.subject, engine: 'simulator' })).toMatchObject({
      needed: false,
    })
  })
})

describe('runs of the app', () => {
  it('[A9] make what a lane was asked for, from the pictures that were chosen, and nothing more', async () => {
    const gemini = await aGemini()
    const client = clientOf(await anApp({ baseUrl: gemini.url }))
    const cast = await aCast(client)
    const make = async (request: object) => {
      const before = gemini.requests.length
      const { run } = await client.runs.start({ ...requestFor(cast), ...request })
      const { status } = await ended(client, run)
      return [status, gemini.requests.length - before]
    }
    expect(await problemOf(client.runs.start({ ...requestFor(cast), make: 'portraits' }))).toMatchObject({
      code: 'needs-scene',
    })
    expect(await make({ make: 'scenes', variants: { scene: 2 } })).toEqual(['succeeded', 2])
    // Those that are there count: asking for three makes one.
    expect(await make({ make: 'scenes', variants: { scene: 3 } })).toEqual(['succeeded', 1])
    const scenes = (await client.board.get(cast)).scenes.cards.map(({ sha256 }) => sha256)
    expect(scenes).toHaveLength(3)

    expect(await make({ make: 'portraits', from: { scenes: scenes.slice(0, 2) } })).toEqual(['succeeded', 7])
    const portraits = (await client.board.get(cast)).portraits.cards
    expect(portraits).toHaveLength(2)

    const strategies = ['direct-edit'] as const
    const chosen = portraits.map(({ sha256 }) => sha256)
    expect(await make({ make: 'finals', from: { portraits: chosen }, strategies })).toEqual(['succeeded', 2])
    const { finals } = await client.board.get(cast)
    // Each final is of a portrait and of the scene that this portrait was matched to, not of every pair of them.
    const pairs = finals.cards.map(({ madeFrom }) => pairOf(madeFrom.map(({ sha256 }) => sha256)))
    const sceneOf = (card: (typeof portraits)[number]) => card.madeFrom.find(({ role }) => role === 'scene')!.sha256
    expect(new Set(pairs)).toEqual(new Set(portraits.map((card) => pairOf([card.sha256, sceneOf(card)]))))
    expect(pairs).toHaveLength(2)
  })

  it('[A10] go on behind the call, and an equal request under way is the same run', async () => {
    const gemini = await aGemini(undefined, { latencyMs: 40 })
    const client = clientOf(await anApp({ baseUrl: gemini.url }))
    const cast = await aCast(client)
    const [one, two] = await Promise.all([client.runs.start(requestFor(cast)), client.runs.start(requestFor(cast))])
    const three = await client.runs.start(requestFor(cast))
    expect([two, three]).toEqual([one, one])
    expect(await client.runs.active()).toMatchObject([{ run: one.run, status: 'running' }])
    await ended(client, one.run)
    expect(gemini.requests).toHaveLength(8)
    expect(await client.runs.active()).toEqual([])
  })

  it('[A11] share what they make: two at once do not both ask for the same views', async () => {
    const gemini = await aGemini(undefined, { latencyMs: 30 })
    const client = clientOf(await anApp({ baseUrl: gemini.url }))
    const cast = await aCast(client)
    const chef = await client.identities.duplicate({ id: cast.identity })
    await client.identities.update({
      id: chef.id,
      identity: { ...chef.identity, visualization: 'A kitchen at night.' },
    })
    const runs = await Promise.all([
      client.runs.start(requestFor(cast)),
      client.runs.start(requestFor({ ...cast, identity: chef.id })),
    ])
    for (const { run } of runs) expect(await ended(client, run)).toMatchObject({ status: 'succeeded' })
    expect(gemini.requests).toHaveLength(5 + 2 * 3)
  })

  it('[A24] share the places for requests, as many as the settings say this moment', async () => {
    let underWay = 0
    let most = 0
    const open: (() => void)[] = []
    const gemini = await aGemini(async () => {
      most = Math.max(most, ++underWay)
      await new Promise<void>((resolve) => open.push(resolve))
      underWay--
      return undefined
    })
    const client = clientOf(await anApp({ baseUrl: gemini.url }))
    const cast = await aCast(client)
    const chef = await client.identities.duplicate({ id: cast.identity })
    await client.identities.update({
      id: chef.id,
      identity: { ...chef.identity, visualization: 'A kitchen at night.' },
    })
    await client.settings.set({ concurrency: 4 })
    const scenes = { make: 'scenes' as const, variants: { scene: 4 } }
    const first = await client.runs.start({ ...requestFor(cast), ...scenes })
    await gemini.arrived(4)
    await client.settings.set({ concurrency: 2 })
    const second = await client.runs.start({ ...requestFor({ ...cast, identity: chef.id }), ...scenes })
    // Two of the four end: nobody follows them, since two are under way already.
    for (const end of open.splice(0, 2)) end()
    await until('two are left', () => underWay === 2)
    expect(gemini.requests).toHaveLength(4)
    await client.settings.set({ concurrency: 6 })
    await gemini.arrived(8)
    expect([underWay, most]).toEqual([6, 6])
    for (const end of open.splice(0)) end()
    for (const { run } of [first, second]) expect(await ended(client, run)).toMatchObject({ status: 'succeeded' })
  })

  it('[A12] tell what each job waits for, and for which request, a few times a second at most', async () => {
    const gemini = await aGemini((request, n) => (isScene(request) && n < 60 ? OVERLOADED : undefined))
    const client = clientOf(await anApp({ baseUrl: gemini.url }))
    const cast = await aCast(client)
    await client.settings.set({ retry: { kind: 'endless', delayMs: 20 } })
    const heard = await listen(client)
    const started = performance.now()
    const { run } = await client.runs.start({ ...requestFor(cast), make: 'scenes' })
    await ended(client, run)
    await until('the end was told', () =>
      heard.some((event) => event.type === 'work' && event.runs[0]?.status === 'succeeded'),
    )
    const work = heard.filter((event) => event.type === 'work')
    expect(gemini.requests.length).toBeGreaterThan(50)
    expect(work.length).toBeLessThanOrEqual(3 + (performance.now() - started) / 100)
    const jobs = work.flatMap((event) => event.jobs)
    const waiting = jobs.find((job) => job.waiting !== null)
    expect(waiting).toMatchObject({
      state: 'running',
      step: 'scene',
      waiting: { httpStatus: 503 },
      can: { cancel: true },
    })
    expect(Math.max(...jobs.map(({ attempt }) => attempt))).toBeGreaterThan(20)
    expect(work.flatMap((event) => event.born)).toMatchObject([
      { step: 'scene', subject: cast.subject, identity: cast.identity },
    ])
  })

  it('[A13] lose a single job when it is cancelled, and make it again with all that waits for it', async () => {
    let isDown = true
    const gemini = await aGemini((request) => (isScene(request) && isDown ? OVERLOADED : undefined))
    const client = clientOf(await anApp({ baseUrl: gemini.url }))
    const cast = await aCast(client)
    const { run } = await client.runs.start(requestFor(cast))
    await until('only the scene is left', async () => (await client.board.get(cast)).views.total === 5)
    const [scene] = (await client.board.get(cast)).scenes.jobs
    await client.runs.cancelJob({ job: scene!.job })
    expect(await ended(client, run)).toMatchObject({ status: 'cancelled', jobs: { done: 5 } })
    const lanes = await laneJobs(client, cast)
    expect(lanes.scenes).toEqual(['conductor/scene/1 cancelled'])

    isDown = false
    const before = gemini.requests.length
    expect(await client.runs.retryJob({ job: scene!.job })).toEqual({ run })
    expect(await ended(client, run)).toMatchObject({ status: 'succeeded', jobs: { total: 8, done: 8 } })
    expect(gemini.requests.length - before).toBe(3)
    expect(await laneJobs(client, cast)).toEqual({ views: [], scenes: [], portraits: [], finals: [] })
  })

  it('[A25] keep a job from starting that is cancelled while the run is about to go on', async () => {
    let isDown = true
    const gemini = await aGemini((request) => (isDown || isScene(request) ? OVERLOADED : undefined))
    const client = clientOf(await anApp({ baseUrl: gemini.url }))
    const cast = await aCast(client)
    const { run } = await client.runs.start(requestFor(cast))
    await until('something is sent', () => gemini.requests.length > 0)
    await client.runs.cancel({ run })
    await ended(client, run)
    const [scene] = (await client.board.get(cast)).scenes.jobs
    isDown = false
    const asked = async () => (await client.history.page({ filter: { run, steps: ['scene'] } })).total
    const before = await asked()
    // Said twice, as a double click says it: it goes on once.
    const resumed = [client.runs.resume({ run }), client.runs.resume({ run })]
    await client.runs.cancelJob({ job: scene!.job })
    expect(await Promise.all(resumed)).toEqual([{ run }, { run }])
    expect(await ended(client, run)).toMatchObject({ status: 'cancelled', jobs: { done: 5 } })
    expect((await laneJobs(client, cast)).scenes).toEqual(['conductor/scene/1 cancelled'])
    expect(await asked()).toBe(before)
  })

  it('[A25] stay cancelled when they are cancelled while they are about to go on', async () => {
    const gemini = await aGemini(() => OVERLOADED)
    const client = clientOf(await anApp({ baseUrl: gemini.url }))
    const cast = await aCast(client)
    const { run } = await client.runs.start(requestFor(cast))
    await until('something is sent', () => gemini.requests.length > 0)
    await client.runs.cancel({ run })
    await ended(client, run)
    const asked = async () => (await client.history.page({ filter: { run } })).total
    const before = await asked()
    const resumed = client.runs.resume({ run })
    await client.runs.cancel({ run })
    await resumed
    expect(await ended(client, run)).toMatchObject({ status: 'cancelled' })
    expect(await asked()).toBe(before)
  })

  it('[A13] take up one job of a run that has ended, and nothing else of it', async () => {
    let isDown = true
    const gemini = await aGemini((request) => (isScene(request) && isDown ? OVERLOADED : undefined))
    const client = clientOf(await anApp({ baseUrl: gemini.url }))
    const cast = await aCast(client)
    const request = { ...requestFor(cast), make: 'scenes' as const, variants: { scene: 3 } }
    const { run } = await client.runs.start(request)
    await until('all wait', async () => (await client.board.get(cast)).scenes.jobs.every(({ waiting }) => waiting))
    await client.runs.cancel({ run })
    expect(await ended(client, run)).toMatchObject({ status: 'cancelled' })

    isDown = false
    const before = gemini.requests.length
    const wanted = (await client.board.get(cast)).scenes.jobs.find(({ variant }) => variant === 2)
    await client.runs.retryJob({ job: wanted!.job })
    expect(await ended(client, run)).toMatchObject({ status: 'cancelled', jobs: { done: 1 } })
    expect(gemini.requests.length - before).toBe(1)
    // The same request again means the rest too.
    expect(await client.runs.start(request)).toEqual({ run })
    expect(await ended(client, run)).toMatchObject({ status: 'succeeded', jobs: { done: 3 } })
    expect(gemini.requests.length - before).toBe(3)
  })

  it('[A13] make a job again while the rest of the run is still at work', async () => {
    let isRefused = true
    const gemini = await aGemini(async (request) => {
      if (isScene(request)) return isRefused ? { do: 'block-prompt', reason: 'PROHIBITED_CONTENT' } : undefined
      await sleep(250)
      return undefined
    })
    const client = clientOf(await anApp({ baseUrl: gemini.url }))
    const cast = await aCast(client)
    await client.settings.set({ concurrency: 2 })
    const { run } = await client.runs.start(requestFor(cast))
    const finalOf = async () => (await client.board.get(cast)).finals.jobs[0]
    await until('the scene is blocked', async () => (await finalOf())?.state === 'skipped')
    const { scenes, portraits, finals } = await client.board.get(cast)
    expect(scenes.jobs).toMatchObject([
      { problem: { message: expect.any(String) }, can: { retry: true, cancel: false } },
    ])
    expect([portraits.jobs[0]?.state, finals.jobs[0]?.state]).toEqual(['skipped', 'skipped'])
    isRefused = false
    // The final was not made for want of the scene: making it again begins where it went wrong.
    expect(await client.runs.retryJob({ job: finals.jobs[0]!.job })).toEqual({ run })
    await client.runs.retryJob({ job: portraits.jobs[0]!.job }).catch(() => {})
    expect(await ended(client, run)).toMatchObject({ status: 'succeeded', jobs: { done: 8 } })
  })

  it('[A14] are cancelled at once, stay so after a restart, and go on when somebody says so', async () => {
    const folder = join(await aFolder(), 'library')
    let isDown = true
    const gemini = await aGemini(() => (isDown ? OVERLOADED : undefined))
    const first = await anApp({ baseUrl: gemini.url, libraryFolder: folder })
    const before = clientOf(first)
    const cast = await aCast(before)
    await before.settings.set({ retry: { kind: 'endless', delayMs: 60_000 } })
    const { run } = await before.runs.start(requestFor(cast))
    await until('it waits', () => gemini.requests.length > 0)
    // The next try is a minute away: an end that waited for it would come too late for this test.
    await before.runs.cancel({ run })
    expect(await ended(before, run)).toMatchObject({ status: 'cancelled' })
    await first.close()

    isDown = false
    const after = clientOf(await anApp({ baseUrl: gemini.url, libraryFolder: folder }))
    await after.settings.set({ retry: { kind: 'endless', delayMs: 5 } })
    expect(await after.runs.get({ run })).toMatchObject({ status: 'cancelled' })
    expect(await after.runs.resume({ run })).toEqual({ run })
    expect(await ended(after, run)).toMatchObject({ status: 'succeeded' })
  })

  it('[A15] that cost money wait for a word after a restart; the board shows where they stopped', async () => {
    const folder = join(await aFolder(), 'library')
    const gemini = await aGemini((_request, n) => (n > 3 && n < 1000 ? OVERLOADED : undefined))
    const first = await anApp({ baseUrl: gemini.url, libraryFolder: folder })
    const before = clientOf(first)
    const cast = await aCast(before)
    const { run } = await before.runs.start(requestFor(cast))
    await until('three are there', async () => (await before.runs.get({ run })).jobs.done === 3)
    await first.close()
    const asked = gemini.requests.length
    const after = clientOf(await anApp({ baseUrl: gemini.url, libraryFolder: folder }))
    await sleep(200)
    expect(gemini.requests).toHaveLength(asked)
    expect(await after.runs.active()).toMatchObject([{ run, status: 'interrupted', jobs: { done: 3 } }])
    const { views } = await after.board.get(cast)
    expect(views.total + views.jobs.length).toBe(5)
  })
})

describe('reviewing', () => {
  it('[A19] never waits for a running pipeline', async () => {
    const gemini = await aGemini()
    const client = clientOf(await anApp({ baseUrl: gemini.url }))
    const cast = await aCast(client)
    await client.settings.set({ concurrency: 8 })
    const { run } = await client.runs.start({ ...requestFor(cast), make: 'scenes', variants: { scene: 40 } })
    await until('there is something to rate', async () => (await client.pictures.query({})).total > 0)
    const [card] = (await client.pictures.query({})).cards
    let rated = 0
    while ((await client.runs.get({ run })).status === 'running' && rated < 60) {
      await client.reviews.change({ pictures: [card!.sha256], set: { stars: 1 + (rated % 5) } })
      rated++
      await sleep(5)
    }
    await ended(client, run)
    // Reviews that waited for the run would all be given after it.
    expect(rated).toBeGreaterThan(5)
  })
})
