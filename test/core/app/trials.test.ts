import { describe, expect, it } from 'vitest'
import type { RunRequestInput, TrialCase } from '../../../src/contract/api/index.ts'
import { aCast, anApp, type AppClient, clientOf, ended } from '../../builders/app.ts'
import { aGemini } from '../../builders/studio.ts'
import { bundled } from '../prompts/people.ts'

const words = (template: 'scene' | 'describe' | 'nearest-view' | 'final-direct-edit', line: string): string =>
  `${bundled().get(template).text.trimEnd()}\n${line}\n`

/** A studio on a loopback Gemini whose subject has two scenes. */
const made = async () => {
  const gemini = await aGemini(({ text }) => {
    if (text.includes('A hint of snow.')) return { do: 'block-prompt', reason: 'PROHIBITED_CONTENT' }
    if (text.includes('Begin with the weather.')) return { do: 'text', text: 'Rain on a street.' }
    return undefined
  })
  const client = clientOf(await anApp({ baseUrl: gemini.url }))
  const cast = await aCast(client)
  const whose = { subject: cast.subject, identities: [cast.identity] }
  await ended(client, (await client.runs.start({ ...whose, make: 'scenes', variants: { scene: 2 } })).run)
  const { scenes } = await client.board.get(cast)
  return { gemini, client, cast, whose, scenes: scenes.cards.map(({ sha256 }) => sha256) }
}

/** Runs the same with the words that are current and with others. */
const tried = async (client: AppClient, request: RunRequestInput, template: string, text: string) => {
  const { run: before } = await client.runs.start(request)
  await ended(client, before)
  const { run: after } = await client.runs.start({ ...request, prompts: [{ template, text }] })
  await ended(client, after)
  return { before, tried: after }
}

const states = (cases: readonly TrialCase[]) => cases.map(({ before, tried: now }) => [before.state, now.state])

describe('a try', () => {
  it('[B20] holds what the words made of several variants against what was there, and what each side cost', async () => {
    const { client, whose, cast, scenes } = await made()
    const request: RunRequestInput = { ...whose, make: 'scenes', variants: { scene: 2 } }
    const pair = await tried(client, request, 'scene', words('scene', 'A hint of rain.'))
    const outcome = await client.trials.outcome({ pairs: [pair] })
    expect(outcome).toMatchObject({ same: 0, before: { requests: 0, costUsd: 0 }, tried: { requests: 2 } })
    expect(outcome.tried.costUsd).toBeGreaterThan(0)
    expect(outcome.cases).toMatchObject([1, 2].map((variant) => ({ step: 'scene', variant, ...cast })))
    expect(new Set(outcome.cases.map(({ before }) => before.image))).toEqual(new Set(scenes))
    expect(new Set(outcome.cases.map(({ tried: now }) => now.image)).size).toBe(2)
    // Two tries told together are the sum of both.
    const twice = await client.trials.outcome({ pairs: [pair, pair] })
    expect([twice.cases.length, twice.tried.requests]).toEqual([4, 4])
  })

  it('[B20] counts what was refused, and what came out the same', async () => {
    const { client, whose, scenes } = await made()
    const request: RunRequestInput = { ...whose, make: 'scenes', variants: { scene: 2 } }
    const { run } = await client.runs.start(request)
    await ended(client, run)
    expect(await client.trials.outcome({ pairs: [{ before: run, tried: run }] })).toMatchObject({ cases: [], same: 2 })

    // Of a run to the portraits, the scenes it was made for are no part of the proof.
    const portraits: RunRequestInput = { ...whose, make: 'portraits', from: { scenes: scenes.slice(0, 1) } }
    const { run: reached } = await client.runs.start(portraits)
    await ended(client, reached)
    expect(await client.trials.outcome({ pairs: [{ before: reached, tried: reached }] })).toMatchObject({ same: 1 })

    const one: RunRequestInput = { ...whose, make: 'scenes' }
    const pair = await tried(client, one, 'scene', words('scene', 'A hint of snow.'))
    const { cases } = await client.trials.outcome({ pairs: [pair] })
    expect(states(cases)).toEqual([['made', 'blocked']])
    expect(cases[0]).toMatchObject({ before: { blocks: 0 }, tried: { blocks: 1, image: null } })
    expect(cases[0]?.tried.says).toMatch(/block|refus/i)
    expect(scenes).toContain(cases[0]?.before.image)
  })

  it('[B21] asks a describe step alone about each scene, and the answers stand beside each other', async () => {
    const { gemini, client, whose, cast, scenes } = await made()
    gemini.forget()
    const request: RunRequestInput = { ...whose, make: 'descriptions', from: { scenes } }
    expect(await client.runs.plan(request)).toMatchObject({
      requests: 2,
      jobs: [{ step: 'describe' }, { step: 'describe' }],
    })
    const text = words('describe', 'Begin with the weather.')
    const { cases } = await client.trials.outcome({ pairs: [await tried(client, request, 'describe', text)] })
    expect(gemini.requests).toHaveLength(4)
    expect(cases.map(({ scene }) => scene)).toEqual(scenes)
    for (const { before, tried: now } of cases) {
      expect(before.text).not.toBe('')
      expect(now.text).toBe('Rain on a street.')
    }
    // Nothing of it stands in a lane, and what the next final is told is the answer to the words that are current.
    const board = await client.board.get(cast)
    expect(board.finals.jobs).toEqual([])
    const saidNow = async () =>
      new Map(
        (await client.prompts.descriptions({ identity: cast.identity })).map(({ scene, said }) => [scene, said.text]),
      )
    const pairsOf = (side: 'before' | 'tried') => new Map(cases.map((one) => [one.scene, one[side].text]))
    expect(await saidNow()).toEqual(pairsOf('before'))
    const [version] = (await client.prompts.get({ template: 'describe' })).versions
    await client.prompts.use({ template: 'describe', what: { id: version!.id } })
    expect(await saidNow()).toEqual(pairsOf('tried'))
    expect(await client.runs.plan(request)).toMatchObject({ requests: 0 })
  })

  it('[B21] asks a nearest-view step alone, and says which scene it needs', async () => {
    const { client, whose, scenes } = await made()
    const request: RunRequestInput = { ...whose, make: 'nearest-views', from: { scenes: scenes.slice(0, 1) } }
    const text = words('nearest-view', 'Look twice.')
    const { cases, same } = await client.trials.outcome({ pairs: [await tried(client, request, 'nearest-view', text)] })
    expect([cases.length, same]).toEqual([1, 0])
    expect(cases[0]?.tried).toMatchObject({ state: 'made', image: null })
    await expect(client.runs.plan({ ...request, from: {} })).rejects.toMatchObject({ data: { code: 'needs-scene' } })
  })
})
