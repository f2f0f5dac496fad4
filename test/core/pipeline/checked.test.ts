import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type PictureAnalysis, unwrap } from '../../../src/contract/index.ts'
import { lint } from '../../../src/core/prompts/lint/index.ts'
import { correctionOf } from '../../../src/core/prompts/corrections.ts'
import type { Behave, Behaviour } from '../../fake-gemini/behaviour.ts'
import { drawPng } from '../../fake-gemini/pictures.ts'
import type { FakeRequest } from '../../fake-gemini/request.ts'
import { anAnalysis, aScene, eyesThatSee } from '../../builders/seen.ts'
import { aFolder, aGemini, allAttempts, aStudio, brief, geminiSpec, runAndListen } from '../../builders/studio.ts'

/** Answers whose pictures are seen as told. */
const pictured = (seen: Map<string, PictureAnalysis>) => {
  let drawn = 0
  return (request: FakeRequest, analysis: PictureAnalysis): Behaviour => {
    const png = drawPng(`picture ${++drawn}`, request.aspectRatio, request.imageSize, 'small')
    seen.set(createHash('sha256').update(png).digest('hex'), analysis)
    const inlineData = { mimeType: 'image/png', data: png.toString('base64') }
    return {
      do: 'json',
      body: { candidates: [{ content: { role: 'model', parts: [{ inlineData }] }, finishReason: 'STOP' }] },
    }
  }
}

/** Told apart by what goes in: views have words first and then photos, portraits words and then many pictures. */
const stepOf = ({ order, text }: FakeRequest): 'views' | 'scene' | 'portrait' | 'final' => {
  if (order.length === 1) return 'scene'
  if (order[0] === 'image') return 'final'
  return text.includes('character views on plain white') ? 'portrait' : 'views'
}

const portraitOf = (yaw: number): PictureAnalysis => aScene({ yaw, widthPercent: 45 })

/** A Gemini whose portraits and finals are turned as told, one after the other; the last stays. Scenes look 22 degrees to the right. */
const turned = async (portraits: readonly number[], finals: readonly number[] = [22]) => {
  const seen = new Map<string, PictureAnalysis>()
  const answer = pictured(seen)
  const left = { portrait: [...portraits], final: [...finals] }
  const next = (of: 'portrait' | 'final'): number => (left[of].length > 1 ? left[of].shift() : left[of][0]) ?? 22
  const behave: Behave = (request) => {
    if (request.output === 'text') return undefined
    switch (stepOf(request)) {
      case 'views':
        // Seen as a good view of whichever angle it was asked for would be: without a face nothing is refused.
        return answer(request, anAnalysis([]))
      case 'scene':
        return answer(request, aScene())
      case 'portrait':
        return answer(request, portraitOf(next('portrait')))
      case 'final':
        return answer(request, aScene({ yaw: next('final') }))
    }
  }
  return { gemini: await aGemini(behave), vision: eyesThatSee(seen) }
}

const promptOf = ({ parts }: ReturnType<typeof allAttempts>[number]): string =>
  parts.findLast(({ kind, turn }) => kind === 'text' && turn === 'user')?.text ?? ''

