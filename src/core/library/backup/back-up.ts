import { createHash, randomUUID } from 'node:crypto'
import { closeSync, createReadStream, existsSync, fdatasyncSync, openSync } from 'node:fs'
import { link, mkdir, open, readdir, readFile, rename, rm, rmdir } from 'node:fs/promises'
import { dirname, isAbsolute, join, relative, resolve } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import Database from 'better-sqlite3'
import { ZipFile } from 'yazl'
import { failed, ProblemError, Sha256 } from '../../../contract/index.ts'
import { blobPath } from '../blobs.ts'
import { makePath } from '../make-path.ts'
import { BACKUP_FORMAT, DATABASE, MANIFEST, type Manifest, pictureEntry } from './manifest.ts'
import type { BackedUp, BackupProgress } from './messages.ts'
import { pacedFile } from './paced-file.ts'

/** Pages between two looks at how far it is: 4 MB of a database, some milliseconds of work. */
const PAGES_AT_ONCE = 1024
const PROGRESS_EVERY_MS = 100

/**
 * Copies the database as it is at one moment. The reading transaction that is open meanwhile keeps that moment: without it every
 * commit of the studio would make the copy begin anew (sqlite3_backup_step). Writers never wait for a reader in WAL mode.
 */
const copyDatabase = async (
  folder: string,
  target: string,
  tell: (progress: BackupProgress) => void,
): Promise<void> => {
  const database = new Database(join(folder, DATABASE), { readonly: true, fileMustExist: true, timeout: 5000 })
  const written = openSync(target, 'wx')
  try {
    database.exec('BEGIN')
    database.prepare('SELECT count(*) FROM sqlite_schema').get()
    await database.backup(target, {
      progress: ({ totalPages, remainingPages }) => {
        tell({ phase: 'database', done: totalPages - remainingPages, total: totalPages, bytes: 0 })
        fdatasyncSync(written)
        return PAGES_AT_ONCE
      },
    })
  } finally {
    closeSync(written)
    database.close()
  }
  // One file that stands for itself: no log beside it.
  const copy = new Database(target)
  try {
    copy.pragma('journal_mode = DELETE')
  } finally {
    copy.close()
  }
  await synced(target)
}

