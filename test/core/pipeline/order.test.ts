import { describe, expect, it } from 'vitest'
import type { Attempt, StrategyName } from '../../../src/contract/index.ts'
import type { Recorded } from '../../fake-gemini/server.ts'
import { aFaceMesh, eyesThatSee } from '../../builders/eyes.ts'
import { aGemini, allAttempts, aStudio, geminiSpec, runAndListen } from '../../builders/studio.ts'

/** What goes over the wire for each strategy's own steps, part by part; `|` parts the turns of a chat. */
const FINALS: Readonly<Record<StrategyName, readonly string[]>> = {
  'direct-edit': ['scene portrait prompt'],
  'scene-views': ['scene view view view view view prompt'],
  'environment-only': ['scene prompt view view view view view'],
  'portrait-only': ['scene prompt', 'portrait prompt'],
  'expand-portrait': ['canvas prompt'],
  'describe-regenerate': ['scene prompt', 'prompt view view view view view'],
  'text-scene-views': ['prompt view view view view view'],
  'direct-consistency': ['prompt view view view view view'],
  'multi-turn': [
    'scene view view view view view prompt',
    'scene view view view view view prompt | result | prompt',
    'scene view view view view view prompt | result | prompt | result | prompt',
  ],
  'matched-view-swap': ['scene prompt', 'scene view prompt'],
  'face-swap': ['scene view prompt'],
  'masked-scene': ['scene portrait prompt'],
  'composite-harmonize': ['composite prompt'],
  'local-composite': [],
}

/** Reads the parts of a request as they were sent, naming each picture by what the library says it is. */
const onTheWire = ({ request }: Recorded, names: ReadonlyMap<string, string>): string =>
  (request?.body.contents ?? [])
    .map(({ role, parts }) =>
      parts
        .map(({ text, inlineData }) => {
          if (role === 'model') return 'result'
          if (inlineData) return names.get(inlineData.data.replace('sha256:', '')) ?? 'unknown'
          return text === undefined ? 'nothing' : 'prompt'
        })
        .join(' '),
    )
    .join(' | ')

const nameOf = ({ step }: Attempt): string =>
  step === 'views' ? 'view' : step === 'masked' ? 'scene' : step === 'final' ? 'result' : step

const orders = async (recipe: StrategyName) => {
  const gemini = await aGemini((request) =>
    request.output === 'text' ? { do: 'text', text: 'three-quarter-left' } : undefined,
  )
  // The middle of every picture is taken for a face: what is local needs one in scene and portrait.
  const vision = eyesThatSee([aFaceMesh({ x: 112, y: 140, height: 120 })])
  const studio = await aStudio({ baseUrl: gemini.url, vision })
  const spec = await geminiSpec(studio, { recipe, settings: { concurrency: 1 } })
  const { done } = await runAndListen(studio, spec)
  expect(done.status).toBe('succeeded')
  const names = new Map(allAttempts(studio).map((attempt): [string, string] => [attempt.image ?? '', nameOf(attempt)]))
  for (const photo of spec.subject.photos) names.set(photo.sha256, 'reference')
  return { sent: gemini.requests.map((request) => onTheWire(request, names)), gemini, studio }
}

describe('content order on the wire', () => {
  it('[O1] sends the words before the photos for views, words alone for the scene, words, views and scene for the portrait', async () => {
    const { sent } = await orders('direct-edit')
    expect(sent.slice(0, 7)).toEqual([
      ...Array.from({ length: 5 }, () => 'prompt reference reference'),
      'prompt',
      'prompt view view view view view scene',
    ])
  })

  it.each(Object.entries(FINALS) as [StrategyName, readonly string[]][])(
    '[O2] sends %s as %j',
    async (strategy, expected) => {
      const { sent } = await orders(strategy)
      expect(sent.slice(sent.length - expected.length)).toEqual(expected)
    },
  )

  it('[O3] sends the one view that the model named as nearest', async () => {
    const { gemini, studio } = await orders('matched-view-swap')
    const view = allAttempts(studio).find(({ view: name }) => name === 'three-quarter-left')
    expect(gemini.requests.at(-1)!.request!.pictures[1]!.sha256).toBe(view!.image)
  })

  it('[O4] keeps in the history exactly what was sent, in that order', async () => {
    const { gemini, studio } = await orders('scene-views')
    const attempt = allAttempts(studio).at(-1)!
    const wire = gemini.requests.at(-1)!.request!
    expect(attempt.parts.filter(({ kind }) => kind === 'image').map(({ sha256 }) => sha256)).toEqual(
      wire.pictures.map(({ sha256 }) => sha256),
    )
    expect(attempt.parts.at(-1)!.text).toBe(wire.text)
    expect(attempt.prompt?.template).toBe('final-scene-views')
  })
})
