import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sha256OfJson } from '../../../src/core/engines/keys.ts'
import type { PictureAnalysis, Sha256, SubjectId } from '../../../src/contract/index.ts'
import type { Library } from '../../../src/core/library/types.ts'
import { aSubject } from '../../builders/specs.ts'
import { openTestLibrary, tempFolder } from './builders.ts'

const EYES = 'eyes-1'
const seen: PictureAnalysis = {
  analyser: EYES,
  width: 8,
  height: 8,
  faces: [],
  background: { white: 1 },
  palette: [{ colour: '#ffffff', share: 1 }],
}
const kept = { score: 0.7, structure: 0.8, colour: 0.5 }

/** 128 numbers that stand nowhere else, and how the library writes them. */
const numbers = (): Float32Array => Float32Array.from({ length: 128 }, (_, i) => Math.sin(i * 12.9898) * 0.3)
const written = (descriptor: Float32Array): string => Buffer.from(descriptor.buffer).toString('base64')

const agreed = async (library: Library): Promise<SubjectId> => {
  const id = await library.people.addSubject(aSubject({ photos: [] }))
  await library.people.giveConsent(id, 'likeness', 'Ada', ['Faces are compared.'])
  return id
}

/** Whether any file of the library's database holds the text. */
const isWritten = (folder: string, text: string): boolean =>
  readdirSync(folder)
    .filter((name) => name.startsWith('library.db'))
    .some((name) => readFileSync(join(folder, name)).includes(text))

describe('what was measured', () => {
  it('[V27] is kept for its analyser, and gone when another has looked', async () => {
    const { faces } = await openTestLibrary()
    const [picture, scene] = [sha256OfJson('a picture'), sha256OfJson('a scene')]
    expect(faces.analysis(picture, EYES)).toBeNull()
    await faces.keepAnalysis(picture, EYES, seen)
    await faces.keepSceneKept(scene, picture, EYES, kept)
    expect(faces.analysis(picture, EYES)).toEqual(seen)
    expect(faces.sceneKept(scene, picture, EYES)).toEqual(kept)
    expect(faces.analysis(picture, 'eyes-2')).toBeNull()
    expect(faces.sceneKept(scene, picture, 'eyes-2')).toBeNull()
    await faces.keepAnalysis(picture, 'eyes-2', 'unreadable')
    expect(faces.analysis(picture, 'eyes-2')).toBe('unreadable')
    expect(faces.analysis(picture, EYES)).toBeNull()
  })
})

describe('face descriptors', () => {
  const one = { image: sha256OfJson('a picture'), yaw: 12.5, width: 300, descriptor: numbers() }

  it('[V28] are kept only while the consent of their subject holds; a drawn sample needs none', async () => {
    const library = await openTestLibrary()
    const { faces, people } = library
    const nobody = await people.addSubject(aSubject({ photos: [] }))
    expect(await faces.keepDescriptor(nobody, EYES, one)).toBe(false)
    await people.giveConsent(nobody, 'gemini', 'Ada', ['Photos are sent.'])
    expect(await faces.keepDescriptor(nobody, EYES, one)).toBe(false)
    expect(faces.descriptors(nobody, EYES).size).toBe(0)

    const somebody = await agreed(library)
    expect(await faces.keepDescriptor(somebody, EYES, one)).toBe(true)
    expect([...faces.descriptors(somebody, EYES).values()]).toEqual([one])
    expect(faces.descriptors(somebody, 'eyes-2').size).toBe(0)

    const sample = await people.addSubject(aSubject({ photos: [] }), true)
    expect(await faces.keepDescriptor(sample, EYES, one)).toBe(true)
  })

  it('[V28] ask for consent again when the drawn sample is given a photo of its own', async () => {
    const library = await openTestLibrary()
    const { people, faces } = library
    const facts = { kind: 'reference', mimeType: 'image/png', width: 600, height: 600 } as const
    const photo = { pose: 'front', mimeType: 'image/png', width: 600, height: 600 } as const
    const drawn = await library.putPicture(Buffer.from('drawn'), facts)
    const taken = await library.putPicture(Buffer.from('taken'), facts)
    const sample = await people.addSubject(aSubject({ photos: [{ ...photo, sha256: drawn, name: 'drawn.png' }] }), true)
    const showing = (...names: readonly Sha256[]) =>
      aSubject({ photos: names.map((sha256, index) => ({ ...photo, sha256, name: `${index}.png` })) })
    await people.changeSubject(sample, showing(drawn))
    expect(people.subject(sample)).toMatchObject({ sample: true })
    await people.changeSubject(sample, showing(drawn, taken))
    expect(people.subject(sample)).toMatchObject({ sample: false })
    expect(await faces.keepDescriptor(sample, EYES, one)).toBe(false)
    expect((await library.verify()).findings).toEqual([])
  })

  it.each([
    ['the consent is withdrawn', (library: Library, id: SubjectId) => library.people.withdrawConsent(id, 'likeness')],
    ['the subject is archived', (library: Library, id: SubjectId) => library.people.archiveSubject(id, true)],
  ])('[V29] are gone from the files of the library when %s, and stay gone', async (_when, end) => {
    const folder = tempFolder()
    const library = await openTestLibrary(folder)
    const id = await agreed(library)
    for (let i = 0; i < 20; i++)
      await library.faces.keepDescriptor(id, EYES, { ...one, image: sha256OfJson(`picture ${i}`) })
    expect(isWritten(folder, written(one.descriptor))).toBe(true)
    await end(library, id)
    expect(library.faces.descriptors(id, EYES).size).toBe(0)
    expect(isWritten(folder, written(one.descriptor))).toBe(false)
    expect(await library.faces.keepDescriptor(id, EYES, one)).toBe(false)
    expect((await library.verify()).findings).toEqual([])
    library.close()
    expect(isWritten(folder, written(one.descriptor))).toBe(false)
  })
})
