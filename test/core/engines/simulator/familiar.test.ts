import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { readFamiliar, recognized, sightOf } from '../../../../src/core/engines/simulator/familiar.ts'
import { decodeRgb, encodeJpeg } from '../../../../src/core/imaging/pixels.ts'
import { aPhoto, openSitting } from './sitting.ts'

const LOOK = { skin: [0.82, 0.63, 0.52], hair: [0.2, 0.13, 0.09] } as const

const aFile = async (content: string): Promise<URL> => {
  const folder = await mkdtemp(join(tmpdir(), 'familiar-'))
  onTestFinished(async () => await rm(folder, { recursive: true }))
  await writeFile(join(folder, 'person.json'), content)
  return pathToFileURL(join(folder, 'person.json'))
}

it('[S17] somebody known by sight is recognized in a photo that was saved again, and keeps their own face', async () => {
  const { person } = await openSitting().shoot('A woman with red hair.')
  const photo = await aPhoto(LOOK)
  const pixels = await decodeRgb(photo, 160)
  const familiar = [{ person, sights: [sightOf(pixels)] }]
  const full = await decodeRgb(photo)
  const again = await encodeJpeg(full.data, full.width, full.height, { quality: 70 })
  const sitting = openSitting(undefined, undefined, familiar)
  const three = [again, again, again].map((jpeg) => sitting.photoOf(jpeg))
  expect((await sitting.view('front', three)).person).toEqual(person)
})

it('[S17] a stranger is not taken for them', async () => {
  const { person } = await openSitting().shoot('A woman with red hair.')
  const familiar = [{ person, sights: [sightOf(await decodeRgb(await aPhoto(LOOK), 160))] }]
  const other = await decodeRgb(await aPhoto({ ...LOOK, hairDownTo: 0.9, leftOverRight: 1.4 }), 160)
  expect(recognized(other, familiar)).toBeNull()
})

it('[S17] who is known is read from a file; without a sound one there is nobody', async () => {
  const { person } = await openSitting().shoot('A woman with red hair.')
  const familiar = [{ person, sights: ['01'.repeat(128)] }]
  expect(readFamiliar(await aFile(JSON.stringify(familiar)))).toEqual(familiar)
  expect(readFamiliar(await aFile('[{"person":{}}]'))).toEqual([])
  expect(readFamiliar(new URL('file:///nowhere/person.json'))).toEqual([])
})
