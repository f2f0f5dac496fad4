import { cp, mkdtemp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type RunRequest } from '../../../src/contract/api/index.ts'
import { type IdentityId, type RunId, type SubjectId, unwrap } from '../../../src/contract/index.ts'
import { openPromptDesk } from '../../../src/core/app/prompt-desk.ts'
import { openPrompts } from '../../../src/core/prompts/catalog.ts'
import { currentFrom } from '../../../src/core/prompts/current.ts'
import { aCast, anApp, type AppClient, clientOf, ended } from '../../builders/app.ts'
import { aFolder, aGemini, aStudio } from '../../builders/studio.ts'
import { anIdentity } from '../../builders/specs.ts'
import { BUNDLED, bundled } from '../prompts/people.ts'

interface Cast {
  readonly subject: SubjectId
  readonly identity: IdentityId
}

const problemOf = async (call: Promise<unknown>): Promise<unknown> =>
  await call.then(
    () => null,
    (error: { data?: unknown }) => error.data,
  )

const run = async (client: AppClient, { subject, identity }: Cast, more: object = {}): Promise<RunId> => {
  const started = await client.runs.start({ subject, identities: [identity], ...more })
  expect(await ended(client, started.run)).toMatchObject({ status: 'succeeded' })
  return started.run
}

/** A studio on a loopback Gemini, with a subject and an identity whose pictures are made. */
const made = async () => {
  const gemini = await aGemini()
  const app = await anApp({ baseUrl: gemini.url })
  const client = clientOf(app)
  const cast = await aCast(client)
  await run(client, cast)
  const board = await client.board.get(cast)
  const [scene] = board.scenes.cards
  const [portrait] = board.portraits.cards
  const [final] = board.finals.cards
  return { gemini, client, cast, scene: scene!, portrait: portrait!, final: final! }
}

const edited = (name: Parameters<ReturnType<typeof bundled>['get']>[0], line: string): string =>
  `${bundled().get(name).text.trimEnd()}\n${line}\n`

const current = async (client: AppClient, template: string, identity?: IdentityId) =>
  (await client.prompts.get({ template, ...(identity === undefined ? {} : { identity }) })).current.text

