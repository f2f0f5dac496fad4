import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import type { ExportReport, ExportRequestInput } from '../../../src/contract/api/index.ts'
import type { Sha256 } from '../../../src/contract/index.ts'
import type { Deliverable } from '../../../src/core/export/deliverable.ts'
import { aCast, anApp, type AppClient, clientOf, ended, until } from '../../builders/app.ts'
import { anIdentity, someHash } from '../../builders/specs.ts'
import { aFolder, aGemini } from '../../builders/studio.ts'

/** An app with a scene, a portrait and a final, none reviewed yet. */
export const anAppWithPictures = async (name = 'Conductor') => {
  const gemini = await aGemini()
  const libraryFolder = join(await aFolder(), 'library')
  const app = await anApp({ baseUrl: gemini.url, libraryFolder })
  const client = clientOf(app)
  const cast = await aCast(client, { name })
  // The server of the tests draws patches of colour; what they show is not looked at.
  await client.settings.set({ checks: false })
  const { run } = await client.runs.start({ subject: cast.subject, identities: [cast.identity] })
  await ended(client, run)
  const { cards } = await client.pictures.query({ sort: 'oldest' })
  const of = (step: string): Sha256 => {
    const card = cards.find((one) => one.step === step)
    if (!card) throw new Error(`there is no ${step}`)
    return card.sha256
  }
  return { app, client, cast, cards, libraryFolder, scene: of('scene'), portrait: of('portrait'), final: of('final') }
}

/** Exports and waits for the end. */
export const exported = async (client: AppClient, request: ExportRequestInput): Promise<ExportReport> => {
  const { id } = await client.exports.start(request)
  await until('the export is over', async () => (await client.exports.report({ id })).status !== 'running')
  return await client.exports.report({ id })
}

export const folderOf = (folder: string) => ({ kind: 'folder', folder }) as const

/** What lies in a folder, hidden files too; nothing where there is none. */
export const filesIn = async (folder: string): Promise<readonly string[]> =>
  await readdir(folder).then(
    (names) => names.toSorted(),
    () => [],
  )

/** A picture with a colour gradient, so that every format has something to do. */
export const aPicture = async (width = 300, height = 400): Promise<Uint8Array> => {
  const pixels = Buffer.alloc(width * height * 3)
  for (let at = 0; at < pixels.length; at++) pixels[at] = (at * 7 + ((at / (width * 3)) | 0) * 3) % 256
  return await sharp(pixels, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer()
}

/** A final of somebody, as names and captions see it. */
export const aDeliverable = (more: Partial<Deliverable['card']> = {}, who: Partial<Deliverable> = {}): Deliverable => ({
  card: {
    sha256: someHash('c'),
    step: 'final',
    subject: 1 as never,
    identity: 1 as never,
    view: null,
    strategy: 'scene-views',
    rung: 0,
    variant: 1,
    engine: 'gemini',
    model: 'gemini-3-pro-image',
    run: 7 as never,
    job: 1 as never,
    attempt: 1 as never,
    width: 864,
    height: 1184,
    mimeType: 'image/png',
    madeAt: '2026-11-22T14:30:05.000Z',
    check: { verdict: 'pass', says: null },
    cached: false,
    madeFrom: [],
    review: { sha256: someHash('c'), stars: 4, flag: 'pick', label: null, approved: null, notes: [] },
    ...more,
  },
  stored: { sha256: someHash('c'), kind: 'answer', bytes: 100, mimeType: 'image/png', width: 864, height: 1184 },
  attempt: null,
  recipe: 'matched-portrait',
  subject: 'Mara Ellin',
  identity: anIdentity('Chef'),
  ...who,
})
