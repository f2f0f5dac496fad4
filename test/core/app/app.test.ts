import { existsSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { someHash } from '../../builders/specs.ts'
import { aFolder, aGemini } from '../../builders/studio.ts'
import { aCast, anApp, aVault, clientOf, ended, someFiles, TRAITS, until } from '../../builders/app.ts'
import { aPhoto } from '../../builders/photos.ts'

const problemOf = async (call: Promise<unknown>): Promise<unknown> =>
  await call.then(
    () => null,
    (error: { data?: unknown }) => error.data,
  )

describe('a new library', () => {
  it('[A2] has the sample subject and three identities, and their pictures are on the way without anybody asking', async () => {
    const libraryFolder = join(await aFolder(), 'library')
    const vault = aVault()
    const first = await anApp({ libraryFolder, vault, samples: true })
    const client = clientOf(first)
    await until('the samples are being made', async () => (await client.studio.hello()).seeding !== null)
    const [subject] = await client.subjects.list()
    const identities = await client.identities.list()
    expect(subject).toMatchObject({ sample: true, advice: [], traits: { gender: 'woman' } })
    expect(identities.map(({ identity, sample }) => [identity.name, sample])).toEqual([
      ['Conductor', true],
      ['Chef', true],
      ['CEO', true],
    ])
    const board = await client.board.get({ subject: subject!.id, identity: identities[0]!.id })
    expect(board.views.jobs).toHaveLength(5)
    expect(board.views.readiness.map(({ code }) => code)).toEqual(['seeding', 'simulator'])
    const { seeding } = await client.studio.hello()
    await until('the first picture is there', async () => (await client.runs.get({ run: seeding! })).jobs.done > 0)
    await first.close()

    // Closed in the middle, it goes on by itself; it costs nothing and sends nothing. Nothing is put there twice.
    const second = await anApp({ libraryFolder, vault, samples: true })
    const again = clientOf(second)
    await until('it goes on', async () => (await again.studio.hello()).seeding === seeding)
    expect(await again.subjects.list()).toHaveLength(1)
    expect(await again.identities.list()).toHaveLength(3)

    // Cancelled, it stays so.
    await again.runs.cancel({ run: seeding! })
    expect(await ended(again, seeding!)).toMatchObject({ status: 'cancelled', sample: true })
    await second.close()
    const third = clientOf(await anApp({ libraryFolder, vault, samples: true }))
    expect(await third.runs.active()).toEqual([])
    expect((await third.studio.hello()).seeding).toBeNull()
  })

  it('[A3] invites to first steps until they are done', async () => {
    const client = clientOf(await anApp({ vault: aVault() }))
    const open = async () => (await client.studio.hello()).checklist.filter(({ done }) => !done).map(({ item }) => item)
    expect(await open()).toEqual(['photos', 'identity', 'key'])
    await aCast(client)
    expect(await open()).toEqual(['key'])
    await client.keys.set({ key: 'a-key-of-my-own' })
    expect((await client.studio.hello()).checklist).toEqual([])
  })
})

describe('subjects', () => {
  it('[A5] stay the same person when traits and photos change, and runs of before stay as they were', async () => {
    const gemini = await aGemini()
    const client = clientOf(await anApp({ baseUrl: gemini.url }))
    const cast = await aCast(client)
    const { run } = await client.runs.start({ subject: cast.subject, identities: [cast.identity], make: 'scenes' })
    await ended(client, run)
    const before = await client.subjects.get({ id: cast.subject })
    const more = new File([new Uint8Array(await aPhoto(220))], 'smiling.jpg')
    const profile = before.photos.find(({ pose }) => pose === 'profile')!
    const { subject } = await client.subjects.update({
      id: cast.subject,
      traits: { ...TRAITS, hairColor: 'grey' },
      keep: [profile.sha256],
      add: [more],
      poses: { 'smiling.jpg': 'front' },
    })
    expect(subject).toMatchObject({ id: cast.subject, traits: { hairColor: 'grey' }, consents: [{ by: 'Ada' }] })
    expect(subject.photos.map(({ name, pose }) => [name, pose])).toEqual([
      ['profile.jpg', 'profile'],
      ['smiling.jpg', 'front'],
    ])
    expect((await client.board.get(cast)).scenes.total).toBe(1)
  })

  it('[A6] are refused with too many photos or none, and photos one by one with a reason each', async () => {
    const client = clientOf(await anApp())
    const { subject } = await client.subjects.create({
      traits: TRAITS,
      photos: [...(await someFiles()), new File(['<svg/>'], 'drawing.svg')],
    })
    expect(subject.photos).toHaveLength(2)
    expect(await problemOf(client.subjects.update({ id: subject.id, keep: [] }))).toMatchObject({ code: 'photos-none' })
    const many = await Promise.all(
      [10, 60, 110, 210].map(async (hue) => new File([new Uint8Array(await aPhoto(hue))], `${hue}.jpg`)),
    )
    expect(await problemOf(client.subjects.update({ id: subject.id, add: many }))).toMatchObject({
      code: 'photos-too-many',
    })
    const judged = await client.subjects.judge({
      photos: [new File(['<svg/>'], 'drawing.svg'), ...(await someFiles())],
    })
    expect(judged.photos.map(({ name, taken }) => [name, taken])).toEqual([
      ['drawing.svg', false],
      ['front.jpg', true],
      ['profile.jpg', true],
    ])
    expect(judged.photos[0]?.says[0]).toMatch(/\w+/)
  })

  it('[A7] and identities leave the lists when they are archived, and come back', async () => {
    const client = clientOf(await anApp())
    const cast = await aCast(client)
    await client.subjects.archive({ id: cast.subject })
    await client.identities.archive({ id: cast.identity })
    expect([await client.subjects.list(), await client.identities.list()]).toEqual([[], []])
    expect(await client.subjects.list({ archived: true })).toMatchObject([{ archived: true }])
    await client.subjects.restore({ id: cast.subject })
    await client.identities.restore({ id: cast.identity })
    expect([(await client.subjects.list()).length, (await client.identities.list()).length]).toEqual([1, 1])
    const copy = await client.identities.duplicate({ id: cast.identity })
    const next = await client.identities.duplicate({ id: copy.id })
    expect([copy.identity.name, next.identity.name]).toEqual(['Conductor 2', 'Conductor 3'])
  })
})

describe('pictures for windows', () => {
  it('[A16] are made small when they are born, made again where they are missing, and never anything but pictures', async () => {
    const libraryFolder = join(await aFolder(), 'library')
    const app = await anApp({ baseUrl: (await aGemini()).url, libraryFolder })
    const client = clientOf(app)
    const cast = await aCast(client)
    const { run } = await client.runs.start({ subject: cast.subject, identities: [cast.identity], make: 'scenes' })
    await ended(client, run)
    const hash = (await client.board.get(cast)).scenes.cards[0]!.sha256
    const thumb = join(libraryFolder, 'cache', 'thumbs', hash.slice(0, 2), `${hash}-320.webp`)
    await until('its thumbnail is made', () => existsSync(thumb))
    expect(await app.servePicture({ hash, size: 'thumb' })).toEqual({ path: thumb, mimeType: 'image/webp' })
    const bytes = readFileSync(thumb)
    rmSync(join(libraryFolder, 'cache'), { recursive: true })
    expect(await app.servePicture({ hash, size: 'thumb' })).toEqual({ path: thumb, mimeType: 'image/webp' })
    expect(readFileSync(thumb).equals(bytes)).toBe(true)
    const full = await app.servePicture({ hash, size: 'full' })
    expect(statSync(full!.path).size).toBe((await client.pictures.facts({ pictures: [hash] }))[0]?.bytes)
    // No larger than a window: shown as it is.
    expect(await app.servePicture({ hash, size: 'proxy' })).toEqual(full)
    for (const size of ['thumb', 'proxy', 'full'] as const)
      expect(await app.servePicture({ hash: someHash('d'), size })).toBeNull()
  })
})

describe('settings and keys', () => {
  it('[A18] settings outlast the session, and one that cannot be read falls back alone', async () => {
    const libraryFolder = join(await aFolder(), 'library')
    const first = await anApp({ libraryFolder })
    const keyboard = { 'review.pick': ['x'] }
    await clientOf(first).settings.set({ theme: 'darker', author: 'Ines', budgetUsd: 5, keyboard })
    await first.close()
    const second = clientOf(await anApp({ libraryFolder }))
    expect(await second.settings.get()).toMatchObject({
      theme: 'darker',
      author: 'Ines',
      budgetUsd: 5,
      keyboard,
      concurrency: 4,
    })
    expect(await problemOf(second.settings.set({ concurrency: 0 }))).toMatchObject({ code: 'input-invalid' })
    const { engines, strategies } = await second.settings.choices()
    expect(engines.map(({ name }) => name)).toEqual(['simulator', 'gemini', 'replay'])
    expect(strategies.map(({ name }) => name)).toContain('scene-views')
  })

  it('[A4] the key is handed to the vault, tested without cost, and written nowhere', async () => {
    const libraryFolder = join(await aFolder(), 'library')
    const gemini = await aGemini()
    const vault = aVault()
    const app = await anApp({ libraryFolder, vault, baseUrl: gemini.url })
    const client = clientOf(app)
    expect(await problemOf(client.keys.test())).toMatchObject({ code: 'key-missing' })
    const secret = 'sk-test-3141592653589793'
    expect(await client.keys.set({ key: secret })).toMatchObject({ present: true, kind: 'session', endsWith: '9793' })
    expect(vault.held).toBe(secret)
    expect((await client.keys.test()).says).toBe('The key works.')
    const cast = await aCast(client)
    const { run } = await client.runs.start({ subject: cast.subject, identities: [cast.identity], make: 'scenes' })
    expect(await ended(client, run)).toMatchObject({ status: 'succeeded' })
    expect(await client.keys.clear()).toMatchObject({ present: false, endsWith: null })
    expect(vault.held).toBeUndefined()
    const refused = client.runs.start({ subject: cast.subject, identities: [cast.identity], make: 'scenes', seed: 2 })
    expect(await problemOf(refused)).toMatchObject({ code: 'key-missing' })
    await app.close()
    expect(readFileSync(join(libraryFolder, 'library.db')).includes(secret)).toBe(false)
  })

  it('[A4] a key that is refused is told of in words that do not hold it', async () => {
    const gemini = await aGemini(undefined, { apiKey: 'the-right-one' })
    const client = clientOf(await anApp({ vault: aVault('sk-test-2718281828459045'), baseUrl: gemini.url }))
    const problem = await problemOf(client.keys.test())
    expect(problem).toMatchObject({ code: 'key-refused' })
    expect(JSON.stringify(problem)).not.toContain('2718281828459045')
  })
})
