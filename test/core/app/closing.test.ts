import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { PictureAnalysis } from '../../../src/contract/index.ts'
import { aCast, anApp, clientOf, ended, until } from '../../builders/app.ts'
import { eyesThatSee } from '../../builders/seen.ts'
import { aFolder, aGemini } from '../../builders/studio.ts'

it('[A26] closing waits for nobody’s eyes, and what was under way is gone on with and lost nowhere', async () => {
  const libraryFolder = join(await aFolder(), 'library')
  const eyes = eyesThatSee(new Map())
  let isBlind = false
  const analyse = async (bytes: Uint8Array): Promise<PictureAnalysis> =>
    isBlind ? await new Promise(() => {}) : await eyes.analyse(bytes)
  const gemini = await aGemini()
  const app = await anApp({ libraryFolder, baseUrl: gemini.url, vision: { ...eyes, analyse } })
  const client = clientOf(app)
  const cast = await aCast(client)
  isBlind = true
  const { run } = await client.runs.start({ subject: cast.subject, identities: [cast.identity] })
  const page = async (statuses: ('succeeded' | 'unknown' | 'in-flight')[]) =>
    await client.history.page({ filter: { statuses }, offset: 0, limit: 100 })
  await until('a picture is looked at', async () => (await page(['succeeded'])).total > 0)
  // Those eyes never answer: what waited for them would not close at all.
  await app.close()

  const again = clientOf(await anApp({ libraryFolder, baseUrl: gemini.url, vision: eyes }))
  expect(await again.runs.get({ run })).toMatchObject({ status: 'interrupted' })
  await again.runs.resume({ run })
  expect(await ended(again, run)).toMatchObject({ status: 'succeeded' })
  // What was under way and not answered was cancelled and told so; every picture came once.
  expect(await again.history.page({ filter: { statuses: ['succeeded'] } })).toMatchObject({ total: 8 })
  expect(await again.history.page({ filter: { statuses: ['unknown'] }, offset: 0, limit: 1 })).toMatchObject({
    total: 0,
  })
})
