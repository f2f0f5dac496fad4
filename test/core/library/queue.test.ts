import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { sha256OfJson } from '../../../src/core/engines/keys.ts'
import { unwrap } from '../../../src/contract/index.ts'
import { openLibrary, readLibrary } from '../../../src/core/library/open.ts'
import { openTestLibrary, paint, put, startRun, tempFolder } from './builders.ts'
import { end, LEASE_MS, newJob, recordedRequest, spec } from './requests.ts'

const later = (ms: number) => vi.setSystemTime(Date.now() + ms)

describe('an attempt', () => {
  it('[L14] is told by history exactly as it went: parts, answer, cost, times', async () => {
    const library = await openTestLibrary()
    const { run, jobs } = await startRun(library, ['chef/scene/1'])
    const ended = await paint(library, jobs[0]!.id, 'A kitchen at night.')
    expect(ended).toEqual({
      id: 1,
      run,
      job: jobs[0]!.id,
      identity: 'Chef',
      step: 'scene',
      recipe: 'matched-portrait',
      strategy: null,
      rung: null,
      view: null,
      variant: 1,
      status: 'succeeded',
      reason: null,
      httpStatus: 200,
      retries: 0,
      latencyMs: 12.5,
      costUsd: 0.04,
      cached: false,
      engine: 'simulator',
      model: 'painter',
      config: { output: 'image', aspectRatio: '3:4' },
      prompt: { template: 'scene', version: 'f00d' },
      parts: recordedRequest('A kitchen at night.').parts,
      image: ended.image,
      mimeType: 'image/png',
      text: null,
      words: null,
      tokens: null,
      checks: [],
      startedAt: expect.stringMatching(/Z$/) as string,
      endedAt: expect.stringMatching(/Z$/) as string,
    })
    expect(library.history()).toEqual([ended])
    expect(library.attempt(ended.id)).toEqual(ended)
    expect(library.turn(ended.id)).toEqual([
      { kind: 'image', sha256: ended.image, mimeType: 'image/png', signature: 'signed' },
    ])
  })

  it('[L15] moves its job in the same commit, and only a success hands an answer on', async () => {
    const library = await openTestLibrary()
    const { run, jobs } = await startRun(library, ['a', 'b'])
    const painted = await paint(library, jobs[0]!.id, 'one')
    const refused = await library.startAttempt(jobs[1]!.id, recordedRequest('two'), 0.04, LEASE_MS)
    const problem = { code: 'blocked', message: 'Refused.', next: '' }
    await library.endAttempt(refused, end({ status: 'blocked', reason: 'OTHER' }), { state: 'blocked', problem })
    expect(library.jobs(run)).toMatchObject([
      { state: 'succeeded', attempt: painted.id, image: painted.image, mimeType: 'image/png', cached: false },
      { state: 'blocked', attempt: refused, image: null, problem },
    ])
  })

  it('[L15] cannot name a picture that is not stored', async () => {
    const library = await openTestLibrary()
    const { jobs } = await startRun(library, ['a'])
    const attempt = await library.startAttempt(jobs[0]!.id, recordedRequest('one'), 0, LEASE_MS)
    await expect(library.endAttempt(attempt, end({ image: sha256OfJson('nothing') }), null)).rejects.toThrow(
      'FOREIGN KEY',
    )
    expect(library.attempt(attempt)).toMatchObject({ status: 'unknown', reason: 'in flight' })
  })

  it('[L15] ends once', async () => {
    const library = await openTestLibrary()
    const { jobs } = await startRun(library, ['a'])
    const { id } = await paint(library, jobs[0]!.id, 'one')
    await expect(library.endAttempt(id, end({ status: 'failed' }), null)).rejects.toThrow('no open attempt')
    expect(library.attempt(id)?.status).toBe('succeeded')
  })

  it('[L15] counts how often it was sent again', async () => {
    const library = await openTestLibrary()
    const { jobs } = await startRun(library, ['a'])
    const attempt = await library.startAttempt(jobs[0]!.id, recordedRequest('one'), 0.04, LEASE_MS)
    for (let i = 0; i < 2; i++) {
      await library.endSend(attempt, { outcome: 'transient', reason: 'UNAVAILABLE', httpStatus: 503, waitMs: 3000 })
      await library.startSend(attempt)
    }
    expect(await library.endAttempt(attempt, end(), { state: 'succeeded', problem: null })).toMatchObject({
      retries: 2,
    })
  })

  it('[L16] cannot be started on a job that another worker holds, until that lease has run out', async () => {
    const library = await openTestLibrary()
    const { jobs } = await startRun(library, ['a'])
    const job = jobs[0]!.id
    // Only the clock is held: a busy machine must not let a lease run out.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })
    onTestFinished(() => {
      vi.useRealTimers()
    })
    await library.startAttempt(job, recordedRequest('one'), 0, 40)
    const again = () => library.startAttempt(job, recordedRequest('one'), 0, 40)
    await expect(again()).rejects.toMatchObject({ problem: { code: 'job-taken' } })
    await library.renewLease(job, 120)
    later(60)
    await expect(again()).rejects.toMatchObject({ problem: { code: 'job-taken' } })
    later(80)
    expect(await again()).toBe(2)
  })
})

