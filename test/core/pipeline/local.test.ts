import { describe, expect, it, onTestFinished } from 'vitest'
import { unwrap } from '../../../src/contract/index.ts'
import { parseMisbehaviour } from '../../../src/core/engines/simulator/misbehave.ts'
import { openVision } from '../../../src/core/vision/vision.ts'
import { aFaceMesh, eyesThatSee } from '../../builders/eyes.ts'
import { storedPhotos } from '../../builders/photos.ts'
import { anIdentity, aSubject } from '../../builders/specs.ts'
import { aGemini, allAttempts, aStudio, brief, geminiSpec, runAndListen } from '../../builders/studio.ts'

describe('strategies that work on this machine', () => {
  it('[Z14][Z19] end a run with a final when every model refuses, and it is judged', { timeout: 120_000 }, async () => {
    const vision = openVision()
    onTestFinished(async () => await vision.close())
    const misbehave = unwrap(parseMisbehaviour('block-finals'))
    const studio = await aStudio({ vision, simulator: { misbehave } })
    const { done, events } = await runAndListen(studio, {
      subject: aSubject({ photos: await storedPhotos(studio) }),
      identities: [anIdentity()],
      settings: { regenerations: 0 },
    })
    expect(done).toMatchObject({
      status: 'succeeded',
      finals: [{ strategy: 'local-composite', rung: 3 }],
      problems: [],
    })
    const tried = allAttempts(studio).filter(({ strategy, step }) => strategy !== null && step === 'final')
    expect([...new Set(tried.map(brief))]).toEqual([
      'final scene-views blocked',
      'final environment-only blocked',
      'final describe-regenerate blocked',
      'final local-composite succeeded',
    ])
    const made = tried.at(-1)!
    expect(made).toMatchObject({ engine: 'local', costUsd: 0 })
    expect(made.checks.map(({ check }) => check)).toContain('composite-skin')
    // The rest of it is the scene's own, so that only the scene kept and the face are asked about.
    expect(made.checks.filter(({ check }) => !check.startsWith('composite-'))).toMatchObject([
      { check: 'one-face', verdict: 'pass' },
      { check: 'scene-kept', verdict: 'pass' },
    ])
    expect(made.checks.find(({ check }) => check === 'scene-kept')?.figure).toBeGreaterThan(0.9)
    expect(made.parts.map(({ role }) => role)).toEqual(['scene', 'portrait'])
    const sent = events.filter(({ event }) => event === 'sending')
    expect(sent.some((event) => 'strategy' in event && event.strategy === 'local-composite')).toBe(false)
  })

  it('[Z15] tell why two heads cannot be joined, and the next rung is tried', async () => {
    const gemini = await aGemini()
    const vision = eyesThatSee([aFaceMesh({ x: 112, y: 140, height: 120, angles: { yaw: 82 }, mesh: false })])
    const studio = await aStudio({ baseUrl: gemini.url, vision })
    const spec = await geminiSpec(studio, {
      ladder: ['composite-harmonize', 'scene-views'],
      settings: { checks: false },
    })
    const { done } = await runAndListen(studio, spec)
    expect(done).toMatchObject({ status: 'succeeded', finals: [{ strategy: 'scene-views', rung: 1 }], problems: [] })
    const refused = allAttempts(studio).find(({ step }) => step === 'composite')
    expect(refused).toMatchObject({ status: 'failed', reason: 'face-turned-away', costUsd: 0 })
  })

  it('[Z18] are refused in words where the studio has no eyes', async () => {
    const gemini = await aGemini()
    const studio = await aStudio({ baseUrl: gemini.url })
    const ladder = ['masked-scene', 'local-composite'] as const
    const { done } = await runAndListen(studio, await geminiSpec(studio, { ladder: [...ladder] }))
    expect(done).toMatchObject({ status: 'failed', finals: [] })
    expect(done.problems.map(({ code }) => code)).toContain('eyes-missing')
  })

  it('[P18] are planned as local work that costs nothing and is no request', async () => {
    const gemini = await aGemini()
    const studio = await aStudio({ baseUrl: gemini.url })
    const plan = unwrap(studio.plan(await geminiSpec(studio, { ladder: ['scene-views', 'local-composite'] })))
    expect(plan).toMatchObject({ requests: 8, requestsAtMost: 8 })
    expect(plan.jobs.at(-1)).toMatchObject({ strategy: 'local-composite', will: 'standby', estimateUsd: 0 })
  })
})