const synced = async (path: string): Promise<void> => {
  const handle = await open(path, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** A file as a stream that is hashed on its way, so that it is read once. */
const hashing = (path: string) => {
  const hash = createHash('sha256')
  let bytes = 0
  const pass = new Transform({
    transform: (chunk: Buffer, _encoding, next) => {
      hash.update(chunk)
      bytes += chunk.length
      next(null, chunk)
    },
  })
  return {
    stream: (): Readable => {
      const file = createReadStream(path, { highWaterMark: 1 << 20 })
      file.on('error', (error) => pass.destroy(error))
      return file.pipe(pass)
    },
    facts: () => ({ bytes, sha256: Sha256.parse(hash.digest('hex')) }),
  }
}

interface Recorded {
  readonly sha256: Sha256
  readonly bytes: number
}

const readCopy = (path: string): { readonly version: number; readonly pictures: readonly Recorded[] } => {
  const database = new Database(path, { readonly: true })
  try {
    const rows = database.prepare<[], { sha256: string; bytes: number }>('SELECT sha256, bytes FROM pictures').all()
    return {
      version: Number(database.pragma('user_version', { simple: true })),
      pictures: rows.map(({ sha256, bytes }) => ({ sha256: Sha256.parse(sha256), bytes })),
    }
  } finally {
    database.close()
  }
}

/** The stored bytes; null where they are missing or no longer those that were stored. */
const wholePicture = async (folder: string, { sha256, bytes }: Recorded): Promise<Buffer | null> => {
  const read = await readFile(blobPath(folder, sha256)).catch(() => null)
  if (read === null || read.length !== bytes) return null
  return createHash('sha256').update(read).digest('hex') === sha256 ? read : null
}

/** Where a backup grows; a folder or a zip. */
interface Growing {
  /** Takes a stream in under a name. */
  readonly add: (name: string, content: () => Readable) => Promise<void>
  /** Brings everything to the disk. */
  readonly end: () => Promise<void>
}

const growingFolder = (root: string): Growing => ({
  add: async (name, content) => {
    const target = join(root, name)
    await mkdir(dirname(target), { recursive: true })
    await pipeline(content(), pacedFile(target))
  },
  end: async () => {},
})

/** A stored zip, in which pictures are not packed once more; zip64 where it grows large. */
const growingZip = (path: string): Growing => {
  const zip = new ZipFile()
  const writing = pipeline(zip.outputStream, pacedFile(path))
  // Whoever adds next is told; until then a refusal of the disk must not count as nobody's.
  writing.catch(() => {})
  return {
    add: async (name, content) => {
      const added = Promise.withResolvers<void>()
      zip.addReadStreamLazy(name, { compress: false, mode: 0o100_644 }, (give) => {
        const stream = content()
        stream.on('end', () => added.resolve())
        stream.on('error', (error) => added.reject(error))
        give(null, stream)
      })
      await Promise.race([added.promise, writing])
    },
    end: async () => {
      zip.end()
      await writing
    },
  }
}

const isTaken = async (path: string, asZip: boolean): Promise<boolean> =>
  existsSync(path) && (asZip || (await readdir(path).catch(() => ['a file']))?.length > 0)

/** Pictures read and written at once: waiting for the disk is most of it. */
const AT_ONCE = 4

/** Adds every picture that is whole, and names those that are not. */
const addPictures = async (
  folder: string,
  pictures: readonly Recorded[],
  growing: Growing,
  tell: (done: number, bytes: number) => void,
): Promise<{ readonly added: readonly Recorded[]; readonly missing: readonly Sha256[] }> => {
  const added: Recorded[] = []
  const missing: Sha256[] = []
  const waiting = pictures.values()
  let bytes = 0
  const hand = async (): Promise<void> => {
    for (const picture of waiting) {
      const read = await wholePicture(folder, picture)
      if (read === null) missing.push(picture.sha256)
      else {
        await growing.add(pictureEntry(picture.sha256), () => Readable.from([read]))
        added.push(picture)
        bytes += read.length
      }
      tell(added.length + missing.length, bytes)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, hand))
  return { added: added.toSorted((a, b) => (a.sha256 < b.sha256 ? -1 : 1)), missing }
}

/** Gives the finished backup its name; `EEXIST` where that was taken meanwhile. */
const nameIt = async (beside: string, to: string, asZip: boolean): Promise<void> => {
  if (asZip) {
    await link(join(beside, ZIP), to).catch(async (error: unknown) => {
      // Where there are no links, renaming is the next best: it was free a moment ago.
      if (existsSync(to)) throw error
      await rename(join(beside, ZIP), to)
    })
  } else {
    if (existsSync(to)) await rmdir(to)
    await rename(beside, to)
  }
  await syncFolder(dirname(to))
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

const ZIP = 'backup.zip'

/**
 * Writes a library, as it is at this moment, to a new folder or to a file that ends in `.zip`: beside its place first and then
 * into it, so that a backup is there whole or not at all. To be run in a thread of its own. Rejects with a {@link ProblemError}
 * `place-in-library`, or with what the disk says (`EEXIST`: the place is taken).
 */
export const backUp = async (
  from: string,
  wanted: string,
  tell: (progress: BackupProgress) => void,
): Promise<BackedUp> => {
  const folder = resolve(from)
  const to = resolve(wanted)
  const asZip = /\.zip$/i.test(to)
  const way = relative(folder, to)
  if (!way.startsWith('..') && !isAbsolute(way))
    throw new ProblemError(
      failed('place-in-library', `${to} lies inside the library.`, 'Choose a place outside of it.').problem,
    )
  if (await isTaken(to, asZip)) throw Object.assign(new Error(`${to} is taken`), { code: 'EEXIST' })
  makePath(dirname(to))
  const beside = `${to}.${randomUUID().slice(0, 8)}.part`
  await mkdir(beside)
  try {
    const copy = join(beside, DATABASE)
    await copyDatabase(folder, copy, tell)
    const { version, pictures } = readCopy(copy)
    const growing = asZip ? growingZip(join(beside, ZIP)) : growingFolder(beside)
    const hashed = hashing(copy)
    if (asZip) await growing.add(DATABASE, hashed.stream)
    else await finished(hashed.stream().resume())
    const database = hashed.facts()
    let toldAt = 0
    const { added, missing } = await addPictures(folder, pictures, growing, (done, bytes) => {
      if (performance.now() - toldAt < PROGRESS_EVERY_MS) return
      toldAt = performance.now()
      tell({ phase: 'pictures', done, total: pictures.length, bytes })
    })
    const bytes = database.bytes + added.reduce((sum, picture) => sum + picture.bytes, 0)
    tell({ phase: 'finishing', done: pictures.length, total: pictures.length, bytes })
    const manifest: Manifest = {
      format: BACKUP_FORMAT,
      version: 1,
      createdAt: new Date().toISOString(),
      library: version,
      database,
      pictures: added,
      missing,
    }
    await growing.add(MANIFEST, () => Readable.from([Buffer.from(JSON.stringify(manifest))]))
    await growing.end()
    await nameIt(beside, to, asZip)
    return { to, pictures: added.length, bytes, missing }
  } finally {
    await rm(beside, { recursive: true, force: true })
  }
}
