import { constants } from 'node:fs'
import { access, link, open, realpath, rename, rm, rmdir, stat, statfs, unlink } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, isAbsolute, join, relative, resolve } from 'node:path'
import { failed, ok, type Problem, type Result } from '../../contract/index.ts'
import { type FileName, written } from './file-names.ts'
import { makePath } from '../library/make-path.ts'
import { clearLeftovers, unfinishedName } from './leftovers.ts'

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** What a file system's refusal means for whoever chose the folder; throws what is no such refusal. */
const refusalOf = (folder: string, error: unknown): Problem => {
  switch (codeOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return failed(
        'disk-full',
        `The disk of ${folder} is full.`,
        'Free some space there, or choose another folder, and export again. What is listed as written is whole.',
      ).problem
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return failed('folder-read-only', `${folder} may not be written to.`, 'Choose another folder.').problem
    case 'ENOENT':
    case 'ESTALE':
    case 'ENXIO':
      return failed(
        'folder-gone',
        `${folder} is no longer there.`,
        'Connect its disk again or choose another folder, and export again.',
      ).problem
    case 'ENOTDIR':
    case 'EEXIST':
      return failed('folder-in-the-way', `${folder} is a file, or lies below one.`, 'Choose a folder.').problem
    case 'ENAMETOOLONG':
      return failed('folder-too-long', `${folder} makes names longer than its disk takes.`, 'Choose a shorter path.')
        .problem
    case 'EIO':
      return failed('folder-broken', `The disk of ${folder} gives errors.`, 'Choose another disk.').problem
    default:
      throw error
  }
}

/** An absolute path of what somebody typed; `~` is their home. */
const resolved = (typed: string): Result<string> => {
  const path = typed.trim().replace(/^~(?=$|[\\/])/, homedir())
  // oxlint-disable-next-line no-control-regex -- these have no place in a path
  if (path === '' || /[\u0000-\u001F]/.test(path))
    return failed('folder-unusable', 'This is no folder.', 'Write the whole path of a folder.')
  if (!isAbsolute(path))
    return failed('folder-relative', `${path} does not say where it begins.`, 'Write the whole path of a folder.')
  return ok(resolve(path))
}

const isInside = (folder: string, other: string): boolean => {
  const way = relative(other, folder)
  return way === '' || (!way.startsWith('..') && !isAbsolute(way))
}

export interface Destination {
  readonly folder: string
  readonly exists: boolean
  readonly freeBytes: number
}

const IN_LIBRARY = failed('folder-in-library', 'This folder belongs to the library.', 'Choose a folder outside of it.')

/**
 * Whether files can be written to a folder, which is not made yet. Problems: `folder-unusable`, `folder-relative`,
 * `folder-in-library`, `folder-in-the-way`, `folder-read-only`, `folder-gone`.
 */
export const checkDestination = async (typed: string, library: string): Promise<Result<Destination>> => {
  const path = resolved(typed)
  if (!path.ok) return path
  const folder = path.value
  if (isInside(folder, resolve(library))) return IN_LIBRARY
  try {
    for (let place = folder; ; place = dirname(place)) {
      const found = await stat(place).catch((error: unknown) => {
        if (codeOf(error) === 'ENOENT') return null
        throw error
      })
      if (found === null && dirname(place) !== place) continue
      if (found?.isDirectory() !== true)
        return failed('folder-in-the-way', `${place} is a file and no folder.`, 'Choose a folder.')
      // A link may lead into the library by another name.
      if (isInside(await realpath(place), await realpath(library).catch(() => library))) return IN_LIBRARY
      await access(place, constants.W_OK | constants.X_OK)
      const { bavail, bsize } = await statfs(place)
      return ok({ folder, exists: place === folder, freeBytes: bavail * bsize })
    }
  } catch (error) {
    return { ok: false, problem: refusalOf(folder, error) }
  }
}

/** Where there are no hard links (FAT, some network disks), linking fails with one of these. */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EACCES'])

/**
 * Gives a finished file its name; false when that name is taken. A link never replaces anything. Without links the name is
 * first taken by an empty file of our own, which the finished one then replaces.
 */