describe('what is current', () => {
  it('[B1] is the default, the library’s version or an identity’s own, and always exactly one', async () => {
    const client = clientOf(await anApp())
    const chef = await client.identities.create({ identity: anIdentity('Chef') })
    const chief = await client.identities.create({ identity: anIdentity('Chief') })
    const standard = bundled().get('scene').text
    expect(await current(client, 'scene', chef.id)).toBe(standard)

    const noir = await client.prompts.save({ template: 'scene', text: edited('scene', 'Noir.'), note: 'darker' })
    expect(noir).toMatchObject({ note: 'darker', parent: null, origin: 'saved', current: true, currentFor: [] })
    const dawn = await client.prompts.save({
      template: 'scene',
      text: edited('scene', 'Dawn.'),
      parent: noir.id,
      use: 'identity',
      identity: chef.id,
    })
    expect(dawn).toMatchObject({ parent: noir.id, current: false, currentFor: [chef.id] })
    expect(await current(client, 'scene')).toContain('Noir.')
    expect(await current(client, 'scene', chief.id)).toContain('Noir.')
    expect(await current(client, 'scene', chef.id)).toContain('Dawn.')

    await client.prompts.use({ template: 'scene', identity: chef.id, what: 'default' })
    expect(await current(client, 'scene', chef.id)).toBe(standard)
    await client.prompts.use({ template: 'scene', identity: chef.id, what: 'library' })
    expect(await current(client, 'scene', chef.id)).toContain('Noir.')
    await client.prompts.use({ template: 'scene', what: { id: dawn.id } })
    await client.prompts.use({ template: 'scene', what: 'default' })
    expect(await current(client, 'scene', chef.id)).toBe(standard)
    const { versions, template } = await client.prompts.get({ template: 'scene' })
    expect(versions.map(({ note, current: now, currentFor }) => [note, now, currentFor])).toEqual([
      ['', false, []],
      ['darker', false, []],
    ])
    expect(template).toMatchObject({ versions: 2, current: { id: null }, identitiesOfItsOwn: [] })
  })

  it('[B1] of the views is the same for every identity', async () => {
    const client = clientOf(await anApp())
    const { id } = await client.identities.create({ identity: anIdentity('Chef') })
    const kept = await client.prompts.save({ template: 'views', text: edited('views', 'Calm.'), use: 'no' })
    const call = client.prompts.use({ template: 'views', identity: id, what: { id: kept.id } })
    expect(await problemOf(call)).toMatchObject({ code: 'prompt-not-of-identity' })
  })

  it('[B2] refuses words that are none, and versions of another template', async () => {
    const client = clientOf(await anApp())
    expect(await problemOf(client.prompts.save({ template: 'scene', text: '# only a note\n' }))).toMatchObject({
      code: 'prompt-empty',
    })
    expect(await problemOf(client.prompts.save({ template: 'zebra', text: 'A zebra.' }))).toMatchObject({
      code: 'prompt-unknown',
    })
    const { id } = await client.prompts.save({ template: 'scene', text: 'A scene.' })
    expect(await problemOf(client.prompts.use({ template: 'portrait', what: { id } }))).toMatchObject({
      code: 'prompt-version-missing',
    })
  })

  it('[B3] cannot be archived; a copy has the words and a life of its own', async () => {
    const client = clientOf(await anApp())
    const kept = await client.prompts.save({ template: 'scene', text: 'A quiet scene.', note: 'quiet' })
    expect(await problemOf(client.prompts.archive({ id: kept.id, archived: true }))).toMatchObject({
      code: 'prompt-in-use',
    })
    const copy = await client.prompts.duplicate({ id: kept.id })
    expect(copy).toMatchObject({
      text: kept.text,
      note: 'quiet (copy)',
      parent: kept.id,
      origin: 'copy',
      current: false,
    })
    expect(await client.prompts.archive({ id: copy.id, archived: true })).toMatchObject({ archived: true })
    expect(await client.prompts.annotate({ id: kept.id, note: 'quieter' })).toMatchObject({ note: 'quieter' })
    expect((await client.prompts.get({ template: 'scene' })).template.versions).toBe(1)
  })

  it('[B4] stays when a release brings another default, and is told with the default of then', async () => {
    const folder = await mkdtemp(join(await aFolder(), 'release-'))
    await cp(BUNDLED, folder, { recursive: true })
    await writeFile(join(folder, 'scene.txt'), edited('scene', 'A new idea.'))
    const newer = unwrap(openPrompts({ bundled: folder }))
    const studio = await aStudio()
    const parts = { author: () => 'Ines', changed: () => {} }
    const before = openPromptDesk({ studio, ...parts })
    const from = { parent: null, origin: 'saved' } as const
    const kept = unwrap(await before.save({ template: 'scene', text: edited('scene', 'Mine.'), note: '' }, from))
    unwrap(await before.use('scene', null, { id: kept }))
    expect(unwrap(before.page('scene', null)).defaultThen).toBeNull()

    const currentPrompt = currentFrom(newer, studio.library.prompts)
    const after = openPromptDesk({ studio: { ...studio, prompts: newer, currentPrompt }, ...parts })
    const page = unwrap(after.page('scene', null))
    expect(page.template.defaultChanged).toBe(true)
    expect(page.current.text).toContain('Mine.')
    expect(page.bundled.text).toContain('A new idea.')
    expect(page.defaultThen?.text).toBe(bundled().get('scene').text)
    // Whoever is on the default simply has the new one; choosing one's own again says that the news were seen.
    expect(unwrap(after.page('portrait', null)).template.defaultChanged).toBe(false)
    unwrap(await after.use('scene', null, { id: kept }))
    expect(unwrap(after.page('scene', null)).template.defaultChanged).toBe(false)
  })
})

