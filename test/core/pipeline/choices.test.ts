import { describe, expect, it } from 'vitest'
import { anIdentity } from '../../builders/specs.ts'
import { aGemini, allAttempts, aStudio, geminiSpec, runAndListen } from '../../builders/studio.ts'

const ONE_PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='

describe('what a run is told', () => {
  it('[P22] hands every picture on unlooked-at where checks are off', async () => {
    const part = { inlineData: { mimeType: 'image/png', data: ONE_PIXEL } }
    const gemini = await aGemini((request) =>
      request.order[0] === 'image'
        ? { do: 'json', body: { candidates: [{ content: { role: 'model', parts: [part] }, finishReason: 'STOP' }] } }
        : undefined,
    )
    const studio = await aStudio({ baseUrl: gemini.url })
    const spec = await geminiSpec(studio, { recipe: 'scene-views', settings: { checks: false } })
    const { done } = await runAndListen(studio, spec)
    expect(done).toMatchObject({ status: 'succeeded', requests: 7 })
    const [final] = done.finals
    expect(Buffer.from(await studio.library.picture(final!.sha256)).toString('base64')).toBe(ONE_PIXEL)
  })

  it('[P23] puts the style into the scene and the final, and into nothing else', async () => {
    const gemini = await aGemini()
    const studio = await aStudio({ baseUrl: gemini.url })
    await runAndListen(studio, await geminiSpec(studio, { style: 'woodcut in two inks' }))
    const styled = allAttempts(studio).filter(({ parts }) => parts.some(({ text }) => text?.includes('woodcut')))
    expect(styled.map(({ step }) => step)).toEqual(['scene', 'final'])
  })

  it('[P24] asks the model, the size and the seed that were chosen', async () => {
    const gemini = await aGemini()
    const studio = await aStudio({ baseUrl: gemini.url })
    const chosen = { model: 'gemini-3-pro-image', seed: 7, settings: { imageSize: '2K' } } as const
    const { done } = await runAndListen(studio, await geminiSpec(studio, { recipe: 'text-scene-views', ...chosen }))
    expect(done.costUsd).toBeCloseTo(6 * 0.134, 6)
    for (const { request } of gemini.requests) {
      expect(request).toMatchObject({ model: 'gemini-3-pro-image', imageSize: '2K' })
      expect(request!.body.generationConfig.seed).toBe(7)
    }
  })
})

describe('what a run comes to', () => {
  it('[P25] is partial where some identities got no final, and names what they lack', async () => {
    const gemini = await aGemini((request) =>
      request.text.includes('coral reef') ? { do: 'block-prompt', reason: 'SAFETY' } : undefined,
    )
    const studio = await aStudio({ baseUrl: gemini.url })
    const identities = [anIdentity(), anIdentity('Diver', { visualization: 'Above a coral reef.' })]
    const { done } = await runAndListen(studio, await geminiSpec(studio, { identities }))
    expect(done).toMatchObject({ status: 'partial', finals: [{ identity: 'Conductor' }] })
    expect(done.problems[0]).toMatchObject({ code: 'request-blocked', message: expect.stringMatching(/^diver\/scene/) })
  })

  it('[P18] is planned for replay from what any engine has answered', async () => {
    const gemini = await aGemini()
    const studio = await aStudio({ baseUrl: gemini.url })
    const spec = await geminiSpec(studio)
    const before = studio.plan({ ...spec, engine: 'replay' })
    await runAndListen(studio, spec)
    const after = studio.plan({ ...spec, engine: 'replay' })
    expect([before, after].map((plan) => plan.ok && plan.value.cached)).toEqual([0, 8])
  })
})
