import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { Identity, SubjectTraits, unwrap } from '../../../src/contract/index.ts'
import { parseMisbehaviour } from '../../../src/core/engines/simulator/misbehave.ts'
import { openVision } from '../../../src/core/vision/vision.ts'
import { allAttempts, aStudio, runAndListen } from '../../builders/studio.ts'

const SAMPLES = join(import.meta.dirname, '../../../resources/samples')
const json = async (path: string): Promise<unknown> => JSON.parse(await readFile(join(SAMPLES, path), 'utf8'))

it('[W21] a mirrored portrait is seen and made again without anybody looking', { timeout: 240_000 }, async () => {
  const misbehave = unwrap(parseMisbehaviour('mirrored=0.4'))
  const studio = await aStudio({ vision: openVision(), simulator: { misbehave } })
  const folder = join(SAMPLES, 'subject/photos')
  const names = (await readdir(folder)).toSorted((a, b) => a.localeCompare(b))
  const { taken } = await studio.takePhotos(names.map((name) => ({ name, path: join(folder, name) })))
  const { done } = await runAndListen(studio, {
    subject: {
      traits: SubjectTraits.parse(await json('subject/subject.json')),
      photos: taken.map(({ photo }) => photo),
    },
    identities: [Identity.parse(await json('identities/conductor.json'))],
    seed: 1,
    upTo: 'portrait',
  })
  expect(done).toMatchObject({ status: 'succeeded', problems: [] })
  const portraits = allAttempts(studio).filter(({ step }) => step === 'portrait')
  expect(portraits.length).toBeGreaterThan(1)
  expect(portraits.slice(0, -1).map(({ reason }) => reason)).toEqual(portraits.slice(1).map(() => 'check: mirrored'))
  expect(portraits.at(-1)).toMatchObject({ status: 'succeeded' })
  expect(portraits.at(-1)?.checks.filter(({ verdict }) => verdict === 'fail')).toEqual([])
})
