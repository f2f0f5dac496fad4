import { describe, expect, it } from 'vitest'
import type { Sha256 } from '../../../src/contract/index.ts'
import { readOpinion } from '../../../src/core/app/second-opinion.ts'
import { aCast, anApp, type AppClient, clientOf, ended, listen, until } from '../../builders/app.ts'
import { aGemini } from '../../builders/studio.ts'
import type { Behaviour } from '../../fake-gemini/behaviour.ts'

const SAID = {
  findings: [
    { check: 'head', verdict: 'FAIL', says: 'The nose points to the LEFT edge of the frame.' },
    { check: 'lettering', verdict: 'pass', says: 'None.' },
  ],
}

/** An app with a portrait, on a Gemini that answers so when it is asked for words. */
const withPortrait = async (opinion: Behaviour) => {
  const gemini = await aGemini(({ output }) => (output === 'text' ? opinion : undefined))
  const client = clientOf(await anApp({ baseUrl: gemini.url }))
  const { subject, identity } = await aCast(client)
  const { run } = await client.runs.start({
    subject,
    identities: [identity],
    make: 'everything',
    strategies: ['direct-edit'],
  })
  await ended(client, run)
  const { cards } = await client.pictures.query({ filter: { steps: ['portrait'] } })
  return { client, subject, identity, portrait: cards[0]! }
}

const secondOf = async (client: AppClient, sha256: Sha256) => (await client.faces.of({ pictures: [sha256] }))[0]?.second

describe('a second opinion by a vision model', () => {
  it('[W22] is asked for on request only, recorded like any request, and told beside the checks, whose verdict stays', async () => {
    const { client, subject, identity, portrait } = await withPortrait({
      do: 'text',
      text: `Gladly:\n\`\`\`json\n${JSON.stringify(SAID)}\n\`\`\``,
    })
    const { sha256 } = portrait
    expect(await secondOf(client, sha256)).toEqual([])
    const offer = await client.faces.secondOpinionOffer({ sha256 })
    expect(offer).toMatchObject({ engine: 'gemini', refused: null })
    expect(offer.costUsd).toBeGreaterThan(0)
    const board = await client.board.get({ subject, identity })
    const heard = await listen(client)

    const { run } = await client.faces.secondOpinion({ sha256 })
    expect(await ended(client, run)).toMatchObject({ status: 'succeeded', requests: 1 })
    await until('windows hear of it', () =>
      heard.some((event) => event.type === 'faces' && event.pictures.includes(sha256)),
    )
    expect(await secondOf(client, sha256)).toMatchObject([
      { check: 'second-opinion: head', verdict: 'fail', says: 'Head: The nose points to the LEFT edge of the frame.' },
      { check: 'second-opinion: lettering', verdict: 'pass', says: 'Lettering: None.' },
    ])

    const { rows } = await client.history.page({ filter: { steps: ['second-opinion'] } })
    expect(rows).toHaveLength(1)
    expect(rows[0]!.costUsd).toBeGreaterThan(0)
    const { attempt } = await client.history.get({ attempt: rows[0]!.attempt })
    expect(attempt.parts.map(({ role }) => role)).toEqual(['result', 'scene', 'reference', 'reference', 'prompt'])
    expect(attempt.parts[0]).toMatchObject({ sha256 })
    expect(attempt.parts[1]!.sha256).toBe(portrait.madeFrom.find(({ role }) => role === 'scene')!.sha256)
    expect(attempt.parts.at(-1)!.text).toContain('Images 3 to 4 are photos of the person')
    expect(attempt.prompt?.template).toBe('second-opinion')

    const [card] = (await client.pictures.query({ filter: { steps: ['portrait'] } })).cards
    expect(card?.check).toEqual(portrait.check)
    const after = await client.board.get({ subject, identity })
    expect(after.portraits.jobs).toEqual(board.portraits.jobs)
    // Asked again it is answered from the library.
    expect(await client.faces.secondOpinionOffer({ sha256 })).toMatchObject({ costUsd: 0 })
  })

  it('[W23] that is blocked, or not in the form asked for, says so and finds nothing', async () => {
    const { client, portrait } = await withPortrait({ do: 'block-prompt', reason: 'PROHIBITED_CONTENT' })
    const { run } = await client.faces.secondOpinion({ sha256: portrait.sha256 })
    await ended(client, run)
    expect(await secondOf(client, portrait.sha256)).toMatchObject([
      { check: 'second-opinion: not given', verdict: 'warn', says: expect.stringContaining('No opinion was given.') },
    ])
    for (const answer of ['It looks fine to me.', '{"findings": []}', '{"findings": [{"check": 1}]}', '']) {
      const found = readOpinion(answer)
      expect(found).toMatchObject([{ check: 'second-opinion: unreadable', verdict: 'warn' }])
      expect(found[0]!.says).toContain(`“${answer}”`)
    }
  })

  it('[W24] is not asked for without consent or key, and says why', async () => {
    const { client, subject, portrait } = await withPortrait({ do: 'text', text: JSON.stringify(SAID) })
    await client.subjects.withdrawConsent({ id: subject, engine: 'gemini' })
    const { refused } = await client.faces.secondOpinionOffer({ sha256: portrait.sha256 })
    expect(refused?.message).toContain('Nobody has agreed')
    await expect(client.faces.secondOpinion({ sha256: portrait.sha256 })).rejects.toThrow('Nobody has agreed')
    expect((await client.history.page({ filter: { steps: ['second-opinion'] } })).total).toBe(0)
    // Nor without a key.
    await client.subjects.giveConsent({ id: subject, engine: 'gemini', by: 'Ada' })
    await client.keys.clear()
    const keyless = await client.faces.secondOpinionOffer({ sha256: portrait.sha256 })
    expect(keyless.refused?.message).toMatch(/key/i)
  })

  it('[W25] is played by the simulator from what the pictures say of themselves', async () => {
    const { client, portrait } = await withPortrait({ do: 'text', text: '' })
    // The fake Gemini's pictures are nobody's drawing: the simulator says that it cannot tell.
    await client.settings.set({ engine: 'simulator' })
    expect(await client.faces.secondOpinionOffer({ sha256: portrait.sha256 })).toMatchObject({
      costUsd: 0,
      refused: null,
    })
    const { run } = await client.faces.secondOpinion({ sha256: portrait.sha256 })
    await ended(client, run)
    expect(await secondOf(client, portrait.sha256)).toMatchObject([
      { check: 'second-opinion: people', verdict: 'warn' },
    ])
  })
})
