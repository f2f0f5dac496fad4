import { createHash } from 'node:crypto'
import { join, resolve } from 'node:path'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import Database from 'better-sqlite3'
import { z } from 'zod'
import type { Archive } from './archive.ts'
import { DATABASE, type Manifest } from './manifest.ts'
import type { BackupProgress, Examined } from './messages.ts'
import { refuse } from './refusals.ts'
import { checkUnpacked, counted, expectedOf, openArchive, readManifest, refuseUnpacking, unpack } from './restore.ts'

/** Reads one file of the backup to its end and compares its hash; nothing is written anywhere. */
const compare = async (archive: Archive, name: string, { bytes, sha256 }: Manifest['database']): Promise<void> => {
  const hash = createHash('sha256')
  const nowhere = new Writable({
    write: (chunk: Buffer, _encoding, next) => {
      hash.update(chunk)
      next()
    },
  })
  await pipeline(await archive.read(name), counted(bytes, name), nowhere).catch(refuseUnpacking(name))
  if (hash.digest('hex') !== sha256) throw refuse(`the bytes of ${name} in it are not those that were backed up`)
}

/** More than anybody reads. */
const MOST_NAMES = 200

const Names = z.array(z.object({ name: z.string() }))

/** Who and what is in it, as people know it. */
const namesIn = (path: string): Pick<Examined, 'subjects' | 'identities'> => {
  const database = new Database(path, { readonly: true, fileMustExist: true })
  try {
    database.pragma('trusted_schema = OFF')
    const isThere = database.prepare<[string]>("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?")
    const of = (known: string, words: string): readonly string[] => {
      // The first libraries had no list of people.
      if (isThere.get(known) === undefined) return []
      const names = database.prepare(
        `SELECT w.name FROM ${known} k JOIN ${words} w ON w.id = k.version_id WHERE k.archived_at IS NULL
         ORDER BY k.changed_at DESC, k.id DESC LIMIT ${MOST_NAMES}`,
      )
      return Names.parse(names.all()).map(({ name }) => name)
    }
    return { subjects: of('known_subjects', 'subjects'), identities: of('known_identities', 'identities') }
  } finally {
    database.close()
  }
}

const PROGRESS_EVERY_MS = 100

/**
 * Looks at a backup, folder or zip, and verifies all of it as {@link restore} does, without putting anything back: only its
 * database is unpacked, into `scratch`, which whoever asks for it makes and takes away. To be run in a thread of its own.
 * Rejects with a `ProblemError` (`backup-refused`, `library-newer`), or with what the disk says.
 */
export const examine = async (
  from: string,
  scratch: string,
  tell: (progress: BackupProgress) => void,
): Promise<Examined> => {
  const archive = await openArchive(resolve(from))
  try {
    const manifest = await readManifest(archive)
    const expected = expectedOf(manifest, archive)
    const bytes = [...expected.values()].reduce((sum, file) => sum + file.bytes, 0)
    let done = 0
    let toldAt = 0
    for (const [name, file] of expected) {
      if (name === DATABASE) await unpack(archive, name, file, scratch)
      else await compare(archive, name, file)
      done += 1
      if (performance.now() - toldAt < PROGRESS_EVERY_MS) continue
      toldAt = performance.now()
      tell({ phase: 'pictures', done, total: expected.size, bytes })
    }
    tell({ phase: 'finishing', done, total: expected.size, bytes })
    const path = join(scratch, DATABASE)
    const { attempts } = checkUnpacked(path, manifest)
    const { pictures, missing, createdAt } = manifest
    return { pictures: pictures.length, attempts, bytes, missing, createdAt, ...namesIn(path) }
  } finally {
    archive.close()
  }
}