const nameIt = async (beside: string, target: string): Promise<boolean> => {
  try {
    await link(beside, target)
    await unlink(beside)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    if (!NO_LINKS.has(codeOf(error))) throw error
  }
  try {
    await (await open(target, 'wx')).close()
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
  await rename(beside, target)
  return true
}

/** A new name is safe once its folder is on the disk; Windows cannot and need not do this. */
const syncFolder = async (folder: string): Promise<void> => {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** More copies than this of one name are a mistake. */
const MOST_COPIES = 10_000

export type Written =
  | { readonly kind: 'written'; readonly file: string }
  | { readonly kind: 'taken'; readonly file: string }

/** A folder that files are put into, each whole or not at all, none over another. */
export interface OpenDestination {
  /**
   * Writes beside, syncs, reads back what the disk has, and names it: no name ever stands for half a file. `faultOf` says what is
   * wrong with what was read; null: nothing. Where the name is taken: `number` finds the next free one, `leave` writes nothing.
   */
  readonly write: (
    name: FileName,
    bytes: Uint8Array,
    taken: 'number' | 'leave',
    faultOf: (read: Uint8Array) => Promise<string | null>,
  ) => Promise<Result<Written>>
  /** Makes the names that were given outlast a power cut, all at once; what kept it from that, else null. */
  readonly settle: () => Promise<Problem | null>
  /** Removes the folder again if it was made for this and stayed empty. */
  readonly leave: () => Promise<void>
}

/** Brings a whole file to the disk and gives back what is then read from it, one byte more than was sent included. */
const finished = async (bytes: Uint8Array, beside: string): Promise<Uint8Array> => {
  const handle = await open(beside, 'wx+')
  try {
    await handle.writeFile(bytes)
    await handle.sync()
    const read = Buffer.allocUnsafeSlow(bytes.byteLength + 1)
    let at = 0
    for (let more = 1; more > 0 && at < read.length; at += more)
      more = (await handle.read(read, at, read.length - at, at)).bytesRead
    return read.subarray(0, at)
  } finally {
    await handle.close()
  }
}

/**
 * Makes the folder where it is not there yet, and clears it of what an export that was killed has left. Problems as for
 * {@link checkDestination}, and `disk-full`.
 */
export const openDestination = async (folder: string): Promise<Result<OpenDestination>> => {
  let made: string | null
  try {
    made = makePath(folder)
  } catch (error) {
    if (codeOf(error) === 'ENOENT')
      return failed('folder-read-only', `${folder} cannot be made there.`, 'Choose another folder.')
    return { ok: false, problem: refusalOf(folder, error) }
  }
  await clearLeftovers(folder)
  let isUnsynced = false

  return ok({
    write: async (name, bytes, taken, faultOf) => {
      const beside = join(folder, unfinishedName())
      let isNamed = false
      try {
        if (taken === 'leave' && (await isThere(join(folder, written(name)))))
          return ok({ kind: 'taken', file: written(name) })
        const fault = await faultOf(await finished(bytes, beside))
        if (fault !== null)
          return failed(
            'export-not-whole',
            `${written(name)} was not written as it should be: ${fault}`,
            'Nothing of it was kept. Export again, to another disk if it stays.',
          )
        for (let number = 1; number <= MOST_COPIES; number++) {
          const file = written(name, number)
          isNamed = await nameIt(beside, join(folder, file))
          if (isNamed) {
            isUnsynced = true
            return ok({ kind: 'written', file })
          }
          if (taken === 'leave') return ok({ kind: 'taken', file })
        }
        return failed(
          'folder-too-many',
          `There are ${MOST_COPIES} files called ${written(name)}.`,
          'Choose another folder.',
        )
      } catch (error) {
        return { ok: false, problem: refusalOf(folder, error) }
      } finally {
        if (!isNamed) await rm(beside, { force: true }).catch(() => {})
      }
    },
    settle: async () => {
      try {
        if (isUnsynced) await syncFolder(folder)
        isUnsynced = false
        return null
      } catch (error) {
        return refusalOf(folder, error)
      }
    },
    leave: async () => {
      // A folder that holds anything stays; so do those above it.
      if (made !== null) await rmdir(folder).catch(() => {})
    },
  })
}

const isThere = async (path: string): Promise<boolean> =>
  await stat(path).then(
    () => true,
    () => false,
  )

/** Which of these names are taken in a folder. */
export const takenIn = async (folder: string, names: readonly FileName[]): Promise<readonly boolean[]> =>
  await Promise.all(names.map(async (name) => await isThere(join(folder, written(name)))))
