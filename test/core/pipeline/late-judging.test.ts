import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { PictureAnalysis } from '../../../src/contract/index.ts'
import type { Vision } from '../../../src/core/vision/types.ts'
import { storedPhotos } from '../../builders/photos.ts'
import { aFace, anAnalysis, eyesThatSee } from '../../builders/seen.ts'
import { aFolder, aGemini, allAttempts, aStudio, runAndListen } from '../../builders/studio.ts'
import { viewsOnly } from './views-only.ts'

const FIVE = ['succeeded', 'succeeded', 'succeeded', 'succeeded', 'succeeded']

/** A library whose process was killed after the five views had come and before the first was measured. */
const killedWhileMeasuring = async () => {
  const gemini = await aGemini()
  const libraryFolder = join(await aFolder(), 'library')
  const script = fileURLToPath(new URL('measuring-process.ts', import.meta.url))
  const child = spawn(process.execPath, [script, libraryFolder, gemini.url], { stdio: ['ignore', 'pipe', 'inherit'] })
  const died = once(child, 'close')
  await Promise.race([once(child.stdout, 'data'), died])
  child.kill('SIGKILL')
  await died
  expect(gemini.requests).toHaveLength(5)
  return { gemini, libraryFolder, baseUrl: gemini.url }
}

describe('a picture that came and was not measured', () => {
  it('[K3] is kept when the process is killed, and measured when the run goes on', { timeout: 60_000 }, async () => {
    const { gemini, ...where } = await killedWhileMeasuring()
    const eyes = eyesThatSee(new Map())
    const studio = await aStudio({ ...where, vision: eyes })
    const killed = allAttempts(studio)
    expect(killed.map(({ status }) => status)).toEqual(FIVE)
    expect(killed.filter(({ image, costUsd, checks }) => image && costUsd > 0 && checks.length === 0)).toHaveLength(5)
    const { requests } = studio.library
    const page = { sort: 'newest', offset: 0, limit: 9 } as const
    expect(requests.page({ statuses: ['unknown', 'in-flight'] }, page)).toMatchObject({ total: 0 })
    expect(requests.page({ statuses: ['succeeded'] }, page)).toMatchObject({ total: 5 })

    const { done, events } = await runAndListen(studio, viewsOnly(await storedPhotos(studio)))
    expect(done).toMatchObject({ status: 'succeeded', requests: 0, cached: 0, costUsd: 0, problems: [] })
    expect(events.find(({ event }) => event === 'started')).toMatchObject({ resumed: true, lost: 0 })
    expect(gemini.requests).toHaveLength(5)
    expect(new Set(eyes.looked)).toEqual(new Set(killed.map(({ image }) => image)))
    const measured = allAttempts(studio)
    expect(measured.map(({ id, status }) => [id, status])).toEqual(killed.map(({ id }) => [id, 'succeeded']))
    expect(measured.every(({ checks }) => checks.length > 0)).toBe(true)
    expect(studio.library.unjudged()).toEqual([])
    expect((await studio.library.verify()).findings).toEqual([])
  })

  it('[K3] is asked for again when it then fails its checks', { timeout: 60_000 }, async () => {
    const { gemini, ...where } = await killedWhileMeasuring()
    const seen = new Map<string, PictureAnalysis>()
    const studio = await aStudio({ ...where, vision: eyesThatSee(seen) })
    const front = allAttempts(studio).find(({ view }) => view === 'front')!
    seen.set(front.image!, anAnalysis([aFace({ yaw: 70 })]))
    const { done } = await runAndListen(studio, viewsOnly(await storedPhotos(studio)))
    expect(done).toMatchObject({ status: 'succeeded', requests: 1 })
    expect(gemini.requests).toHaveLength(6)
    expect(allAttempts(studio).filter(({ view }) => view === 'front')).toMatchObject([
      { id: front.id, status: 'failed', reason: 'check: direction' },
      { status: 'succeeded' },
    ])
    expect((await studio.library.verify()).findings).toEqual([])
  })

  it('[K3] is taken as it is by a run without checks, and not sent again', { timeout: 60_000 }, async () => {
    const { gemini, ...where } = await killedWhileMeasuring()
    const studio = await aStudio(where)
    const spec = viewsOnly(await storedPhotos(studio))
    const { done } = await runAndListen(studio, { ...spec, settings: { ...spec.settings, checks: false } })
    expect(done).toMatchObject({ status: 'succeeded', requests: 0, cached: 5 })
    expect(gemini.requests).toHaveLength(5)
  })

  it('[P28] does not hold up a cancel, and is measured when the same run goes on', async () => {
    const gemini = await aGemini()
    const eyes = eyesThatSee(new Map())
    let patient = false
    const vision: Vision = {
      ...eyes,
      analyse: async (bytes, { signal } = {}) => {
        if (!patient) await once(signal!, 'abort')
        signal?.throwIfAborted()
        return await eyes.analyse(bytes)
      },
    }
    const studio = await aStudio({ baseUrl: gemini.url, vision })
    const spec = viewsOnly(await storedPhotos(studio))
    const cancel = new AbortController()
    const looking = setInterval(() => {
      if (studio.library.unjudged().length === 5) cancel.abort()
    }, 5)
    onTestFinished(() => clearInterval(looking))
    const first = await runAndListen(studio, spec, () => {}, cancel.signal)
    expect(first.done).toMatchObject({ status: 'cancelled', requests: 5 })
    expect(allAttempts(studio).map(({ status }) => status)).toEqual(FIVE)

    patient = true
    const { done } = await runAndListen(studio, spec)
    expect(done).toMatchObject({ status: 'succeeded', requests: 0 })
    expect(gemini.requests).toHaveLength(5)
    expect(allAttempts(studio).every(({ checks }) => checks.length > 0)).toBe(true)
  })
})