describe('history', () => {
  it('[L17] is paged newest first by id, by run and by status', async () => {
    const library = await openTestLibrary()
    const { run, jobs } = await startRun(library, ['a', 'b', 'c'])
    const other = await startRun(library, ['x'], 'CEO')
    for (const [index, job] of [...jobs, ...other.jobs].entries()) await paint(library, job.id, `words ${index}`)
    const failing = await library.startAttempt(jobs[0]!.id, recordedRequest('words'), 0, LEASE_MS)
    await library.endAttempt(failing, end({ status: 'failed', reason: 'INTERNAL' }), null)
    const ids = (query?: Parameters<typeof library.history>[0]) => library.history(query).map(({ id }) => Number(id))
    expect(ids()).toEqual([5, 4, 3, 2, 1])
    expect(ids({ limit: 2 })).toEqual([5, 4])
    expect(ids({ limit: 2, before: library.history()[1]!.id })).toEqual([3, 2])
    expect(ids({ run })).toEqual([5, 3, 2, 1])
    expect(ids({ status: 'failed' })).toEqual([5])
    expect(ids({ run, status: 'succeeded', before: library.history()[0]!.id })).toEqual([3, 2, 1])
    expect(ids({ run: other.run, status: 'unknown' })).toEqual([])
  })

  it('[L18] tells a request under way in a living process from one whose process is gone', async () => {
    const folder = tempFolder()
    const library = await openTestLibrary(folder)
    const { jobs } = await startRun(library, ['a'])
    await library.startAttempt(jobs[0]!.id, recordedRequest('one'), 0.04, LEASE_MS)
    const reader = unwrap(readLibrary({ folder }))
    expect(reader.history({ status: 'unknown' })).toMatchObject([{ status: 'unknown', reason: 'in flight' }])
    library.close()
    const lost = { status: 'unknown', reason: 'outcome unknown, maybe billed', costUsd: 0.04 }
    expect(reader.history()).toMatchObject([lost])
    reader.close()
    // Another process is at work now, but this request was not its own.
    const next = unwrap(await openLibrary({ folder, holder: 'another test' }))
    const beside = unwrap(readLibrary({ folder }))
    expect([...next.history(), ...beside.history()]).toMatchObject([lost, lost])
    beside.close()
    next.close()
  })
})

describe('the stored answer of an equal request', () => {
  it('[L19] is the newest success, and neither a block, a failure nor an answer that was itself taken from here', async () => {
    const library = await openTestLibrary()
    const { run, jobs } = await startRun(library, ['a', 'b', 'c'])
    const request = recordedRequest('one')
    const blocked = await library.startAttempt(jobs[0]!.id, request, 0, LEASE_MS)
    await library.endAttempt(blocked, end({ status: 'blocked', reason: 'OTHER' }), null)
    expect(library.cached(request.cacheKey)).toBeNull()
    const painted = await paint(library, jobs[0]!.id, 'one')
    const newer = await paint(library, jobs[1]!.id, 'one')
    const stored = library.cached(request.cacheKey)
    expect(stored).toMatchObject({ attempt: newer.id, status: 'succeeded', image: newer.image, mimeType: 'image/png' })
    const copy = await library.recordCached(jobs[2]!.id, request, stored!, 0.2)
    expect(copy).toMatchObject({ cached: true, costUsd: 0, image: newer.image, status: 'succeeded', latencyMs: 0.2 })
    expect(library.jobs(run)[2]).toMatchObject({
      state: 'succeeded',
      attempt: copy.id,
      image: newer.image,
      cached: true,
    })
    expect(library.turn(copy.id)).toEqual(library.turn(newer.id))
    expect(library.cached(request.cacheKey)?.attempt).toBe(newer.id)
    expect(library.recorded(request.contentKey).map(({ attempt }) => attempt)).toEqual([newer.id, painted.id, blocked])
  })

  it('[L20] is found for replay whichever engine answered, a real one before the simulator', async () => {
    const library = await openTestLibrary()
    const { jobs } = await startRun(library, ['a', 'b', 'c'])
    for (const [index, engine] of (['gemini', 'simulator', 'replay'] as const).entries()) {
      const attempt = await library.startAttempt(jobs[index]!.id, recordedRequest('one', engine), 0, LEASE_MS)
      await library.endAttempt(attempt, end({ text: engine }), null)
    }
    expect(library.recorded(recordedRequest('one').contentKey).map(({ engine }) => engine)).toEqual([
      'gemini',
      'simulator',
    ])
  })
})

