import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type JobId, type RunId, unwrap } from '../../../src/contract/index.ts'
import type { LiveJob, LiveRun } from '../../../src/contract/api/index.ts'
import { windowOf } from '../../../src/core/app/queue.ts'
import type { Job } from '../../../src/core/library/types.ts'
import { openSlots } from '../../../src/core/pipeline/slots.ts'
import { openApp } from '../../../src/core/app/app.ts'
import { OVERLOADED } from '../../fake-gemini/behaviour.ts'
import { aCast, anApp, type AppClient, aVault, clientOf, ended, until } from '../../builders/app.ts'
import { aFolder, aGemini } from '../../builders/studio.ts'

/** The jobs of runs in the order in which their requests left. */
const sentIn = async (client: AppClient, runs: readonly RunId[]): Promise<readonly (readonly [RunId, JobId])[]> => {
  const { rows } = await client.history.page({ filter: { cached: false }, sort: 'oldest', limit: 500 })
  return rows.filter(({ run }) => runs.includes(run)).map(({ run, job }) => [run, job])
}

/** The work of the first run, in its order. */
const jobsOfFirst = async (client: AppClient) => ((await client.queue.get()).runs[0]?.jobs ?? []).map(({ job }) => job)

/** Puts the work of a run in an order, one piece after the other. */
const inOrder = async (client: AppClient, run: RunId, jobs: readonly JobId[]): Promise<void> => {
  for (const [at, job] of jobs.entries()) {
    const before = jobs[at - 1]
    if (before !== undefined) await client.queue.moveJob({ run, job, side: 'after', of: before })
  }
}