describe('a picture that is not what was asked for', () => {
  it('[W7] is asked for again, with the finding in the words, and all of it is in the history', async () => {
    const { gemini, vision } = await turned([-24, 21])
    const studio = await aStudio({ baseUrl: gemini.url, vision })
    const { done } = await runAndListen(studio, await geminiSpec(studio, { ladder: ['scene-views'] }))
    expect(done).toMatchObject({ status: 'succeeded', requests: 9, problems: [] })
    const portraits = allAttempts(studio).filter(({ step }) => step === 'portrait')
    expect(portraits.map(({ status, reason }) => [status, reason])).toEqual([
      ['failed', 'check: mirrored'],
      ['succeeded', null],
    ])
    expect(portraits[0]!.checks.find(({ check }) => check === 'mirrored')).toMatchObject({
      verdict: 'fail',
      figure: -46,
    })
    expect(promptOf(portraits[1]!).slice(promptOf(portraits[0]!).length).trim()).toBe(
      'An earlier picture missed this, so it matters most now:\n' +
        'The nose points toward the same edge of the frame as in the scene: the RIGHT edge of the frame.',
    )
    const final = allAttempts(studio).find(({ step }) => step === 'final')
    expect(final?.status).toBe('succeeded')
  })

  it('[W7] is remembered: the same run again asks for nothing, and the plan knows', async () => {
    const { gemini, vision } = await turned([-24, 21])
    const studio = await aStudio({ baseUrl: gemini.url, vision })
    const spec = await geminiSpec(studio, { ladder: ['scene-views'] })
    await runAndListen(studio, spec)
    expect(unwrap(studio.plan(spec))).toMatchObject({ requests: 0, cached: 8 })
    const { done } = await runAndListen(studio, spec)
    expect(done).toMatchObject({ status: 'succeeded', requests: 0, cached: 8 })
    expect(gemini.requests).toHaveLength(9)
  })

  it('[W8] is kept with its badge where none before a final passes: the one that misses least', async () => {
    const { gemini, vision } = await turned([-60, 50, -24])
    const studio = await aStudio({ baseUrl: gemini.url, vision })
    const spec = await geminiSpec(studio, { ladder: ['direct-edit'] })
    const { done } = await runAndListen(studio, spec)
    expect(done).toMatchObject({ status: 'succeeded', requests: 10, problems: [] })
    const [first, second, third] = allAttempts(studio).filter(({ step }) => step === 'portrait')
    expect([first, second, third].map((one) => one?.status)).toEqual(['failed', 'failed', 'failed'])
    const used = allAttempts(studio)
      .find(({ step }) => step === 'final')
      ?.parts.find(({ role }) => role === 'portrait')
    expect(used?.sha256).toBe(second?.image)
    expect(studio.library.cards.of([second!.image!])[0]?.check).toMatchObject({ verdict: 'fail' })
    // Nothing is asked again for what nobody could make better.
    const again = await runAndListen(studio, spec)
    expect(again.done).toMatchObject({ status: 'succeeded', requests: 0 })
  })

  it('[W9] leads to the next rung where it was to be the final', async () => {
    const { gemini, vision } = await turned([22], [-24, -25, -23, 22])
    const studio = await aStudio({ baseUrl: gemini.url, vision })
    const spec = await geminiSpec(studio, { ladder: ['scene-views', 'direct-edit'] })
    const { done } = await runAndListen(studio, spec)
    expect(done.finals).toMatchObject([{ strategy: 'direct-edit', rung: 1 }])
    expect(
      allAttempts(studio)
        .map(brief)
        .filter((one) => one.startsWith('final')),
    ).toEqual([
      'final scene-views failed',
      'final scene-views failed',
      'final scene-views failed',
      'final direct-edit succeeded',
    ])
  })

  it('[W10] is not asked for again after a restart: the next request follows from what was found', async () => {
    const { gemini, vision } = await turned([-24, 21])
    const libraryFolder = join(await aFolder(), 'library')
    const stop = new AbortController()
    const first = await aStudio({ baseUrl: gemini.url, vision, libraryFolder })
    const spec = await geminiSpec(first, { ladder: ['scene-views'], settings: { concurrency: 1 } })
    const stopped = await runAndListen(
      first,
      spec,
      (event) => {
        if (event.event === 'attempt' && event.attempt.status === 'failed') stop.abort()
      },
      stop.signal,
    )
    expect(stopped.done.status).toBe('cancelled')
    await first.close()
    const asked = gemini.requests.length
    expect(asked).toBe(8)
    const second = await aStudio({ baseUrl: gemini.url, vision, libraryFolder })
    const { done } = await runAndListen(second, spec)
    expect(done.status).toBe('succeeded')
    const after = gemini.requests.slice(asked)
    expect(after).toHaveLength(1)
    expect(promptOf(allAttempts(second).at(-1)!)).toContain('the RIGHT edge of the frame.')
  })

  it('[W11] is found again by replay, with what it led to', async () => {
    const { gemini, vision } = await turned([-24, 21])
    const studio = await aStudio({ baseUrl: gemini.url, vision })
    const spec = await geminiSpec(studio, { ladder: ['scene-views'] })
    const { done } = await runAndListen(studio, spec)
    const replayed = await runAndListen(studio, { ...spec, engine: 'replay' })
    expect(replayed.done).toMatchObject({ status: 'succeeded', requests: 0 })
    expect(replayed.done.finals.map(({ sha256 }) => sha256)).toEqual(done.finals.map(({ sha256 }) => sha256))
    expect(unwrap(studio.plan({ ...spec, engine: 'replay' }))).toMatchObject({ requests: 0, cached: 8 })
  })

  it('[W12] is never lost to eyes that fail, nor looked at with checks off', async () => {
    const { gemini, vision } = await turned([-24])
    const blind = { ...vision, analyse: () => Promise.reject(new Error('the worker died')) }
    const studio = await aStudio({ baseUrl: gemini.url, vision: blind })
    const spec = await geminiSpec(studio, { ladder: ['scene-views'] })
    const { done } = await runAndListen(studio, spec)
    expect(done).toMatchObject({ status: 'succeeded', requests: 8 })
    const [view] = allAttempts(studio)
    expect(view?.checks.filter(({ verdict }) => verdict !== 'pass')).toEqual([
      {
        check: 'measured',
        verdict: 'warn',
        says: 'What the picture shows could not be measured (the worker died).',
        figure: null,
        limit: null,
      },
    ])
    const unlooked = await aStudio({ baseUrl: gemini.url, vision })
    const off = await geminiSpec(unlooked, { settings: { checks: false } })
    await runAndListen(unlooked, off)
    expect(vision.looked).toEqual([])
  })

  it('[W13] is judged by the limits the run was given', async () => {
    const { gemini, vision } = await turned([-24])
    const studio = await aStudio({ baseUrl: gemini.url, vision })
    const limits = { 'mirrored-from': { warn: 10, fail: null } }
    const spec = await geminiSpec(studio, { ladder: ['direct-edit'], settings: { limits } })
    const { done } = await runAndListen(studio, spec)
    expect(done.requests).toBe(8)
    expect(unwrap(studio.nameOf(spec))).not.toBe(
      unwrap(studio.nameOf({ ...spec, settings: { ...spec.settings, limits: {} } })),
    )
  })
})

