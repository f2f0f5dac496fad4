import { createHash } from 'node:crypto'
import { chmod, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'exifr'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { unwrap } from '../../../src/contract/index.ts'
import { checkDestination, openDestination } from '../../../src/core/export/destination.ts'
import { listen, until } from '../../builders/app.ts'
import { exiftool, hasPerl, WITHOUT_PERL } from '../../builders/exiftool.ts'
import { aFolder } from '../../builders/studio.ts'
import { anAppWithPictures, exported, filesIn, folderOf } from './delivered.ts'

const hashOf = async (path: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex')

const problemOf = async (call: Promise<unknown>): Promise<unknown> =>
  await call.then(
    () => null,
    (error: { data?: unknown }) => error.data,
  )

const FORMATS = ['png', 'jpeg', 'webp', 'avif', 'tiff'] as const

/** What an export says of itself. The decoder is told to leave TIFF alone in a process that takes photos in. */
const readBack = async (bytes: Buffer, format: (typeof FORMATS)[number]) => {
  if (format === 'tiff') {
    const { ImageWidth, ImageHeight, ProfileDescription } = await parse(bytes, { icc: true })
    const hasProfile = ProfileDescription !== undefined
    return { longest: Math.max(ImageWidth, ImageHeight), hasProfile, xmp: bytes.toString('utf8') }
  }
  const { width, height, hasProfile, xmp } = await sharp(bytes).metadata()
  return { longest: Math.max(width, height), hasProfile, xmp: String(xmp) }
}

const whole = async (): Promise<null> => await Promise.resolve(null)
const fault = async (): Promise<string> => await Promise.resolve('It does not decode.')

describe('an export', () => {
  it('[D1][D3] writes approved pictures as the bytes the model sent, and says what it wrote', async () => {
    const { client, final, portrait } = await anAppWithPictures()
    const out = join(await aFolder(), 'new', 'folder')
    expect(await client.exports.preview({ what: 'approved' })).toMatchObject({
      total: 0,
      problem: { code: 'export-nothing', next: expect.stringContaining('Approve some on the board') },
    })
    await client.reviews.change({ pictures: [final, portrait], set: { approved: true } })
    const preview = await client.exports.preview({ what: 'approved', folder: out })
    expect(preview).toMatchObject({ total: 2, taken: 0, problem: null, warnings: [] })
    const report = await exported(client, { what: 'approved', to: folderOf(out) })
    expect(report).toMatchObject({ status: 'done', total: 2, done: 2, skipped: 0, problem: null, folder: out })
    expect(report.written.map(({ file }) => file)).toEqual(preview.files.map(({ name }) => name))
    expect(await filesIn(out)).toEqual(['Ada_Conductor_final_02.png', 'Ada_Conductor_portrait_01.png'])
    expect(await hashOf(join(out, 'Ada_Conductor_final_02.png'))).toBe(final)
    expect(await hashOf(join(out, 'Ada_Conductor_portrait_01.png'))).toBe(portrait)
  })

  it('[D2] writes over nothing: a name that is taken is numbered, left alone or asked about', async () => {
    const { client, final } = await anAppWithPictures()
    const out = await aFolder()
    await writeFile(join(out, 'kept.png'), 'mine')
    const request = { what: [final], to: folderOf(out) }
    const named = (collision: 'number' | 'skip' | 'ask') => ({ ...request, options: { name: 'kept', collision } })
    expect(await problemOf(client.exports.start(named('ask')))).toMatchObject({
      code: 'export-names-taken',
      message: '1 name is taken in this folder, such as kept.png.',
    })
    expect(await exported(client, named('skip'))).toMatchObject({
      status: 'done',
      written: [],
      left: [{ file: 'kept.png', says: 'A file of this name was there already; it was left alone.' }],
    })
    const report = await exported(client, named('number'))
    expect(report.written).toMatchObject([{ file: 'kept (2).png', sha256: final }])
    expect(await readFile(join(out, 'kept.png'), 'utf8')).toBe('mine')
    expect(await filesIn(out)).toEqual(['kept (2).png', 'kept.png'])
  })

  it.each(FORMATS)(
    '[D4][D5] writes %s at the size and profile chosen, marked, and an independent reader finds both',
    async (format) => {
      const { client, final } = await anAppWithPictures()
      const out = await aFolder()
      const options = { format, size: 48, colour: 'display-p3', name: 'out' } as const
      const report = await exported(client, { what: [final], options, to: folderOf(out) })
      expect(report).toMatchObject({ status: 'done', problem: null, left: [] })
      const bytes = await readFile(join(out, report.written[0]!.file))
      const { longest, xmp, hasProfile } = await readBack(bytes, format)
      expect([longest, hasProfile]).toEqual([48, true])
      expect(xmp).toContain('digitalsourcetype/trainedAlgorithmicMedia<')
      expect(xmp).toContain('<studio:Recipe>matched-portrait<')
      expect(xmp).toMatch(/<Iptc4xmpExt:AISystemVersionUsed>gemini/)
      expect(xmp).toContain(`<studio:Original>${final}<`)
      expect(xmp).not.toContain('Ada')
      expect(xmp).not.toContain('Prompt')
      // As it stands in the file: programs that scan for the packet find it without unpacking anything.
      expect(bytes.includes('digitalsourcetype/trainedAlgorithmicMedia<')).toBe(true)
    },
  )

  it.each(['jpeg', 'tiff'] as const)('[D5] marks %s so that another program reads the mark', async (format) => {
    const { client, final } = await anAppWithPictures()
    const out = await aFolder()
    const report = await exported(client, {
      what: [final],
      options: { format, colour: 'display-p3' },
      to: folderOf(out),
    })
    const read = await parse(join(out, report.written[0]!.file), { xmp: true, icc: true, iptc: true })
    expect(read).toMatchObject({
      DigitalSourceType: 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia',
      ProfileDescription: 'sP3C',
    })
    const inWords = { jpeg: expect.stringMatching(/^Made by a generative model/), tiff: undefined }
    expect(read.SpecialInstructions).toEqual(inWords[format])
  })

  it.runIf(hasPerl)(`[D4][D5] marks every format so that exiftool reads the mark${WITHOUT_PERL}`, async () => {
    const { client, final } = await anAppWithPictures()
    const out = await aFolder()
    for (const format of FORMATS)
      await exported(client, { what: [final], options: { format, name: format }, to: folderOf(out) })
    expect(
      exiftool(out).map(({ MIMEType, DigitalSourceType, Recipe }) => [
        MIMEType,
        String(DigitalSourceType).split('/').at(-1),
        Recipe,
      ]),
    ).toEqual(
      ['avif', 'jpeg', 'png', 'tiff', 'webp'].map((type) => [
        `image/${type}`,
        'trainedAlgorithmicMedia',
        'matched-portrait',
      ]),
    )
  })

  it('[D5] tells prompts and names only where that was chosen, whatever they hold', async () => {
    const { client, final } = await anAppWithPictures('<Chef> & "Söhne" \u0007')
    const out = await aFolder()
    const options = { format: 'jpeg', name: 'out', tell: { prompts: true, names: true } } as const
    await exported(client, { what: [final], options, to: folderOf(out) })
    const read = await parse(join(out, 'out.jpg'), { xmp: true, iptc: true, mergeOutput: false })
    expect(read.Iptc4xmpExt.PersonInImage).toBe('Ada')
    expect(read.Iptc4xmpExt.AIPromptInformation.length).toBeGreaterThan(40)
    expect(JSON.stringify(read.dc.title)).toContain('&lt;Chef&gt; &amp; &quot;Söhne&quot;')
  })

  it('[D10] puts a JSON file beside each picture that says what it is and what made it', async () => {
    const { client, final } = await anAppWithPictures()
    const out = await aFolder()
    await writeFile(join(out, 'a.png.json'), 'mine')
    await client.reviews.change({ pictures: [final], set: { stars: 5, approved: true } })
    await exported(client, { what: [final], options: { name: 'a', sidecar: true }, to: folderOf(out) })
    expect(await filesIn(out)).toEqual(['a.png', 'a.png (2).json', 'a.png.json'].toSorted())
    const facts = JSON.parse(await readFile(join(out, 'a.png (2).json'), 'utf8'))
    expect(facts).toMatchObject({
      about: 'identity-studio-picture',
      file: 'a.png',
      sha256: final,
      digitalSourceType: 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia',
      made: { recipe: 'matched-portrait', step: 'final' },
      review: { stars: 5 },
    })
    for (const hidden of ['prompt', 'subject', 'identity']) expect(facts).not.toHaveProperty(hidden)
    expect(facts.review).not.toHaveProperty('approvedBy')
  })

  it('[D7] tells of a folder that cannot be written to, and leaves nothing half', async () => {
    const { client, final, libraryFolder } = await anAppWithPictures()
    const base = await aFolder()
    const file = join(base, 'file')
    await writeFile(file, '')
    const refusals = await Promise.all(
      ['relative/path', '', file, join(file, 'below'), join(libraryFolder, 'out')].map(
        async (folder) => (await client.exports.checkFolder({ folder })).problem?.code,
      ),
    )
    expect(refusals).toEqual([
      'folder-relative',
      'folder-unusable',
      'folder-in-the-way',
      'folder-in-the-way',
      'folder-in-library',
    ])
    expect(await problemOf(client.exports.start({ what: [final], to: folderOf(file) }))).toMatchObject({
      code: 'folder-in-the-way',
    })
    if (process.getuid?.() === 0) return
    const closed = join(base, 'closed')
    await mkdir(closed)
    await chmod(closed, 0o500)
    expect(await client.exports.checkFolder({ folder: closed })).toMatchObject({
      problem: { code: 'folder-read-only' },
    })
  })

  it.runIf(process.platform === 'linux')(
    '[D19] a place that takes no folders, and a link into the library, are refused',
    async () => {
      expect(await openDestination('/proc/none')).toMatchObject({ ok: false, problem: { code: 'folder-read-only' } })
      const base = await aFolder()
      await mkdir(join(base, 'library', 'blobs'), { recursive: true })
      await symlink(join(base, 'library', 'blobs'), join(base, 'link'))
      const checked = await checkDestination(join(base, 'link', 'out'), join(base, 'library'))
      expect(checked).toMatchObject({ ok: false, problem: { code: 'folder-in-library' } })
    },
  )

  it('[D7] a folder that vanishes meanwhile is told', async () => {
    const folder = join(await aFolder(), 'stick')
    const destination = unwrap(await openDestination(folder))
    await rm(folder, { recursive: true })
    expect(await destination.write({ stem: 'a', ending: 'png' }, new Uint8Array(9), 'number', whole)).toMatchObject({
      ok: false,
      problem: { code: 'folder-gone' },
    })
  })

  it('[D4] what the disk gives back otherwise than it was written gets no name', async () => {
    const folder = await aFolder()
    const destination = unwrap(await openDestination(folder))
    expect(await destination.write({ stem: 'a', ending: 'png' }, new Uint8Array(9), 'number', fault)).toMatchObject({
      ok: false,
      problem: { code: 'export-not-whole' },
    })
    expect(await filesIn(folder)).toEqual([])
  })

  it('[D7] a picture whose bytes have changed is left out and told; the others are written', async () => {
    const { app, client, final, portrait, libraryFolder } = await anAppWithPictures()
    void app
    await rm(join(libraryFolder, 'blobs', final.slice(0, 2), final))
    const out = await aFolder()
    const report = await exported(client, { what: [final, portrait], to: folderOf(out) })
    expect(report).toMatchObject({ status: 'done', skipped: 1, left: [{ sha256: final }] })
    expect(report.left[0]!.says).toContain('is not in the library')
    expect(await filesIn(out)).toEqual(['Ada_Conductor_portrait_02.png'])
  })

  it('[D8] tells how far it is, and stops when it is cancelled with everything listed that was written', async () => {
    const { client, cards } = await anAppWithPictures()
    const heard = await listen(client)
    const out = await aFolder()
    const what = cards.map(({ sha256 }) => sha256)
    const { id } = await client.exports.start({ what, options: { format: 'avif' }, to: folderOf(out) })
    await client.exports.cancel({ id })
    await until('it is over', async () => (await client.exports.report({ id })).status === 'cancelled')
    const report = await client.exports.report({ id })
    expect((await filesIn(out)).toSorted()).toEqual(report.written.map(({ file }) => file).toSorted())
    expect(report.written.length).toBeLessThan(what.length)
    await until('the end was told', () =>
      heard.some((event) => event.type === 'export' && event.export.status === 'cancelled'),
    )
  })

  it('[D9] remembers what was exported last, and presets by name', async () => {
    const { client, final } = await anAppWithPictures()
    expect(await client.exports.last()).toBeNull()
    const out = await aFolder()
    await exported(client, { what: [final], options: { format: 'webp', size: 64 }, to: folderOf(out) })
    const last = await client.exports.last()
    expect(last).toMatchObject({ what: [final], options: { format: 'webp', size: 64 }, to: folderOf(out) })
    await client.exports.savePreset({ name: 'Web', options: last!.options })
    await client.exports.savePreset({ name: 'Print', options: { ...last!.options, format: 'tiff' } })
    await client.exports.savePreset({ name: 'Web', options: { ...last!.options, size: 2000 } })
    expect((await client.exports.presets()).map(({ name, options }) => [name, options.size])).toEqual([
      ['Print', 64],
      ['Web', 2000],
    ])
    expect(await client.exports.removePreset({ name: 'Print' })).toHaveLength(1)
  })

  it('[D14] goes into one zip that a window fetches', async () => {
    const { client, final, portrait, libraryFolder } = await anAppWithPictures()
    const report = await exported(client, { what: [final, portrait], options: { name: '{n}' }, to: { kind: 'zip' } })
    expect(report).toMatchObject({ status: 'done', folder: null, zip: expect.stringMatching(/^pictures-.*\.zip$/) })
    const zip = await client.exports.download({ id: report.id })
    const bytes = Buffer.from(await zip.arrayBuffer())
    expect(bytes.subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004')
    for (const name of ['01.png', '02.png']) expect(bytes.includes(name)).toBe(true)
    const original = await readFile(join(libraryFolder, 'blobs', final.slice(0, 2), final))
    expect(bytes.includes(original)).toBe(true)
  })
})