describe('the queue', () => {
  it('[J9] sends nothing new while it is paused, also after a restart, and goes on where it was', async () => {
    const gemini = await aGemini()
    const deps = { baseUrl: gemini.url, libraryFolder: join(await aFolder(), 'library'), samples: false }
    const vault = aVault('a-key')
    const first = unwrap(await openApp({ host: 'test', version: '1', vault, ...deps }))
    const client = clientOf(first)
    const { subject, identity } = await aCast(client)
    await client.settings.set({ paused: true })
    const { run } = await client.runs.start({ subject, identities: [identity], make: 'scenes', variants: { scene: 3 } })
    await until('the run waits', async () => (await client.queue.get()).runs[0]?.jobs.length === 3)
    await first.close()

    const again = clientOf(await anApp({ ...deps, vault }))
    expect(await again.queue.get()).toMatchObject({
      paused: true,
      runs: [{ run: { run, status: 'interrupted' }, total: 3 }],
    })
    await again.runs.resume({ run })
    await until('it is taken up', async () => (await again.runs.get({ run })).status === 'running')
    expect(gemini.requests).toHaveLength(0)
    await again.settings.set({ paused: false })
    expect(await ended(again, run)).toMatchObject({ status: 'succeeded', requests: 3 })
  })

  it('[J9] ends what is under way, and does not send again what was refused meanwhile', async () => {
    const asked = Promise.withResolvers<void>()
    const answer = Promise.withResolvers<void>()
    const gemini = await aGemini(async (_request, n) => {
      if (n > 1) return undefined
      asked.resolve()
      await answer.promise
      return OVERLOADED
    })
    const client = clientOf(await anApp({ baseUrl: gemini.url }))
    const { subject, identity } = await aCast(client)
    const { run } = await client.runs.start({ subject, identities: [identity], make: 'scenes' })
    await asked.promise
    await client.settings.set({ paused: true })
    answer.resolve()
    await until(
      'the refusal is told',
      async () => (await client.queue.get()).runs[0]?.jobs[0]?.waiting?.httpStatus === 503,
    )
    await client.settings.set({ concurrency: 5 })
    expect(gemini.requests).toHaveLength(1)
    // A run that waits for somebody to go on is cancelled as any other.
    await client.runs.cancel({ run })
    expect(await ended(client, run)).toMatchObject({ status: 'cancelled' })
    expect(gemini.requests).toHaveLength(1)
  })

  it('[J10] serves runs, and the work of a run, in the order somebody gave them', async () => {
    const gemini = await aGemini()
    const client = clientOf(await anApp({ baseUrl: gemini.url }))
    const { subject, identity } = await aCast(client)
    await client.settings.set({ paused: true, concurrency: 1 })
    const request = { subject, identities: [identity], make: 'scenes', variants: { scene: 9 } } as const
    const { run: one } = await client.runs.start({ ...request, seed: 1 })
    const { run: two } = await client.runs.start({ ...request, seed: 2, variants: { scene: 2 } })
    const jobsOf = async (run: RunId) =>
      (await client.queue.get()).runs.find((found) => found.run.run === run)?.jobs ?? []
    await until('both are queued', async () => (await jobsOf(one)).length === 9 && (await jobsOf(two)).length === 2)
    expect((await client.queue.get()).runs.map(({ run }) => run.run)).toEqual([one, two])

    await client.queue.orderRuns({ runs: [two, one] })
    const jobs = (await jobsOf(one)).map(({ job }) => job)
    const wanted = jobs.toReversed()
    await inOrder(client, one, wanted)
    expect((await client.queue.get()).runs.map(({ run }) => run.run)).toEqual([two, one])
    expect((await jobsOf(one)).map(({ job }) => job)).toEqual(wanted)

    await client.settings.set({ paused: false })
    await ended(client, one)
    await ended(client, two)
    const sent = await sentIn(client, [one, two])
    expect(sent.slice(0, 2).map(([run]) => run)).toEqual([two, two])
    expect(sent.slice(2)).toEqual(wanted.map((job) => [one, job]))
    expect(gemini.requests).toHaveLength(11)
  })

  it('[J10] shows all the work of a run, a window at a time, and moves any of it anywhere', async () => {
    const gemini = await aGemini()
    const client = clientOf(await anApp({ baseUrl: gemini.url }))
    const { subject, identity } = await aCast(client)
    await client.settings.set({ paused: true })
    const request = { subject, identities: [identity], make: 'scenes', variants: { scene: 20 } } as const
    const { run } = await client.runs.start({ ...request, seed: 1 })
    const rest = await client.runs.start({ ...request, seed: 2, variants: { scene: 1 } })
    const totals = async () => (await client.queue.get()).runs.map(({ total }) => total)
    await until('all is queued', async () => (await totals()).join() === '20,1')
    const all = await jobsOfFirst(client)
    const [first, second] = [all[0]!, all[1]!]
    await client.queue.moveJob({ run, job: all.at(-1)!, side: 'before', of: second })
    await client.queue.moveJob({ run, job: first, side: 'after', of: all.at(-2)! })
    const wanted = [all.at(-1)!, ...all.slice(1, -1), first]
    expect(await jobsOfFirst(client)).toEqual(wanted)
    // What is not there, or of another run, moves nothing.
    await client.queue.moveJob({ run: rest.run, job: first, side: 'after', of: second })
    await client.queue.moveJob({ run, job: first, side: 'after', of: first })
    expect(await jobsOfFirst(client)).toEqual(wanted)
    const { runs } = await client.queue.get({ windows: [{ run, from: 5 }] })
    expect(runs[0]).toMatchObject({ from: 0, total: 20, firstWaiting: 0, waiting: 20 })
  })

  it('[J10] shows any part of a long run', () => {
    const jobs = Array.from({ length: 450 }, (_, at) => ({ id: at + 1, state: at < 5 ? 'running' : 'ready' }) as Job)
    const told = (from: number) => {
      const { jobs: shown, ...rest } = windowOf(
        { run: {} as LiveRun, jobs, tell: ({ id }) => ({ job: id }) as LiveJob },
        from,
      )
      return { ...rest, first: shown[0]?.job, last: shown.at(-1)?.job }
    }
    const all = { run: {}, total: 450, firstWaiting: 5, waiting: 445 }
    expect(told(0)).toEqual({ ...all, from: 0, first: 1, last: 200 })
    expect(told(120)).toEqual({ ...all, from: 120, first: 121, last: 320 })
    expect(told(9999)).toEqual({ ...all, from: 250, first: 251, last: 450 })
  })

  it('[J10] keeps its order over a restart', async () => {
    const gemini = await aGemini()
    const deps = { baseUrl: gemini.url, libraryFolder: join(await aFolder(), 'library'), samples: false }
    const vault = aVault('a-key')
    const first = unwrap(await openApp({ host: 'test', version: '1', vault, ...deps }))
    const client = clientOf(first)
    const { subject, identity } = await aCast(client)
    await client.settings.set({ paused: true, concurrency: 1 })
    const { run } = await client.runs.start({ subject, identities: [identity], make: 'scenes', variants: { scene: 5 } })
    await until('it is queued', async () => (await jobsOfFirst(client)).length === 5)
    const wanted = (await jobsOfFirst(client)).toReversed()
    await inOrder(client, run, wanted)
    await first.close()
    const again = clientOf(await anApp({ ...deps, vault }))
    expect(await jobsOfFirst(again)).toEqual(wanted)
    await again.settings.set({ paused: false })
    await again.runs.resume({ run })
    await ended(again, run)
    expect(await sentIn(again, [run])).toEqual(wanted.map((job) => [run, job]))
  })
})

describe('places for requests', () => {
  it('[J10] go to the smallest rank, in turn among equals, and to nobody while they are held', async () => {
    const slots = openSlots(1)
    const never = new AbortController().signal
    const free = await slots.take(never)
    const order: string[] = []
    const wait = async (name: string, rank: number): Promise<void> => {
      const leave = await slots.take(never, { rank: () => rank, leave: null })
      order.push(name)
      leave?.()
    }
    const all = [wait('a', 0), wait('b', 0), wait('c', -1)]
    slots.setHeld(true)
    free?.()
    await Promise.resolve()
    expect(order).toEqual([])
    slots.setHeld(false)
    await Promise.all(all)
    expect(order).toEqual(['c', 'a', 'b'])
  })
})