describe('a run', () => {
  it('[L21] keeps its spec and its jobs in the order they were queued', async () => {
    const library = await openTestLibrary()
    const inputs = { scene: [{ job: 'chef/scene/1' }], views: [{ picture: await put(library), mimeType: 'image/png' }] }
    const queued = [
      newJob('chef/scene/1'),
      newJob('chef/final/1', {
        step: 'final',
        strategy: 'scene-views',
        slot: 'chef/1',
        rung: 0,
        inputs,
        state: 'held',
      }),
    ]
    const run = await library.createRun(spec(), sha256OfJson('x'), queued)
    expect(library.run(run)).toMatchObject({
      id: run,
      spec: spec(),
      specHash: sha256OfJson('x'),
      status: 'open',
      endedAt: null,
    })
    expect(library.jobs(run)).toMatchObject(queued)
    expect(library.openRun(sha256OfJson('x'))?.id).toBe(run)
    await library.endRun(run, 'succeeded')
    expect(library.openRun(sha256OfJson('x'))).toBeNull()
    expect(library.runs()).toMatchObject([{ id: run, status: 'succeeded' }])
  })

  it('[L22] is taken up again after a kill: lost requests are named, everything unfinished is queued, the rest stays', async () => {
    const folder = tempFolder()
    const before = await openTestLibrary(folder)
    const { run } = await startRun(before, ['done', 'lost', 'waiting', 'between', 'cancelled'])
    const held = await before.createRun(spec(), sha256OfJson('h'), [newJob('held', { state: 'held' })])
    const [done, lost, waiting, between, cancelled] = before.jobs(run).map(({ id }) => id)
    await paint(before, done!, 'done')
    await before.startAttempt(lost!, recordedRequest('lost'), 0.04, LEASE_MS)
    const waits = await before.startAttempt(waiting!, recordedRequest('waiting'), 0.04, LEASE_MS)
    await before.endSend(waits, { outcome: 'transient', reason: 'UNAVAILABLE', httpStatus: 503, waitMs: 3000 })
    const failing = await before.startAttempt(between!, recordedRequest('between'), 0.04, LEASE_MS)
    await before.endAttempt(failing, end({ status: 'failed', reason: 'INTERNAL', costUsd: 0 }), null)
    await before.setJob(cancelled!, { state: 'cancelled' })
    await before.setJob(before.jobs(held)[0]!.id, { state: 'cancelled' })
    before.close()

    const after = await openTestLibrary(folder)
    expect(await after.resumeRun(run)).toEqual({ lost: 1 })
    expect(after.jobs(run).map(({ path, state }) => [path, state])).toEqual([
      ['done', 'succeeded'],
      ['lost', 'ready'],
      ['waiting', 'ready'],
      ['between', 'ready'],
      ['cancelled', 'ready'],
    ])
    expect(after.history({ run }).map(({ status, reason, costUsd }) => [status, reason, costUsd])).toEqual([
      ['failed', 'INTERNAL', 0],
      ['cancelled', 'stopped while waiting to send again', 0],
      ['unknown', 'outcome unknown, maybe billed', 0.04],
      ['succeeded', null, 0.04],
    ])
    expect(after.spent(run)).toBeCloseTo(0.08)
    await after.resumeRun(held)
    expect(after.jobs(held)).toMatchObject([{ state: 'held' }])
    // The next resume names only what it sends again itself.
    await paint(after, lost!, 'lost')
    expect(await after.resumeRun(run)).toEqual({ lost: 0 })
    expect((await after.verify()).findings).toEqual([])
  })

  it('[L23] counts what may have been billed at its estimate', async () => {
    const library = await openTestLibrary()
    const { run, jobs } = await startRun(library, ['a', 'b'])
    await library.startAttempt(jobs[0]!.id, recordedRequest('one'), 0.5, LEASE_MS)
    await paint(library, jobs[1]!.id, 'two')
    expect(library.spent(run)).toBeCloseTo(0.54)
  })
})

describe('subjects and identities', () => {
  it('[L24] are saved once, however often', async () => {
    const library = await openTestLibrary()
    const photo = await put(library)
    const { subject, identities } = spec()
    const own = { ...subject, photos: [{ ...subject.photos[0]!, sha256: photo }] }
    expect(await library.saveSubject(own)).toBe(await library.saveSubject(structuredClone(own)))
    expect(await library.saveIdentity(identities[0]!)).toBe(await library.saveIdentity({ ...identities[0]! }))
    expect(await library.saveIdentity({ ...identities[0]!, style: 'noir' })).toBe(2)
  })
})