describe('a run', () => {
  it('[B5] is made with what is current, and what was changed back costs nothing', async () => {
    const { gemini, client, cast, scene, portrait } = await made()
    const before = gemini.requests.length
    const kept = await client.prompts.save({ template: 'portrait', text: edited('portrait', 'Closer.') })
    const again = { make: 'portraits', from: { scenes: [scene.sha256] } } as const
    await run(client, cast, again)
    expect(gemini.requests.length - before).toBe(1)
    expect(gemini.requests.at(-1)?.request?.text).toContain('Closer.')
    const [newest] = (await client.board.get(cast)).portraits.cards
    const [facts] = await client.pictures.facts({ pictures: [newest!.sha256] })
    expect(facts?.attempt?.prompt).toEqual({ template: 'portrait', version: kept.version })

    await client.prompts.use({ template: 'portrait', what: 'default' })
    const plan = await client.runs.plan({ subject: cast.subject, identities: [cast.identity], ...again })
    expect(plan).toMatchObject({ requests: 0, costUsd: 0 })
    expect(plan.jobs.find(({ step }) => step === 'portrait')?.image).toBe(portrait.sha256)
    await run(client, cast, again)
    expect(gemini.requests.length - before).toBe(1)
  })

  it('[B6] takes an identity’s own prompt for that identity alone', async () => {
    const { gemini, client, cast } = await made()
    const chef = await client.identities.create({ identity: anIdentity('Chef') })
    await client.prompts.save({
      template: 'scene',
      text: edited('scene', 'By candle.'),
      use: 'identity',
      identity: chef.id,
    })
    gemini.forget()
    const { run: id } = await client.runs.start({
      subject: cast.subject,
      identities: [cast.identity, chef.id],
      make: 'scenes',
    })
    await ended(client, id)
    expect(gemini.requests.map(({ request }) => request?.text.includes('By candle.'))).toEqual([true])
    const board = await client.board.get({ subject: cast.subject, identity: chef.id })
    expect(board.scenes.prompt?.version).not.toBe((await client.board.get(cast)).scenes.prompt?.version)
  })

  it('[B7] that was interrupted goes on with the words it began with; with others it is another run', async () => {
    const gemini = await aGemini((request) => (request.order.includes('image') ? undefined : { do: 'hang' }))
    const libraryFolder = join(await aFolder(), 'library')
    const first = await anApp({ baseUrl: gemini.url, libraryFolder })
    const client = clientOf(first)
    const cast = await aCast(client)
    const wanted: Partial<RunRequest> = { make: 'scenes' }
    const started = await client.runs.start({ subject: cast.subject, identities: [cast.identity], ...wanted })
    await gemini.arrived(1)
    await client.prompts.save({ template: 'scene', text: edited('scene', 'Afterwards.') })
    await first.close()

    const healthy = await aGemini()
    const again = clientOf(await anApp({ baseUrl: healthy.url, libraryFolder }))
    expect(await again.runs.get({ run: started.run })).toMatchObject({ status: 'interrupted' })
    await again.runs.resume({ run: started.run })
    await ended(again, started.run)
    expect(healthy.requests.map(({ request }) => request?.text.includes('Afterwards.'))).toEqual([false])
    const other = await again.runs.start({ subject: cast.subject, identities: [cast.identity], ...wanted })
    expect(other.run).not.toBe(started.run)
    await ended(again, other.run)
    expect(healthy.requests.map(({ request }) => request?.text.includes('Afterwards.'))).toEqual([false, true])
  })

  it('[B8] of a draft keeps it as a trial and leaves what is current; its plan keeps nothing', async () => {
    const { gemini, client, cast, scene } = await made()
    gemini.forget()
    const text = edited('portrait', 'A hint of rain.')
    const request = {
      subject: cast.subject,
      identities: [cast.identity],
      make: 'finals',
      from: { scenes: [scene.sha256] },
      prompts: [{ template: 'portrait', text }],
    } as const
    const plan = await client.runs.plan(request)
    // The views and the scene are there, and this ladder's final is made without a portrait.
    expect(plan.jobs.filter(({ will }) => will === 'request').map(({ step }) => step)).toEqual(['portrait'])
    expect((await client.prompts.get({ template: 'portrait' })).versions).toEqual([])
    expect(gemini.requests).toHaveLength(0)

    const { run: id } = await client.runs.start(request)
    await ended(client, id)
    const { versions, template } = await client.prompts.get({ template: 'portrait' })
    expect(versions).toMatchObject([{ text, origin: 'trial', current: false }])
    expect(template.current.id).toBeNull()
    expect(gemini.requests.some((one) => one.request?.text.includes('A hint of rain.'))).toBe(true)
    // The same words once more are the same version, and cost nothing.
    expect(await client.runs.plan(request)).toMatchObject({ requests: 0 })
    await client.runs.start(request)
    expect((await client.prompts.get({ template: 'portrait' })).versions).toHaveLength(1)
    // Saved, it stands once in the list: the trial is put away.
    await client.prompts.save({ template: 'portrait', text, note: 'rain' })
    const kept = (await client.prompts.get({ template: 'portrait' })).versions
    expect(kept.map(({ note, archived, current: now }) => [note, archived, now])).toEqual([
      ['rain', false, true],
      ['', true, false],
    ])
  })
})