const failed = (check: string, figure = -40) => ({ check, verdict: 'fail' as const, says: '', figure, limit: 14 })

describe('a request that models are known to block', () => {
  it('[W15] is marked before it is sent, with what to do instead, and not held back', async () => {
    const gemini = await aGemini()
    const studio = await aStudio({ baseUrl: gemini.url })
    const ladder = ['direct-edit', 'scene-views', 'masked-scene', 'multi-turn', 'composite-harmonize'] as const
    const plan = unwrap(studio.plan(await geminiSpec(studio, { ladder: [...ladder] })))
    const marked = plan.jobs.filter(({ preflight }) => preflight !== null)
    expect(marked.map(({ strategy, path }) => [strategy, path.split('/').at(-1)])).toEqual([['direct-edit', 'final']])
    expect(marked[0]?.preflight?.says).toContain('2 pictures with a face, the scene and the portrait')
    expect(marked[0]?.preflight?.instead).toContain('masked scene')
  })
})

describe('the nearest view', () => {
  it('[W20] is measured in place of a request, where the head is seen well', async () => {
    const { gemini, vision } = await turned([])
    const studio = await aStudio({ baseUrl: gemini.url, vision })
    const spec = await geminiSpec(studio, { recipe: 'matched-view-swap' })
    const plan = unwrap(studio.plan(spec))
    expect(plan).toMatchObject({ requests: 7 })
    const { done } = await runAndListen(studio, spec)
    expect(done).toMatchObject({ status: 'succeeded', requests: 7 })
    const attempts = allAttempts(studio)
    expect(attempts.find(({ step }) => step === 'nearest-view')).toMatchObject({
      engine: 'local',
      text: 'three-quarter-left',
      costUsd: 0,
    })
    const view = attempts.find((one) => one.view === 'three-quarter-left')?.image
    const sent = attempts.find(({ step }) => step === 'final')?.parts.filter(({ role }) => role === 'view')
    expect(sent?.map(({ sha256 }) => sha256)).toEqual([view])
    // The second time it is known.
    expect((await runAndListen(studio, spec)).done).toMatchObject({ requests: 0 })
  })

  it('[W20] is asked for where no head is seen', async () => {
    const { gemini, vision } = await turned([])
    const blind = { ...vision, analyse: () => Promise.resolve(anAnalysis([])) }
    const studio = await aStudio({ baseUrl: gemini.url, vision: blind })
    const { done } = await runAndListen(studio, await geminiSpec(studio, { recipe: 'matched-view-swap' }))
    expect(done).toMatchObject({ status: 'succeeded', requests: 8 })
  })
})

describe('the words of a correction', () => {
  const everything = [
    'direction',
    'mirrored',
    'angle',
    'nod',
    'tilt',
    'face-width',
    'framing',
    'one-face',
    'background',
    'likeness',
    'scene-kept',
    'cinema',
  ]

  it.each(['views', 'scene', 'portrait', 'final'] as const)(
    '[W14] pass the linter for %s, and tell directions by the edge of the frame',
    (step) => {
      const words = correctionOf([everything.map((check) => failed(check))], {
        step,
        view: step === 'views' ? 'profile-left' : null,
      })
      const rules = lint(words ?? '', null).map(({ rule, start }) => `${rule}: ${words?.slice(start, start + 40)}`)
      expect(
        rules.filter((rule) => /^(?:bare-direction|swap-wording|camera-described|feature-words)/.test(rule)),
      ).toEqual([])
    },
  )

  it('[W14] make each request another one, and are silent where they have nothing to say', () => {
    const once = correctionOf([[failed('mirrored')]], { step: 'portrait', view: null })
    const twice = correctionOf([[failed('mirrored')], [failed('mirrored')]], { step: 'portrait', view: null })
    expect(once).not.toBe(twice)
    expect(correctionOf([[failed('contrast')]], { step: 'portrait', view: null })).toBeNull()
  })
})
