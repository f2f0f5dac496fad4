import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { failed, ok, type Problem, type Result } from '../../contract/index.ts'
import { attemptWriting } from './attempts.ts'
import { clearUnfinished, hasBlobs, makeFolders } from './blobs.ts'
import { openCards } from './cards.ts'
import { openCasting } from './casting.ts'
import { catchUp } from './catching-up.ts'
import { openCommitQueue } from './commit.ts'
import { openLogSync } from './log-sync.ts'
import { openFaces } from './faces.ts'
import { openHistory } from './history/history.ts'
import { isLockHeld, takeLock, type WriterLock } from './lock.ts'
import { isOutdated, migrate, versionOf } from './migrate.ts'
import { openPeople } from './known-people.ts'
import { peopleWriting } from './people.ts'
import { pictureWriting } from './pictures.ts'
import { asking, damaged, isSqliteError, problemOf } from './problems.ts'
import { openDescriptions } from './descriptions.ts'
import { openPromptShelf } from './prompts.ts'
import { openReader } from './reader.ts'
import { openActionLine } from './action-line.ts'
import { openReviews } from './reviews.ts'
import { runWriting } from './runs.ts'
import { sealedInsert } from './sealing.ts'
import { openSettings } from './settings.ts'
import { openReviewLog, openSideNotes } from './side-notes.ts'
import { readShelves, type ShelfReader } from './shelves.ts'
import type { Library } from './types.ts'
import type { WritingParts } from './writing.ts'

/** How long a statement waits for another process; only checkpoints and backups ever make one wait. */
const PATIENCE_MS = 5000

const databaseFile = (folder: string): string => join(folder, 'library.db')

const now = (): string => new Date().toISOString()

/**
 * Opens a library for writing and makes it where there is none yet; `holder` is what a second process is told. Problems:
 * `library-held` (another process writes), `library-not-a-folder`, `library-place`, `library-foreign`, `library-newer`, `library-damaged`,
 * `library-read-only`, `library-disk-full`, `library-io`.
 */
export const openLibrary = async ({
  folder,
  holder,
}: {
  readonly folder: string
  readonly holder: string
}): Promise<Result<Library>> => {
  const at = resolve(folder)
  const place = usable(at)
  if (!place.ok) return place
  try {
    makeFolders(at)
    accessSync(at, constants.W_OK)
  } catch (error) {
    return { ok: false, problem: cannotBeMade(at, error) ?? problemOf(error) }
  }
  const lock = takeLock(at, holder)
  if (!lock.ok) return lock
  const opened = openHeld(at, holder, lock.value)
  if (!opened.ok) lock.value.release()
  return await Promise.resolve(opened)
}

/**
 * Opens a library for reading, also while another process writes to it or after one was killed. Makes no library: problems
 * as for {@link openLibrary}, and `library-missing`. SQLite may leave its own `-shm` and `-wal` files beside the database.
 */
export const readLibrary = ({ folder }: { readonly folder: string }): Result<ShelfReader> => {
  const at = resolve(folder)
  const place = usable(at)
  if (!place.ok) return place
  if (!existsSync(databaseFile(at))) {
    return failed(
      'library-missing',
      `There is no library in ${at}.`,
      'Check the folder; a library is made by the first run that names it.',
    )
  }
  const opened = openDatabase(at, { readonly: true })
  if (!opened.ok) return opened
  const database = opened.value
  const reader = openRead(database, at)
  if (!reader.ok) database.close()
  return reader
}

const openRead = (database: Database.Database, folder: string): Result<ShelfReader> => {
  const version = versionOf(database)
  if (!version.ok) return version
  if (version.value === 0) return stillEmpty()
  if (isOutdated(version.value)) return outdated()
  try {
    const newestSession = database.prepare<[], number | null>('SELECT max(id) FROM sessions').pluck()
    const livingSession = (): number | null => (isLockHeld(folder) ? (newestSession.get() ?? null) : null)
    const finding = openHistory({ folder, database, livingSession }, 'read')
    return ok({ ...openReader({ folder, database, livingSession, finding }), ...readShelves(database, folder) })
  } catch (error) {
    return unusable(error)
  }
}

/** A library that is being made this very moment, or whose making was interrupted. */
const stillEmpty = (): Result<never> =>
  failed('library-missing', 'The library in this folder is still empty.', 'Run something with it first.')

const outdated = (): Result<never> =>
  failed(
    'library-older',
    'This library was made by an older studio and has to be brought up to date before it can be read.',
    'Run something with it or open it in the studio once; a backup is kept beside it.',
  )

/** A statement of ours that SQLite does not understand means that the tables are not those that we made. */
const unusable = (error: unknown): Result<never> => ({
  ok: false,
  problem: isSqliteError(error) && error.code === 'SQLITE_ERROR' ? damaged(error.message) : problemOf(error),
})