describe('files', () => {
  it('[B9] take prompts out as plain text and bring them back, and nothing becomes current by itself', async () => {
    const client = clientOf(await anApp())
    await client.prompts.save({ template: 'scene', text: 'A scene of mine.', note: 'mine' })
    const files = await client.prompts.export()
    expect(files).toHaveLength(bundled().list().length)
    expect(files.find(({ name }) => name === 'scene.txt')?.text).toBe('A scene of mine.')

    const other = clientOf(await anApp())
    const told = await other.prompts.import({
      files: [
        ...files.filter(({ name }) => name === 'scene.txt' || name === 'views.txt'),
        { name: 'zebra.txt', text: 'A zebra.' },
        { name: 'portrait.txt', text: '# nothing\n' },
      ],
    })
    expect(told.map(({ file, id, says }) => [file, id !== null, says.split(/[;.]/)[0]])).toEqual([
      ['views.txt', false, 'It is the bundled default'],
      ['scene.txt', true, 'A new version'],
      ['zebra.txt', false, 'No step has a prompt of this name'],
      ['portrait.txt', false, 'portrait'],
    ])
    expect(await current(other, 'scene')).toBe(bundled().get('scene').text)
    expect((await other.prompts.get({ template: 'scene' })).versions).toMatchObject([
      { text: 'A scene of mine.', origin: 'import' },
    ])
    const twice = await other.prompts.import({ files: [{ name: 'scene.txt', text: 'A scene of mine.\r\n'.trimEnd() }] })
    expect(twice[0]?.says).toContain('here already')
  })
})

describe('a picture', () => {
  it('[B10] hands back the words it was made with, to be current or to go on from', async () => {
    const { client, cast, scene } = await made()
    const text = edited('scene', 'Rain on glass.')
    await run(client, cast, { make: 'scenes', prompts: [{ template: 'scene', text }] })
    const { cards } = (await client.board.get(cast)).scenes
    const rainy = cards.find(({ sha256 }) => sha256 !== scene.sha256)!
    expect(await client.prompts.ofPicture({ sha256: rainy.sha256 })).toMatchObject({
      template: 'scene',
      text,
      current: false,
    })
    expect(await client.prompts.ofPicture({ sha256: scene.sha256 })).toMatchObject({ id: null, current: true })
    const page = await client.prompts.usePicture({ sha256: rainy.sha256 })
    expect(page.current.text).toBe(text)
    expect(await client.prompts.ofPicture({ sha256: rainy.sha256 })).toMatchObject({ current: true })
    await client.prompts.usePicture({ sha256: scene.sha256 })
    expect(await current(client, 'scene')).toBe(bundled().get('scene').text)
  })

  it('[B11] says what made it: every request back to the photos, words between pictures too', async () => {
    const { client, cast, scene } = await made()
    await run(client, cast, {
      make: 'finals',
      from: { scenes: [scene.sha256] },
      strategies: ['describe-regenerate'],
    })
    const final = (await client.board.get(cast)).finals.cards.find(
      ({ strategy }) => strategy === 'describe-regenerate',
    )!
    const chain = await client.prompts.chain({ sha256: final.sha256 })
    expect(chain.map(({ step }) => step).toSorted()).toEqual(
      ['photo', 'photo', 'views', 'views', 'views', 'views', 'views', 'scene', 'describe', 'final'].toSorted(),
    )
    expect(chain.at(-1)).toMatchObject({ step: 'final', picture: final.sha256 })
    // Each stands behind what it was made from.
    for (const [at, link] of chain.entries())
      for (const name of link.from) expect(chain.findIndex((other) => other.name === name)).toBeLessThan(at)
    expect(chain.find(({ step }) => step === 'describe')?.attempt?.text).toBeTruthy()
  })
})

