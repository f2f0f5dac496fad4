import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../../../src/contract/index.ts'
import { OVERLOADED } from '../../fake-gemini/behaviour.ts'
import { aFolder, aGemini, allAttempts, aStudio, brief, geminiSpec, runAndListen } from '../../builders/studio.ts'
import { anIdentity } from '../../builders/specs.ts'

const of = (events: readonly RunEvent[], event: RunEvent['event']) => events.filter((one) => one.event === event)

const THE_RECIPE = [
  'views front succeeded',
  'views profile-left succeeded',
  'views profile-right succeeded',
  'views three-quarter-left succeeded',
  'views three-quarter-right succeeded',
  'scene succeeded',
  'portrait succeeded',
  'final scene-views succeeded',
]

describe('a run', () => {
  it('[P1] goes from photos to a final in eight requests', async () => {
    const gemini = await aGemini()
    const studio = await aStudio({ baseUrl: gemini.url })
    const { done } = await runAndListen(studio, await geminiSpec(studio))
    expect(done).toMatchObject({ status: 'succeeded', requests: 8, cached: 0, problems: [] })
    expect(done.finals).toMatchObject([{ identity: 'Conductor', strategy: 'scene-views', rung: 0 }])
    expect(allAttempts(studio).map(brief).toSorted()).toEqual(THE_RECIPE.toSorted())
    expect(gemini.requests).toHaveLength(8)
    expect(done.costUsd).toBeCloseTo(8 * 0.0336, 6)
  })

  it('[P2] asks for nothing that it already has', async () => {
    const gemini = await aGemini()
    const studio = await aStudio({ baseUrl: gemini.url })
    const spec = await geminiSpec(studio)
    const first = await runAndListen(studio, spec)
    const second = await runAndListen(studio, spec)
    expect(gemini.requests).toHaveLength(8)
    expect(second.done).toMatchObject({ status: 'succeeded', requests: 0, cached: 8, costUsd: 0 })
    expect(second.done.finals.map(({ sha256 }) => sha256)).toEqual(first.done.finals.map(({ sha256 }) => sha256))
  })

  it('[P3] makes the views once per subject, whatever the identity', async () => {
    const gemini = await aGemini()
    const studio = await aStudio({ baseUrl: gemini.url })
    await runAndListen(studio, await geminiSpec(studio))
    const { done } = await runAndListen(studio, await geminiSpec(studio, { identities: [anIdentity('Chef')] }))
    expect(done).toMatchObject({ requests: 3, cached: 5 })
  })

  it('[P4] reruns the portrait and the final, and nothing else, when the portrait prompt changes', async () => {
    const gemini = await aGemini()
    const folder = await aFolder()
    const library = join(folder, 'library')
    const bundled = join(import.meta.dirname, '../../../resources/prompts/portrait.txt')
    const spec = { ladder: ['direct-edit' as const] }

    const before = await aStudio({ baseUrl: gemini.url, libraryFolder: library })
    await runAndListen(before, await geminiSpec(before, spec))
    await before.close()

    await mkdir(join(folder, 'prompts'))
    await copyFile(bundled, join(folder, 'prompts', 'portrait.txt'))
    await writeFile(
      join(folder, 'prompts', 'portrait.txt'),
      `${await readFile(bundled, 'utf8')}\nA little more air above the hair.\n`,
    )
    const after = await aStudio({ baseUrl: gemini.url, libraryFolder: library, promptFolder: join(folder, 'prompts') })
    const { done } = await runAndListen(after, await geminiSpec(after, spec))
    expect(done).toMatchObject({ requests: 2, cached: 6 })
    const asked = allAttempts(after)
      .slice(8)
      .filter(({ cached }) => !cached)
    expect(asked.map(({ step }) => step)).toEqual(['portrait', 'final'])
  })

  it('[P5] meets 503 without end, and says so while it waits', async () => {
    const gemini = await aGemini((_request, n) => (n <= 12 ? OVERLOADED : undefined))
    const studio = await aStudio({ baseUrl: gemini.url })
    const { done, events } = await runAndListen(studio, await geminiSpec(studio, { settings: { concurrency: 1 } }))
    expect(done.status).toBe('succeeded')
    expect(gemini.requests).toHaveLength(20)
    expect(allAttempts(studio)[0]).toMatchObject({ status: 'succeeded', retries: 12 })
    expect(of(events, 'waiting')).toHaveLength(12)
    expect(of(events, 'waiting')[0]).toMatchObject({ httpStatus: 503, waitMs: 5, path: 'views/1/front' })
  })

  it('[P6] gives up after three waits where the older rule is chosen', async () => {
    const gemini = await aGemini(() => OVERLOADED)
    const studio = await aStudio({ baseUrl: gemini.url })
    const spec = await geminiSpec(studio, { recipe: 'text-scene-views' })
    const { done } = await runAndListen(studio, {
      ...spec,
      settings: { retry: { kind: 'backoff', delaysMs: [1, 2, 3] }, concurrency: 1 },
    })
    expect(done.status).toBe('failed')
    expect(allAttempts(studio)[0]).toMatchObject({ status: 'failed', retries: 3, httpStatus: 503 })
  })

  it('[P7] waits as long as a 429 tells, and nobody asks before', async () => {
    const retryInfo = { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '0.35s' }
    const gemini = await aGemini((_request, n) =>
      n === 1 ? { do: 'error', status: 429, details: [retryInfo] } : undefined,
    )
    const studio = await aStudio({ baseUrl: gemini.url })
    const { done, events } = await runAndListen(studio, await geminiSpec(studio, { settings: { concurrency: 2 } }))
    expect(done.status).toBe('succeeded')
    expect(of(events, 'waiting')).toMatchObject([{ waitMs: 350, httpStatus: 429 }])
    const [first, , ...later] = gemini.requests
    // The second may have left beside the first; its place is free long before the wait is over.
    for (const request of later) expect(request.arrivedAt - first!.answeredAt!).toBeGreaterThanOrEqual(340)
  })

  it('[P8] stops the whole run when the account is at its end, and goes on with it later', async () => {
    let broke = true
    const gemini = await aGemini((_request, n) => (broke && n > 3 ? { do: 'error', status: 402 } : undefined))
    const studio = await aStudio({ baseUrl: gemini.url })
    const spec = await geminiSpec(studio, { settings: { concurrency: 1 } })
    const stopped = await runAndListen(studio, spec)
    expect(stopped.done).toMatchObject({ status: 'failed', requests: 4 })
    expect(stopped.done.problems).toHaveLength(1)
    expect(stopped.done.problems[0]!.next).not.toBe('')
    broke = false
    const resumed = await runAndListen(studio, spec)
    expect(resumed.done).toMatchObject({ status: 'succeeded', run: stopped.done.run, requests: 5 })
    expect(of(resumed.events, 'started')).toMatchObject([{ resumed: true, lost: 0 }])
  })

  it('[P9] climbs the ladder after a block and keeps every rung in the history', async () => {
    const gemini = await aGemini((request) =>
      request.order[0] === 'image' ? { do: 'block-prompt', reason: 'PROHIBITED_CONTENT' } : undefined,
    )
    const studio = await aStudio({ baseUrl: gemini.url })
    const { done } = await runAndListen(
      studio,
      await geminiSpec(studio, { ladder: ['direct-edit', 'scene-views', 'text-scene-views', 'direct-consistency'] }),
    )
    expect(done.status).toBe('succeeded')
    expect(done.finals).toMatchObject([{ strategy: 'text-scene-views', rung: 2 }])
    expect(done.problems).toEqual([])
    const finals = allAttempts(studio).filter(({ step }) => step === 'final')
    expect(finals.map(({ rung, strategy, status, reason }) => ({ rung, strategy, status, reason }))).toEqual([
      { rung: 0, strategy: 'direct-edit', status: 'blocked', reason: 'PROHIBITED_CONTENT' },
      { rung: 1, strategy: 'scene-views', status: 'blocked', reason: 'PROHIBITED_CONTENT' },
      { rung: 2, strategy: 'text-scene-views', status: 'succeeded', reason: null },
    ])
  })

  it('[P10] asks once more after a block with the reason OTHER, and keeps both', async () => {
    const gemini = await aGemini((request) =>
      request.order[0] === 'image' && request.output === 'image' ? { do: 'block-prompt', reason: 'OTHER' } : undefined,
    )
    const studio = await aStudio({ baseUrl: gemini.url })
    const { done } = await runAndListen(studio, await geminiSpec(studio))
    expect(done.finals).toMatchObject([{ strategy: 'describe-regenerate', rung: 2 }])
    const blocked = allAttempts(studio).filter(({ status }) => status === 'blocked')
    expect(blocked.map(({ strategy }) => strategy)).toEqual([
      'scene-views',
      'scene-views',
      'environment-only',
      'environment-only',
    ])
  })

  it('[P11] says what failed when every rung gave nothing', async () => {
    const gemini = await aGemini((request) =>
      request.text.includes('movie poster') || request.order[0] === 'image'
        ? { do: 'block-output', reason: 'IMAGE_SAFETY', message: 'Not this one.' }
        : undefined,
    )
    const studio = await aStudio({ baseUrl: gemini.url })
    const { done } = await runAndListen(studio, await geminiSpec(studio, { recipe: 'scene-views' }))
    expect(done).toMatchObject({ status: 'failed', finals: [] })
    expect(done.problems.length).toBeGreaterThan(0)
    expect(allAttempts(studio).find(({ status }) => status === 'blocked')).toMatchObject({ words: 'Not this one.' })
  })

  it('[P12] asks again for a blank picture, at most as often as set, then takes the next rung', async () => {
    const blank = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
      'base64',
    )
    const gemini = await aGemini((request) =>
      request.order[0] === 'image' && request.output === 'image'
        ? {
            do: 'json',
            body: {
              candidates: [
                {
                  content: {
                    role: 'model',
                    parts: [{ inlineData: { mimeType: 'image/png', data: blank.toString('base64') } }],
                  },
                  finishReason: 'STOP',
                },
              ],
            },
          }
        : undefined,
    )
    const studio = await aStudio({ baseUrl: gemini.url })
    const spec = { ladder: ['scene-views' as const, 'text-scene-views' as const] }
    const { done } = await runAndListen(studio, await geminiSpec(studio, spec))
    expect(done.finals).toMatchObject([{ strategy: 'text-scene-views', rung: 1 }])
    const failures = allAttempts(studio).filter(({ status }) => status === 'failed')
    expect(failures).toHaveLength(3)
    expect(failures[0]!.checks.some(({ verdict }) => verdict === 'fail')).toBe(true)
    // The bytes that were paid for are kept, exactly as they came.
    expect(Buffer.from(await studio.library.picture(failures[0]!.image!))).toEqual(blank)
  })

  it('[P13] never has more requests under way than allowed', async () => {
    let now = 0
    let most = 0
    const gemini = await aGemini(async () => {
      most = Math.max(most, ++now)
      await new Promise((resolve) => setTimeout(resolve, 20))
      now--
      return undefined
    })
    const studio = await aStudio({ baseUrl: gemini.url })
    await runAndListen(studio, await geminiSpec(studio, { variants: { scene: 8 }, settings: { concurrency: 3 } }))
    expect(most).toBe(3)
  })

  it('[P14] stops before the request that would pass the spend cap, and goes on when it is raised', async () => {
    const gemini = await aGemini()
    const studio = await aStudio({ baseUrl: gemini.url })
    const capped = await geminiSpec(studio, { settings: { budgetUsd: 0.11 } })
    const { done } = await runAndListen(studio, capped)
    expect(done).toMatchObject({ status: 'failed', requests: 3 })
    expect(done.costUsd).toBeCloseTo(3 * 0.0336, 6)
    expect(done.problems.map(({ code }) => code)).toEqual(['budget-reached'])
    const raised = await runAndListen(studio, { ...capped, settings: { ...capped.settings, budgetUsd: 1 } })
    expect(raised.done).toMatchObject({ status: 'succeeded', run: done.run, requests: 5 })
    expect(gemini.requests).toHaveLength(8)
  })

  it('[P15] cancels at once while it waits, and the same run goes on afterwards', async () => {
    let down = true
    const gemini = await aGemini((_request, n) => (down && n > 2 ? OVERLOADED : undefined))
    const studio = await aStudio({ baseUrl: gemini.url })
    const spec = await geminiSpec(studio, {
      settings: { retry: { kind: 'endless', delayMs: 3_600_000 }, concurrency: 2 },
    })
    const controller = new AbortController()
    const cancelled = await runAndListen(
      studio,
      spec,
      (event) => {
        if (event.event === 'waiting') controller.abort()
      },
      controller.signal,
    )
    expect(cancelled.done.status).toBe('cancelled')
    expect(allAttempts(studio).some(({ status }) => status === 'cancelled')).toBe(true)
    down = false
    const resumed = await runAndListen(studio, spec)
    expect(resumed.done).toMatchObject({ status: 'succeeded', run: cancelled.done.run })
  })

  it('[P16] cancels at once while a request is under way', async () => {
    const gemini = await aGemini((_request, n) => (n === 2 ? { do: 'hang' } : undefined))
    const studio = await aStudio({ baseUrl: gemini.url })
    const controller = new AbortController()
    void gemini.arrived(2).then(() => controller.abort())
    const spec = await geminiSpec(studio, { settings: { concurrency: 1 } })
    const { done } = await runAndListen(studio, spec, () => {}, controller.signal)
    expect(done.status).toBe('cancelled')
    expect(allAttempts(studio).map(brief)).toEqual(['views front succeeded', 'views profile-left cancelled'])
  })

  it('[P17] sends equal requests under way once', async () => {
    const gemini = await aGemini(undefined, { latencyMs: 30 })
    const studio = await aStudio({ baseUrl: gemini.url })
    const identities = [anIdentity(), anIdentity()]
    const spec = await geminiSpec(studio, { identities, settings: { concurrency: 8 } })
    const plan = studio.plan(spec)
    const scenes = plan.ok ? plan.value.jobs.filter(({ step }) => step === 'scene') : []
    expect(scenes.map(({ will }) => will)).toEqual(['request', 'cached'])
    const { done } = await runAndListen(studio, spec)
    expect(done.finals).toHaveLength(2)
    expect(gemini.requests).toHaveLength(8)
    expect(done).toMatchObject({ requests: 8, cached: 3 })
  })

  it('[P18] plans what a run then does', async () => {
    const gemini = await aGemini()
    const studio = await aStudio({ baseUrl: gemini.url })
    const spec = await geminiSpec(studio, { variants: { scene: 2, portrait: 2 }, ladder: ['direct-edit'] })
    const plan = studio.plan(spec)
    expect(gemini.requests).toHaveLength(0)
    const { done } = await runAndListen(studio, spec)
    expect(plan.ok && plan.value).toMatchObject({ requests: 15, cached: 0 })
    expect(plan.ok && plan.value.costUsd).toBeCloseTo(done.costUsd, 6)
    expect(done.requests).toBe(15)
    const again = studio.plan(spec)
    expect(again.ok && again.value).toMatchObject({ requests: 0, cached: 15, costUsd: 0 })
  })

  it('[P19] replays a run from the library alone, its blocks too', async () => {
    const gemini = await aGemini((request) =>
      request.order[0] === 'image' && request.output === 'image' ? { do: 'block-prompt', reason: 'SAFETY' } : undefined,
    )
    const studio = await aStudio({ baseUrl: gemini.url })
    const spec = await geminiSpec(studio)
    const real = await runAndListen(studio, spec)
    await gemini.close()
    const replayed = await runAndListen(studio, { ...spec, engine: 'replay' })
    expect(replayed.done).toMatchObject({ status: 'succeeded', requests: 0, costUsd: 0 })
    expect(replayed.done.finals.map(({ sha256 }) => sha256)).toEqual(real.done.finals.map(({ sha256 }) => sha256))
    const missing = await runAndListen(studio, { ...spec, engine: 'replay', identities: [anIdentity('Diver')] })
    expect(missing.done.status).toBe('failed')
    expect(missing.done.problems[0]!.message).toMatch(/diver\/scene/)
  })

  it('[P20] feeds what follows from a chosen scene', async () => {
    const gemini = await aGemini()
    const studio = await aStudio({ baseUrl: gemini.url })
    await runAndListen(studio, await geminiSpec(studio, { variants: { scene: 3 } }))
    const scenes = allAttempts(studio).filter(({ step }) => step === 'scene')
    const chosen = scenes[1]!.image!
    const { done } = await runAndListen(
      studio,
      await geminiSpec(studio, { picks: { scene: [chosen] }, variants: { final: 2 } }),
    )
    expect(done.finals).toHaveLength(2)
    const finals = allAttempts(studio).filter(({ step, run }) => step === 'final' && run === done.run)
    expect(finals.map(({ parts }) => parts.find(({ role }) => role === 'scene')?.sha256)).toEqual([chosen, chosen])
  })

  it('[P21] takes up what an interrupted session had not yet brought about', async () => {
    const gemini = await aGemini((request) =>
      request.text.includes('View:') ? { do: 'block-prompt', reason: 'SAFETY' } : undefined,
    )
    const folder = join(await aFolder(), 'library')
    const before = await aStudio({ baseUrl: gemini.url, libraryFolder: folder })
    const spec = await geminiSpec(before)
    const { done } = await runAndListen(before, spec)
    expect(done.status).toBe('failed')
    // As if it had been killed right after the portrait was given up, before the finals were.
    for (const job of before.library.jobs(done.run))
      if (job.step === 'final' || job.step === 'describe')
        await before.library.setJob(job.id, { state: 'held', problem: null })
    const [run] = before.library.runs(1)
    await before.close()
    const database = new Database(join(folder, 'library.db'))
    database.prepare("UPDATE runs SET status = 'open', ended_at = NULL").run()
    database.close()

    const after = await aStudio({ baseUrl: gemini.url, libraryFolder: folder })
    const resumed = await runAndListen(after, spec)
    expect(resumed.done).toMatchObject({ run: run!.id, status: 'failed', requests: 0 })
    expect(after.library.openRun(run!.specHash)).toBe(null)
  })
})
