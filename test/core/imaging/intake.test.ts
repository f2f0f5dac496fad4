import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { intake } from '../../../src/core/imaging/intake.ts'
import { judgePhoto } from '../../../src/core/imaging/judge-photo.ts'
import { photoFilesIn } from '../../../src/core/imaging/photo-file.ts'
import { jpeg, withSegment } from './photo-builders.ts'

const one = async (name: string, seed: number) => ({ name, bytes: await jpeg(820, 820, seed) })
const set = async (...names: string[]) => await intake(await Promise.all(names.map(one)), judgePhoto)

describe('a set of photos', () => {
  test('[I16] three fronts and a profile, told by its name, need no word', async () => {
    const verdict = await set('a.jpg', 'b.jpg', 'c.jpg', 'My Profile.JPG')
    expect(verdict.taken.map(({ photo }) => photo.pose)).toEqual(['front', 'front', 'front', 'profile'])
    expect(verdict).toMatchObject({ refused: [], warnings: [], problem: null })
  })

  test('[I16] without a profile, or without a front, it starts with a warning', async () => {
    expect(await set('a.jpg')).toMatchObject({ problem: null, warnings: [expect.stringContaining('no profile')] })
    expect(await set('profile.jpg')).toMatchObject({ problem: null, warnings: [expect.stringContaining('no front')] })
  })

  test('[I16] one front and one profile are enough, and it says that more is better', async () => {
    expect(await set('a.jpg', 'profile.jpg')).toMatchObject({
      problem: null,
      warnings: [expect.stringContaining('enough')],
    })
  })

  test('[I17] a refused photo does not hold up the others', async () => {
    const verdict = await intake([await one('a.jpg', 1), { name: 'notes.txt', bytes: Buffer.from('x') }], judgePhoto)
    expect(verdict.taken).toHaveLength(1)
    expect(verdict.refused).toEqual([
      { name: 'notes.txt', problem: expect.objectContaining({ code: 'photo-not-an-image' }) },
    ])
    expect(verdict.problem).toBeNull()
  })

  test('[I18] nothing usable, and more than five, cannot start', async () => {
    expect((await intake([], judgePhoto)).problem?.code).toBe('photos-none')
    expect((await set('a', 'b', 'c', 'd', 'e', 'profile')).problem?.code).toBe('photos-too-many')
    expect((await set('a', 'b', 'c', 'd', 'profile')).problem).toBeNull()
  })

  test('[I18] a whole photo library is turned away unread', async () => {
    const files = Array.from({ length: 500 }, (_, i) => ({ name: `${i}.jpg`, path: `/nowhere/${i}.jpg` }))
    expect(await intake(files, judgePhoto)).toMatchObject({ refused: [], problem: { code: 'photos-too-many' } })
  })

  test('[I17] the same picture twice, even with other metadata, is used once and said', async () => {
    const bytes = await jpeg(820, 820, 7)
    const verdict = await intake(
      [
        { name: 'a.jpg', bytes },
        { name: 'b.jpg', bytes: withSegment(bytes, 0xfe, 'a comment') },
      ],
      judgePhoto,
    )
    expect(verdict.taken.map(({ name }) => name)).toEqual(['a.jpg'])
    expect(verdict.warnings[0]).toBe('"b.jpg" is the same picture as "a.jpg" and is left out.')
  })
})

describe('the photos of a folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'photos-'))
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true })
  })

  test('[I19] come in natural order, without hidden files and the .json files that lie beside them', async () => {
    for (const name of ['10.jpg', '2.jpg', '.DS_Store', 'Thumbs.db', 'subject.json', 'note.txt'])
      writeFileSync(join(folder, name), '')
    const files = await photoFilesIn(folder)
    expect(files.ok && files.value.map(({ name }) => name)).toEqual(['2.jpg', '10.jpg', 'note.txt'])
  })

  test('[I19] a missing folder is a problem', async () => {
    expect(await photoFilesIn(join(folder, 'missing'))).toMatchObject({
      ok: false,
      problem: { code: 'photos-folder-missing' },
    })
  })
})
