import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { link, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { failed, ProblemError, Sha256 } from '../../contract/index.ts'
import { asProblemError } from './problems.ts'

/** Below this many bytes hashing right here is quicker than handing the bytes to another thread. */
const SMALL = 16_384

/** SHA-256 of bytes; large ones are hashed off the main thread. */
export const sha256Of = async (bytes: Uint8Array): Promise<Sha256> => {
  if (bytes.byteLength < SMALL) return Sha256.parse(createHash('sha256').update(bytes).digest('hex'))
  const digest = await crypto.subtle.digest('SHA-256', bytes)
  return Sha256.parse(Buffer.from(digest).toString('hex'))
}

export const blobsFolder = (folder: string): string => join(folder, 'blobs')

/** Where files are written before they get their name. What lies here was not finished, or is just about to be removed. */
export const incomingFolder = (folder: string): string => join(folder, 'blobs', 'incoming')

export const blobPath = (folder: string, sha256: Sha256): string => join(folder, 'blobs', sha256.slice(0, 2), sha256)

/**
 * The stored bytes, checked against their name. Rejects with a {@link ProblemError}: `picture-missing` when there is no
 * such file, `picture-changed` when its bytes are not those that were stored.
 */
export const readBlob = async (folder: string, sha256: Sha256): Promise<Uint8Array> => {
  let bytes: Uint8Array
  try {
    bytes = await readFile(blobPath(folder, sha256))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw missing(sha256)
    throw asProblemError(error)
  }
  if ((await sha256Of(bytes)) !== sha256) throw changed(sha256)
  return bytes
}

const missing = (sha256: Sha256): ProblemError =>
  new ProblemError(
    failed(
      'picture-missing',
      `The picture ${sha256.slice(0, 12)} is not in the library.`,
      'Run verify to see what else is missing, and put the file back from a copy of the library.',
    ).problem,
  )

const changed = (sha256: Sha256): ProblemError =>
  new ProblemError(
    failed(
      'picture-changed',
      `The stored picture ${sha256.slice(0, 12)} is no longer what was received: its bytes have changed.`,
      'Run verify to see what else has changed, and put the file back from a copy of the library.',
    ).problem,
  )

export interface BlobStore {
  /**
   * Puts bytes under their hash so that they survive a power cut, then has them recorded. Until `record` has resolved a
   * second name in `incoming` marks the file, so that after a kill in between the next start knows it as unfinished.
   */
  readonly store: (sha256: Sha256, bytes: Uint8Array, record: () => Promise<void>) => Promise<void>
}

/** The blobs of a library that this process holds. */
export const openBlobStore = (folder: string): BlobStore => {
  const shards = new Map<string, Promise<void>>()
  let written = 0

  const shardReady = (shard: string): Promise<void> => {
    const known = shards.get(shard) ?? makeShard(shard)
    shards.set(shard, known)
    return known
  }

  return {
    store: async (sha256, bytes, record) => {
      const target = blobPath(folder, sha256)
      written += 1
      const mark = join(incomingFolder(folder), `${sha256}.${written}`)
      try {
        await shardReady(dirname(target))
        await writeDurably(mark, bytes)
      } catch (error) {
        shards.delete(dirname(target))
        await removeQuietly(mark)
        throw asProblemError(error)
      }
      try {
        await nameIt(mark, target)
        await syncFolder(dirname(target))
        await record()
      } catch (error) {
        // The mark stays: the next start knows from the rows whether this picture was recorded after all.
        throw asProblemError(error)
      }
      // Nobody needs to wait for this: the mark of a recorded picture says nothing and is removed at the next start.
      void removeQuietly(mark)
    },
  }
}

const removeQuietly = async (path: string): Promise<void> => {
  await rm(path, { force: true }).catch(() => undefined)
}

const makeShard = async (shard: string): Promise<void> => {
  const made = await mkdir(shard, { recursive: true })
  if (made !== undefined) await syncFolder(dirname(shard))
}

const writeDurably = async (path: string, bytes: Uint8Array): Promise<void> => {
  const file = await open(path, 'wx')
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** A second name where the disk knows such a thing and the name is free, else the only one: both appear all at once. */
const nameIt = async (mark: string, target: string): Promise<void> => {
  try {
    await link(mark, target)
  } catch {
    await rename(mark, target)
  }
}

/** A new name is only safe once its folder is on the disk. Windows cannot and need not do this. */
const syncFolder = async (path: string): Promise<void> => {
  if (process.platform === 'win32') return
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Whether the file is there with the size that was recorded. */
export const isBlobThere = async (folder: string, sha256: Sha256, bytes: number): Promise<boolean> => {
  try {
    return (await stat(blobPath(folder, sha256))).size === bytes
  } catch {
    return false
  }
}

/** Makes the folders of a library, if they are not there yet. Throws what the disk says. */
export const makeFolders = (folder: string): void => {
  mkdirSync(incomingFolder(folder), { recursive: true })
  mkdirSync(join(folder, 'cache'), { recursive: true })
}

/** Whether any picture lies here, recorded or not. */
export const hasBlobs = (folder: string): boolean => {
  try {
    return readdirSync(blobsFolder(folder)).some((name) => /^[0-9a-f]{2}$/.test(name))
  } catch {
    return false
  }
}

/**
 * Clears what a killed process left unfinished: half-written files, and whole ones that no row names yet. Nobody was told
 * that those are stored. Costs as much as there is to clear, however large the library.
 */
export const clearUnfinished = (folder: string, isRecorded: (sha256: Sha256) => boolean): void => {
  for (const name of readdirSync(incomingFolder(folder))) {
    const sha256 = Sha256.safeParse(name.slice(0, 64))
    if (sha256.success && !isRecorded(sha256.data)) rmSync(blobPath(folder, sha256.data), { force: true })
    rmSync(join(incomingFolder(folder), name), { force: true })
  }
}
