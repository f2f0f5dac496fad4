import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream, existsSync, statSync } from 'node:fs'
import { mkdir, open, readdir, rename, rm, rmdir, stat, statfs } from 'node:fs/promises'
import { dirname, isAbsolute, join, relative, resolve } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import Database from 'better-sqlite3'
import { failed, ProblemError } from '../../../contract/index.ts'
import { makeFolders } from '../blobs.ts'
import { makePath } from '../make-path.ts'
import { versionOf } from '../migrate.ts'
import type { VerifyFinding } from '../types.ts'
import { checkDatabase } from '../verify-rows.ts'
import { type Archive, openFolderArchive, openZipArchive } from './archive.ts'
import { DATABASE, Manifest, MANIFEST, MOST_MANIFEST_BYTES, pictureEntry } from './manifest.ts'
import type { BackupProgress, Restored } from './messages.ts'
import { refusalOf, refuse } from './refusals.ts'

export const openArchive = async (from: string): Promise<Archive> => {
  const found = await stat(from).catch((error: unknown) => {
    // Told of the backup: what the disk says later is told of the new library's place.
    throw new ProblemError(refusalOf(from, error))
  })
  if (found.isDirectory()) return await openFolderArchive(from)
  if (!found.isFile()) throw refuse('it is no folder and no file')
  return await openZipArchive(from)
}

export const readManifest = async (archive: Archive): Promise<Manifest> => {
  const size = archive.entries.get(MANIFEST)
  if (size === undefined) throw refuse('it has no manifest')
  if (size > MOST_MANIFEST_BYTES) throw refuse('its manifest is too large')
  const chunks: Buffer[] = []
  await pipeline(await archive.read(MANIFEST), counted(size, MANIFEST), async (source: AsyncIterable<Buffer>) => {
    for await (const chunk of source) chunks.push(chunk)
  }).catch(refuseUnpacking(MANIFEST))
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)))
  } catch {
    throw refuse('its manifest is not JSON')
  }
  const manifest = Manifest.safeParse(value)
  if (!manifest.success) throw refuse('its manifest is not one that this studio knows')
  return manifest.data
}

/** What must be in the archive by its manifest: each name once, nothing more and nothing less, each of its size. */
export const expectedOf = ({ database, pictures }: Manifest, { entries }: Archive) => {
  const expected = new Map([[DATABASE, database]])
  for (const picture of pictures) {
    const name = pictureEntry(picture.sha256)
    if (expected.has(name)) throw refuse(`its manifest names ${name} twice`)
    expected.set(name, picture)
  }
  for (const [name, { bytes }] of expected) {
    const found = entries.get(name)
    if (found === undefined) throw refuse(`${name} is missing in it`)
    if (found !== bytes) throw refuse(`${name} in it has ${found} bytes, and its manifest says ${bytes}`)
  }
  for (const name of entries.keys())
    if (name !== MANIFEST && !expected.has(name)) throw refuse(`it holds ${name}, which its manifest does not name`)
  return expected
}

/** Lets so many bytes through and not one more, whatever the archive said before. */
export const counted = (bytes: number, name: string): Transform => {
  let left = bytes
  return new Transform({
    transform: (chunk: Buffer, _encoding, next) => {
      left -= chunk.length
      next(left < 0 ? refuse(`${name} in it unpacks to more than it said`) : null, chunk)
    },
    flush: (next) => next(left > 0 ? refuse(`${name} in it is cut off`) : null),
  })
}

/** What unpacking has against a file is a refusal; what the disk says stays what it is. */
export const refuseUnpacking =
  (name: string) =>
  (error: unknown): never => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    const isDisk = code !== '' && !code.startsWith('Z_') && !code.startsWith('ERR_')
    if (error instanceof ProblemError || isDisk || !(error instanceof Error)) throw error
    throw refuse(`${name} in it cannot be unpacked (${error.message.slice(0, 120)})`)
  }