describe('recreation prompts', () => {
  it('[B12] are edited before they are used, stand in for the describe step, and both are kept', async () => {
    const { gemini, client, cast, scene } = await made()
    const request = { make: 'finals', from: { scenes: [scene.sha256] }, strategies: ['describe-regenerate'] } as const
    expect(await problemOf(client.prompts.describe({ scene: scene.sha256, text: 'A hall.' }))).toMatchObject({
      code: 'description-missing',
    })
    await run(client, cast, request)
    const [said] = await client.prompts.descriptions({ identity: cast.identity })
    expect(said).toMatchObject({ scene: scene.sha256, edits: [] })

    const words = `${said!.said.text}\nThe hall is empty but for one red chair.`
    const kept = await client.prompts.describe({ scene: scene.sha256, text: words })
    expect(kept.edits).toMatchObject([{ text: words, author: 'Ines', inUse: true }])
    gemini.forget()
    await run(client, cast, request)
    expect(gemini.requests.map((one) => one.request?.text.includes('one red chair'))).toEqual([true])
    const finals = (await client.board.get(cast)).finals.cards.filter(
      ({ strategy }) => strategy === 'describe-regenerate',
    )
    expect(finals).toHaveLength(2)
    // The scene is still what the final goes back to.
    expect(finals[0]?.madeFrom.filter(({ role }) => role === 'scene')).toEqual([
      { role: 'scene', sha256: scene.sha256 },
    ])
    const chain = await client.prompts.chain({ sha256: finals[0]!.sha256 })
    expect(chain.find(({ step }) => step === 'describe')).toMatchObject({ words, attempt: null })

    const own = await client.prompts.useDescription({ scene: scene.sha256, id: null })
    expect(own).toMatchObject({ said: { text: said!.said.text }, edits: [{ text: words, inUse: false }] })
    expect(await client.runs.plan({ subject: cast.subject, identities: [cast.identity], ...request })).toMatchObject({
      requests: 0,
    })
  })
})

const texts = async (client: AppClient, identity: IdentityId) =>
  (await client.prompts.notes({ identity })).notes.map(({ text }) => text)

