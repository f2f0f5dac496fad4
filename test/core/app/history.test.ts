import { execFileSync } from 'node:child_process'
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { AttemptId } from '../../../src/contract/index.ts'
import { aCast, anApp, clientOf, ended } from '../../builders/app.ts'
import { anIdentity } from '../../builders/specs.ts'
import { aFolder, aGemini } from '../../builders/studio.ts'

/** A curl that gives back the body it is handed, in front of everything else on the path. */
const aPathWithEcho = async (): Promise<string> => {
  const folder = await aFolder()
  writeFileSync(join(folder, 'curl'), '#!/bin/sh\ncat\n')
  chmodSync(join(folder, 'curl'), 0o755)
  return `${folder}:${process.env['PATH']}`
}

/** An app with one run behind it: views, and a scene whose words no shell may take for its own. */
const anAppWithHistory = async () => {
  const gemini = await aGemini()
  const libraryFolder = join(await aFolder(), 'library')
  const client = clientOf(await anApp({ baseUrl: gemini.url, libraryFolder }))
  const { subject } = await aCast(client)
  const visualization = `O'Hara's "$(touch gone)" \`id\` \\ %s by the sea.`
  const { id } = await client.identities.create({ identity: { ...anIdentity('Sailor'), visualization } })
  const { run } = await client.runs.start({ subject, identities: [id] })
  await ended(client, run)
  return { client, gemini, libraryFolder }
}

describe('a request in full', () => {
  it('[J7] is told with its parts in order, its sendings and what can be done with it', async () => {
    const { client } = await anAppWithHistory()
    const { rows, total } = await client.history.page({ filter: { steps: ['portrait'] } })
    expect(total).toBe(1)
    const detail = await client.history.get({ attempt: rows[0]!.attempt })
    expect(detail.attempt.parts.map(({ role }) => role)).toEqual([
      'prompt',
      'view',
      'view',
      'view',
      'view',
      'view',
      'scene',
    ])
    expect(detail.sends).toMatchObject([{ number: 1, outcome: 'answer', waitMs: null }])
    expect(detail).toMatchObject({ row: rows[0], noRetry: expect.stringContaining('has its picture'), noCurl: null })
    await expect(client.history.get({ attempt: AttemptId.parse(9999) })).rejects.toMatchObject({
      data: { code: 'request-missing' },
    })
  })

  it('[J8] goes to a shell as the very body that was sent, its pictures read from the library or within it', async () => {
    const { client, gemini, libraryFolder } = await anAppWithHistory()
    const PATH = await aPathWithEcho()
    const asked = [...gemini.requests]
    for (const step of ['scene', 'portrait'] as const) {
      const { rows } = await client.history.page({ filter: { steps: [step] } })
      const { attempt } = rows[0]!
      const prompt = (await client.history.get({ attempt })).attempt.parts.find(({ kind }) => kind === 'text')
      const words = JSON.stringify(prompt!.text).slice(1, -1)
      const sent = asked.find(({ request }) => JSON.stringify(request).includes(words))?.request
      expect(sent).toBeDefined()
      for (const inline of [false, true]) {
        const { text } = await client.history.curl({ attempt, inline })
        const body = execFileSync('sh', ['-c', text], { cwd: libraryFolder, env: { PATH }, encoding: 'utf8' })
        const path = new URL(/'(https:[^']+)'/.exec(text)![1]!).pathname
        gemini.forget()
        await fetch(new URL(path, gemini.url), { method: 'POST', headers: { 'x-goog-api-key': 'k' }, body })
        expect(gemini.requests.at(-1)?.request).toEqual({ ...sent, hash: expect.any(String) })
        expect(text).not.toContain('a-key')
        expect(text).toContain('x-goog-api-key: $GEMINI_API_KEY')
        expect(text).not.toContain(libraryFolder)
      }
    }
  })
})
