import { randomBytes } from 'node:crypto'
import { link, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { createRouterClient } from '@orpc/server'
import sharp from 'sharp'
import { type Sha256, unwrap } from '../../src/contract/index.ts'
import { openApp } from '../../src/core/app/app.ts'
import { openLibrary } from '../../src/core/library/open.ts'
import { openSessionVault } from '../../src/web/vault.ts'
import { someFiles, TRAITS } from '../builders/app.ts'
import { anIdentity } from '../builders/specs.ts'

/** Pictures in the scripted library. */
export const COUNT = 100_000

/** Small pictures that the many share: what a grid costs does not depend on how many of them differ. */
const DISTINCT = 24

/** Photographs of 24 megapixels, the newest of all. */
const LARGE = 4

const AT = '2026-11-22T10:00:00.000Z'

const noise = (width: number, height: number, sigma: number) =>
  sharp({
    create: { width, height, channels: 3, background: '#000', noise: { type: 'gaussian', mean: 128, sigma } },
  })

/** Fine grain over soft shapes, as hard to decode as real ones. */
export const photograph = async (index: number): Promise<Buffer> => {
  const grain = await noise(1500, 1000, 40).png({ compressionLevel: 0 }).toBuffer()
  return await sharp(grain)
    .resize(6000, 4000, { kernel: 'nearest' })
    .tint({ r: 200 - 30 * index, g: 150, b: 90 + 40 * index })
    .jpeg({ quality: 85 })
    .toBuffer()
}

const smallPicture = async (index: number): Promise<Buffer> => {
  const coarse = await noise(20, 27, 60).png().toBuffer()
  const tint = { r: 80 + 7 * index, g: 140, b: 230 - 7 * index }
  return await sharp(coarse).resize(240, 320, { kernel: 'cubic' }).tint(tint).webp({ quality: 80 }).toBuffer()
}

const linkSmall = async (folder: string, hashes: readonly string[]): Promise<void> => {
  const thumbs = join(folder, 'cache', 'thumbs')
  await mkdir(thumbs, { recursive: true })
  const originals = await Promise.all(
    Array.from({ length: DISTINCT }, async (_, index) => {
      const path = join(thumbs, `original-${index}.webp`)
      await writeFile(path, await smallPicture(index))
      return path
    }),
  )
  const folders = new Set(hashes.map((hash) => hash.slice(0, 2)))
  for (const name of folders) await mkdir(join(thumbs, name), { recursive: true })
  for (let at = 0; at < hashes.length; at += 500)
    await Promise.all(
      hashes.slice(at, at + 500).map(async (hash, index) => {
        const original = originals[(at + index) % DISTINCT] ?? ''
        await link(original, join(thumbs, hash.slice(0, 2), `${hash}-320.webp`))
      }),
    )
}

const writeRows = (folder: string, hashes: readonly string[], large: readonly Sha256[]): void => {
  const database = new Database(join(folder, 'library.db'))
  database.pragma('foreign_keys = OFF')
  const picture = database.prepare(
    `INSERT INTO pictures (sha256, kind, bytes, mime_type, width, height, stored_at)
     VALUES (?, 'answer', 1, 'image/png', 768, 1024, ?)`,
  )
  const card = database.prepare(
    `INSERT INTO cards (id, image, step, subject_id, identity_id, strategy, variant, engine, model, run_id, job_id, attempt_id,
       verdict, origins, made_at, firsts, stars, flag, label, approved)
     VALUES (?, ?, ?, 1, ?, ?, ?, 'simulator', 'simulator', 1, 1, 1, 'pass', '[]', ?, 7, 0, NULL, NULL, 0)`,
  )
  const steps = ['scene', 'portrait', 'final'] as const
  database.transaction(() => {
    for (const hash of hashes) picture.run(hash, AT)
    for (const [index, hash] of [...hashes, ...large].entries()) {
      const step = steps[index % 3] ?? 'scene'
      const strategy = step === 'final' ? 'scene-views' : null
      card.run(index + 1, hash, step, 1, strategy, 1 + (index % 64), AT)
    }
  })()
  database.close()
}

/** A library of a hundred thousand pictures, the newest of them large ones, in `folder`. */
export const writeLargeLibrary = async (folder: string): Promise<void> => {
  const vault = openSessionVault(undefined)
  const app = unwrap(await openApp({ libraryFolder: folder, host: 'test', version: '0.1.0', vault, samples: false }))
  const client = createRouterClient(app.router)
  await client.subjects.create({ traits: TRAITS, photos: await someFiles() })
  await client.identities.create({ identity: anIdentity() })
  await app.close()

  const library = unwrap(await openLibrary({ folder, holder: 'bench' }))
  const large: Sha256[] = []
  for (let index = 0; index < LARGE; index++) {
    const bytes = await photograph(index)
    large.push(await library.putPicture(bytes, { kind: 'answer', mimeType: 'image/jpeg', width: 6000, height: 4000 }))
  }
  library.close()

  const hashes = Array.from({ length: COUNT - LARGE }, () => randomBytes(32).toString('hex'))
  writeRows(folder, hashes, large)
  await linkSmall(folder, hashes)
}