describe('side notes', () => {
  it('[B13] fill themselves from reviews, and what is undone there is gone here', async () => {
    const { client, cast, final } = await made()
    const change = async (set: object) => await client.reviews.change({ pictures: [final.sha256], set })
    await change({ stars: 4 })
    await change({ flag: 'pick' })
    await change({ flag: 'reject', addNote: { text: 'The hand is lost.' } })
    await change({ flag: null, approved: true })
    expect(await texts(client, cast.identity)).toEqual(['Approved', 'Rejected, “The hand is lost.”', '4 stars'])
    const [newest] = (await client.prompts.notes({ identity: cast.identity })).notes
    expect(newest).toMatchObject({
      kind: 'review',
      image: final.sha256,
      by: 'Ines',
      prompt: { template: 'final-scene-views' },
    })
    await client.reviews.undo()
    expect(await texts(client, cast.identity)).toEqual(['Rejected, “The hand is lost.”', '4 stars'])
    await client.reviews.redo()
    expect(await texts(client, cast.identity)).toHaveLength(3)
    const chef = await client.identities.create({ identity: anIdentity('Chef') })
    expect(await texts(client, chef.id)).toEqual([])
  })

  it('[B14] tell of prompts that changed, for one identity or for all', async () => {
    const client = clientOf(await anApp())
    const chef = await client.identities.create({ identity: anIdentity('Chef') })
    const chief = await client.identities.create({ identity: anIdentity('Chief') })
    await client.prompts.save({ template: 'scene', text: 'A scene.', note: 'shorter' })
    await client.prompts.save({ template: 'portrait', text: 'A head.', use: 'identity', identity: chef.id })
    expect(await texts(client, chef.id)).toEqual([
      expect.stringMatching(/^Prompt portrait: version .{6} is current$/),
      expect.stringMatching(/^Prompt scene: version .{6} \(shorter\) is current$/),
    ])
    expect(await texts(client, chief.id)).toHaveLength(1)
  })

  it('[B15] can be written, changed and taken away, undone and done again in one line with the reviews', async () => {
    const { client, cast, final } = await made()
    const { identity } = cast
    const rate = async (stars: number) => await client.reviews.change({ pictures: [final.sha256], set: { stars } })
    await client.prompts.addNote({ identity, text: 'Steam helps.' })
    const [note] = (await client.prompts.notes({ identity })).notes
    await rate(4)
    await client.prompts.editNote({ identity, id: note!.id, text: 'Steam helps a lot.' })
    const gone = await client.prompts.removeNote({ identity, id: note!.id })
    expect(gone.notes.map(({ text }) => text)).toEqual(['4 stars'])
    expect(await client.reviews.state()).toEqual({ undo: 'the removed note', redo: null })
    await client.reviews.undo()
    expect(await texts(client, identity)).toEqual(['4 stars', 'Steam helps a lot.'])
    // Two at once, as fast fingers ask for them: the changed note, then the stars.
    await Promise.all([client.reviews.undo(), client.reviews.undo()])
    expect(await texts(client, identity)).toEqual(['Steam helps.'])
    expect((await client.reviews.of({ pictures: [final.sha256] }))[0]?.stars).toBe(0)
    const { state } = await client.reviews.undo()
    expect(state).toEqual({ undo: null, redo: 'the note' })
    expect(await texts(client, identity)).toEqual([])
    for (let step = 0; step < 3; step++) await client.reviews.redo()
    expect(await texts(client, identity)).toEqual(['4 stars', 'Steam helps a lot.'])
    // A new action, whatever it is, is the end of what could be done again.
    await rate(2)
    expect((await client.reviews.state()).redo).toBeNull()
  })

  it('[B22] are found by their words, whoever wrote them, and tell of labels and of how a picture was made', async () => {
    const { client, cast, final } = await made()
    const { identity } = cast
    await client.prompts.addNote({ identity, text: 'Ünder the RAIN' })
    await client.reviews.change({ pictures: [final.sha256], set: { label: 'green' } })
    const found = async (text: string) => (await client.prompts.notes({ identity, text })).notes.map((one) => one.text)
    expect(await found('ünder the rain')).toEqual(['Ünder the RAIN'])
    expect(await found('scene-views')).toEqual(['Green label'])
    expect(await found('ines')).toHaveLength(2)
    expect(await found('snow')).toEqual([])
  })
})

describe('the editor’s questions', () => {
  it('[B16] are answered: findings with what mends them, and the prompt as it would be sent', async () => {
    const client = clientOf(await anApp())
    const cast = await aCast(client)
    const text = 'A person.\n{{visualisation}}\n{{style}}'
    const findings = await client.prompts.lint({ template: 'scene', text })
    const typo = findings.find(({ rule }) => rule === 'unknown-variable')
    expect(typo?.fix).toEqual({ start: 10, end: 27, text: '{{visualization}}' })
    const shown = await client.prompts.render({
      template: 'scene',
      text: 'One.\n{{visualization}}\n{{style}}',
      ...cast,
    })
    expect(shown).toMatchObject({ missing: ['style'], text: expect.stringMatching(/^One\.\nOn the podium/) })
    expect(shown.characters).toBe(shown.text.length)
    expect(shown.tokens).toBe(Math.ceil(shown.text.length / 4))
  })
})
