import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'exifr'
import { describe, expect, it } from 'vitest'
import { studio } from '../builders/command-line.ts'
import { someHash } from '../builders/specs.ts'
import { aFolder } from '../builders/studio.ts'
import { anAppWithPictures, filesIn } from '../core/export/delivered.ts'

const aClosedLibrary = async () => {
  const { app, libraryFolder, final, portrait } = await anAppWithPictures()
  await app.close()
  return { libraryFolder, final, portrait }
}

describe('handing over on the command line', () => {
  it('[D15][D17][D18] approves, exports what is approved, and takes a review in', async () => {
    const { libraryFolder: library, final, portrait } = await aClosedLibrary()
    const out = join(await aFolder(), 'out')
    const nothing = await studio(['export', '--library', library, '--out', out, '--json'])
    expect(nothing).toMatchObject({ code: 2, facts: [{ event: 'problem', code: 'export-nothing' }] })

    const approved = await studio(['approve', '--library', library, '--ids', final, '--by', 'Ines', '--json'])
    expect(approved).toMatchObject({ code: 0, facts: [{ event: 'approved', sha256: final, by: 'Ines' }] })
    const exported = await studio(['export', '--library', library, '--out', out, '--approved', '--json'])
    expect(exported.code).toBe(0)
    expect(exported.facts.at(-1)).toMatchObject({ event: 'exported', status: 'done', pictures: 1, left: 0 })
    const [file = ''] = await filesIn(out)
    expect(
      createHash('sha256')
        .update(await readFile(join(out, file)))
        .digest('hex'),
    ).toBe(final)

    const ids = `${final},${portrait}`
    const place = ['export', '--library', library, '--out', out]
    const small = await studio([...place, '--ids', final.toUpperCase(), '--size', '40', '--name', 'small', '--json'])
    expect(small.facts.find(({ event }) => event === 'written')).toMatchObject({
      sha256: final,
      path: join(out, 'small.png'),
      format: 'png',
      height: 40,
      original: false,
      marked: true,
    })
    const large = await studio([...place, '--ids', final, '--size', '9000', '--format', 'webp', '--json'])
    expect(large.facts.at(-1)).toMatchObject({ warnings: [expect.stringContaining('nothing is enlarged')] })

    const args = [
      '--ids',
      ids,
      '--format',
      'jpeg',
      '--size',
      '40',
      '--name',
      '{step}-{n}',
      '--with-names',
      '--review-page',
    ]
    expect((await studio(['export', '--library', library, '--out', out, ...args])).code).toBe(0)
    const names = await filesIn(out)
    expect(names).toEqual(expect.arrayContaining(['final-01.jpg', 'portrait-02.jpg']))
    const read = await parse(join(out, 'final-01.jpg'), { xmp: true })
    expect(read.DigitalSourceType).toMatch(/trainedAlgorithmicMedia$/)
    expect(names.some((name) => /^review-.*\.html$/.test(name))).toBe(true)

    const review = join(out, 'review.json')
    const reviews = [{ sha256: portrait, stars: 4, approved: true, comments: [{ text: 'Yes.', at: null }] }]
    const said = {
      format: 'identity-studio-review',
      version: 1,
      page: 'x',
      by: 'Kim',
      savedAt: '2026-11-23T09:00:00.000Z',
    }
    await writeFile(review, JSON.stringify({ ...said, reviews }))
    const taken = await studio(['import-review', '--library', library, '--file', review, '--json'])
    expect(taken).toMatchObject({ code: 0, facts: [{ event: 'imported', by: 'Kim', changed: 1, approved: 1 }] })
    const again = await studio(['export', '--library', library, '--out', out, '--json'])
    expect(again.facts.at(-1)).toMatchObject({ pictures: 2 })
  })

  it('[D15][D17] exports while the studio has the library open, and says in words what is wrong', async () => {
    const { libraryFolder: library, final } = await anAppWithPictures()
    const out = await aFolder()
    expect((await studio(['export', '--library', library, '--out', out, '--ids', final])).code).toBe(0)
    const held = await studio(['approve', '--library', library, '--ids', final, '--by', 'Ines', '--json'])
    expect(held).toMatchObject({ code: 2, facts: [{ code: 'library-held' }] })
    const place = ['export', '--library', library, '--json', '--out']
    const contradictions = [
      ['--approved', '--ids', final],
      ['--format', 'original', '--size', '40'],
      ['--name', 'x'.repeat(201)],
    ]
    for (const args of contradictions)
      expect(await studio([...place, out, ...args]), args.join(' ')).toMatchObject({
        code: 2,
        facts: [{ code: 'usage' }],
      })
    const strangers = [someHash('1'), someHash('2')]
    const lost = await studio([...place, out, '--ids', [...strangers, final].join(', ')])
    expect(lost).toMatchObject({ code: 2, facts: [{ code: 'picture-unknown' }] })
    for (const stranger of strangers) expect(lost.facts[0]!['message']).toContain(stranger)
    const unknown = await studio([
      'export',
      '--library',
      library,
      '--out',
      out,
      '--name',
      '{nme}',
      '--ids',
      final,
      '--json',
    ])
    expect(unknown).toMatchObject({ code: 2, facts: [{ code: 'export-name-unknown' }] })
    const nowhere = await studio(['approve', '--library', join(out, 'no'), '--ids', final, '--by', 'x', '--json'])
    expect(nowhere).toMatchObject({ code: 2, facts: [{ code: 'library-missing' }] })
    expect(await filesIn(join(out, 'no'))).toEqual([])
  })

  it('[Q8][Q11] backs up a library that is in use, restores it, and verifies', async () => {
    const { libraryFolder: library } = await anAppWithPictures()
    const folder = await aFolder()
    const to = join(folder, 'moved.zip')
    const made = await studio(['backup', '--library', library, '--to', to, '--json'])
    expect(made.code).toBe(0)
    expect(made.facts.at(-1)).toMatchObject({ event: 'backed-up', to, missing: [] })
    const elsewhere = join(folder, 'elsewhere')
    const back = await studio(['restore', '--from', to, '--library', elsewhere, '--json'])
    expect(back.code).toBe(0)
    expect(back.facts.at(-1)).toMatchObject({ event: 'restored', folder: elsewhere })
    expect((await studio(['verify', '--library', elsewhere])).code).toBe(0)
    const over = await studio(['restore', '--from', to, '--library', elsewhere, '--json'])
    expect(over).toMatchObject({ code: 2, facts: [{ code: 'place-taken' }] })
    const unpacked = join(folder, 'backup')
    expect((await studio(['backup', '--library', elsewhere, '--to', unpacked])).code).toBe(0)
    const within = await studio(['restore', '--from', unpacked, '--library', join(unpacked, 'in'), '--json'])
    expect(within).toMatchObject({ code: 2, facts: [{ code: 'place-in-backup' }] })
    await writeFile(to, 'no zip')
    const hostile = await studio(['restore', '--from', to, '--library', join(folder, 'other'), '--json'])
    expect(hostile).toMatchObject({ code: 3, facts: [{ code: 'backup-refused' }] })
  })
})