/** Unpacks one file to a place of our own choosing, and compares its hash while it is written. */
export const unpack = async (archive: Archive, name: string, { bytes, sha256 }: Manifest['database'], root: string) => {
  const target = join(root, name)
  await mkdir(dirname(target), { recursive: true })
  const hash = createHash('sha256')
  const hashing = new Transform({
    transform: (chunk: Buffer, _encoding, next) => {
      hash.update(chunk)
      next(null, chunk)
    },
  })
  await pipeline(
    await archive.read(name),
    counted(bytes, name),
    hashing,
    createWriteStream(target, { flags: 'wx', flush: true }),
  ).catch(refuseUnpacking(name))
  if (hash.digest('hex') !== sha256) throw refuse(`the bytes of ${name} in it are not those that were backed up`)
}

/** The database as it was unpacked: ours, not from the future, whole, every row sealed, and of these pictures. */
export const checkUnpacked = (path: string, manifest: Manifest): { readonly attempts: number } => {
  const database = new Database(path, { readonly: true, fileMustExist: true })
  try {
    database.pragma('trusted_schema = OFF')
    const version = versionOf(database)
    if (!version.ok) throw new ProblemError(version.problem)
    if (version.value !== manifest.library) throw refuse('its database is of another format than its manifest says')
    const findings: VerifyFinding[] = []
    const { attempts, pictures } = checkDatabase(database, findings)
    const [first] = findings
    if (first) throw refuse(`its database is damaged: ${first.message.replace(/\.$/, '')}`)
    const there = new Set<string>([...manifest.pictures.map(({ sha256 }) => sha256), ...manifest.missing])
    const lost = pictures.find(({ sha256 }) => !there.has(sha256))
    if (lost) throw refuse(`its database names the picture ${lost.sha256.slice(0, 12)}, which it does not hold`)
    return { attempts }
  } catch (error) {
    if (error instanceof Database.SqliteError) throw refuse(`its database cannot be read (${error.message})`)
    throw error
  } finally {
    database.close()
  }
}

const PROGRESS_EVERY_MS = 100

/**
 * Puts a backup, folder or zip, back as a library in a new or empty folder. Everything is looked at before anything is written,
 * and verified before the folder gets its name: hashes, SQLite's own check, every row's seal. To be run in a thread of its own.
 * Rejects with a {@link ProblemError} (`backup-refused`, `library-newer`, `disk-full`), or with what the disk says.
 */
export const restore = async (
  from: string,
  wanted: string,
  tell: (progress: BackupProgress) => void,
): Promise<Restored> => {
  const folder = resolve(wanted)
  if (existsSync(folder) && (!statSync(folder).isDirectory() || (await readdir(folder)).length > 0))
    throw Object.assign(new Error(`${folder} is taken`), { code: 'EEXIST' })
  const way = relative(resolve(from), folder)
  if (way !== '' && !way.startsWith('..') && !isAbsolute(way))
    throw new ProblemError(
      failed('place-in-backup', `${folder} lies inside the backup.`, 'Choose a place outside of it.').problem,
    )
  const archive = await openArchive(resolve(from))
  const beside = `${folder}.${randomUUID().slice(0, 8)}.part`
  try {
    const manifest = await readManifest(archive)
    const expected = expectedOf(manifest, archive)
    const bytes = [...expected.values()].reduce((sum, file) => sum + file.bytes, 0)
    makePath(dirname(folder))
    const { bavail, bsize } = await statfs(dirname(folder))
    if (bytes > bavail * bsize)
      throw new ProblemError(
        failed('disk-full', `The backup needs ${Math.ceil(bytes / 1e6)} MB, and less is free.`, 'Choose another disk.')
          .problem,
      )
    await mkdir(beside)
    let done = 0
    let toldAt = 0
    for (const [name, file] of expected) {
      await unpack(archive, name, file, beside)
      done += 1
      if (performance.now() - toldAt < PROGRESS_EVERY_MS) continue
      toldAt = performance.now()
      tell({ phase: 'pictures', done, total: expected.size, bytes })
    }
    tell({ phase: 'finishing', done, total: expected.size, bytes })
    makeFolders(beside)
    const { attempts } = checkUnpacked(join(beside, DATABASE), manifest)
    if (existsSync(folder)) await rmdir(folder)
    await rename(beside, folder)
    await syncFolder(dirname(folder))
    const { pictures, missing, createdAt } = manifest
    return { folder, pictures: pictures.length, attempts, bytes, missing, createdAt }
  } finally {
    archive.close()
    await rm(beside, { recursive: true, force: true })
  }
}

const syncFolder = async (path: string): Promise<void> => {
  if (process.platform === 'win32') return
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