/** What the lock's holder may do with the folder. The handle is closed again when that is nothing. */
const openHeld = (folder: string, holder: string, lock: WriterLock): Result<Library> => {
  const opened = openDatabase(folder, {})
  if (!opened.ok) return opened
  const database = opened.value
  try {
    const refused = prepare(database, folder)
    if (refused !== null) {
      database.close()
      return refused
    }
    return ok(openWriter(database, folder, holder, lock))
  } catch (error) {
    database.close()
    return unusable(error)
  }
}

const openDatabase = (folder: string, options: Database.Options): Result<Database.Database> => {
  try {
    return ok(new Database(databaseFile(folder), { timeout: PATIENCE_MS, ...options }))
  } catch (error) {
    return { ok: false, problem: problemOf(error) }
  }
}

/** Checks whose database this is, brings it to today's shape and clears what a killed process left; null when all is well. */
const prepare = (database: Database.Database, folder: string): Result<never> | null => {
  const version = versionOf(database)
  if (!version.ok) return version
  if (version.value === 0 && hasBlobs(folder)) {
    return { ok: false, problem: damaged('it is empty or gone, while the pictures are still there') }
  }
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.pragma('foreign_keys = ON')
  database.pragma('trusted_schema = OFF')
  // What is deleted is overwritten: face descriptors must be gone when their consent is.
  database.pragma('secure_delete = ON')
  const migrated = migrate(database, (from) => join(folder, `library.v${from}-backup.db`))
  if (!migrated.ok) return migrated
  const recorded = database.prepare<[string]>('SELECT 1 FROM pictures WHERE sha256 = ?')
  clearUnfinished(folder, (sha256) => recorded.get(sha256) !== undefined)
  return null
}

const openWriter = (database: Database.Database, folder: string, holder: string, lock: WriterLock): Library => {
  const begin = database.transaction(() =>
    sealedInsert(
      database,
      'sessions',
      'holder, pid, started_at',
    )({
      holder,
      pid: process.pid,
      started_at: now(),
    }),
  )
  const session = begin.immediate()
  catchUp(database, now)
  const queue = openCommitQueue(database, openLogSync(database))
  const livingSession = (): number => session
  const finding = openHistory({ folder, database, livingSession }, 'write')
  const reader = openReader({ folder, database, livingSession, finding })
  const write: WritingParts['write'] = (change) => {
    finding.noticed()
    return queue.write(change)
  }
  const parts: WritingParts = { folder, database, reader, write, session, now }
  const { putPicture, closePictures } = pictureWriting(parts)
  const { changed, ...cards } = openCards(database)
  const line = openActionLine(parts)
  const { undoable, ...sideNotes } = openSideNotes(parts, line)
  const size = database.prepare<[], { readonly pictures: number; readonly bytes: number }>(
    'SELECT count(*) AS pictures, coalesce(sum(bytes), 0) AS bytes FROM pictures',
  )
  return {
    ...reader,
    putPicture,
    ...peopleWriting(parts),
    ...runWriting(parts),
    ...attemptWriting(parts, changed),
    people: openPeople(parts),
    cards,
    reviews: openReviews(parts, changed, openReviewLog(parts), line, undoable),
    prompts: openPromptShelf(parts, reader.prompts),
    descriptions: openDescriptions(parts),
    sideNotes,
    casting: openCasting(parts),
    faces: openFaces(parts),
    settings: openSettings(parts),
    size: () => asking(() => size.get() ?? { pictures: 0, bytes: 0 }),
    close: () => {
      if (!database.open) return
      queue.close()
      closePictures()
      reader.close()
      lock.release()
    },
  }
}

/** What a path without a place on any disk means; null for what the disk itself says. */
const cannotBeMade = (folder: string, error: unknown): Problem | null =>
  error instanceof Error &&
  'code' in error &&
  ['ENOENT', 'ENAMETOOLONG', 'EINVAL', 'ENOTSUP'].includes(String(error.code))
    ? failed('library-place', `The folder ${folder} cannot be made there.`, 'Check the path, or choose another folder.')
        .problem
    : null

const notAFolder = (path: string): Result<never> =>
  failed('library-not-a-folder', `${path} is a file, not a folder.`, 'Name a folder for the library.')

/** Neither the folder nor what it lies in may be a file. */
const usable = (folder: string): Result<null> => {
  for (let path = folder; ; path = dirname(path)) {
    let isFolder: boolean | undefined
    try {
      isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory()
    } catch (error) {
      return { ok: false, problem: cannotBeMade(folder, error) ?? problemOf(error) }
    }
    if (isFolder !== undefined) return isFolder ? ok(null) : notAFolder(path)
    if (dirname(path) === path) return ok(null)
  }
}
