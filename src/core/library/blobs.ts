import { createHash } from 'node:crypto'
import { readdirSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { failed, ProblemError, Sha256 } from '../../contract/index.ts'
import { makePath } from './make-path.ts'
import { asProblemError } from './problems.ts'

/** Below this many bytes hashing right here is quicker than handing the bytes to another thread. */
const SMALL = 16_384

/** SHA-256 of bytes; large ones are hashed off the main thread. */
const sha256Of = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> => {
  if (bytes.byteLength < SMALL) return createHash('sha256').update(bytes).digest('hex')
  return Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex')
}

export const blobsFolder = (folder: string): string => join(folder, 'blobs')

/**
 * Where files are written before they get their name. It is one folder so that finding what a killed process left costs
 * nothing in a large library.
 */
export const incomingFolder = (folder: string): string => join(folder, 'blobs', 'incoming')

export const blobPath = (folder: string, sha256: Sha256): string => join(folder, 'blobs', sha256.slice(0, 2), sha256)

/**
 * The stored bytes, checked against their name. Rejects with a {@link ProblemError}: `picture-missing` when there is no
 * such file, `picture-changed` when its bytes are not those that were stored.
 */
export const readBlob = async (folder: string, sha256: Sha256): Promise<Uint8Array> => {
  const bytes = await readFile(blobPath(folder, sha256)).catch((error: unknown) => {
    throw isMissing(error) ? missing(sha256) : asProblemError(error)
  })
  if ((await sha256Of(bytes)) !== sha256) throw changed(sha256)
  return bytes
}

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'

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

/** Makes the folders of a library, if they are not there yet. Throws what the disk says. */
export const makeFolders = (folder: string): void => {
  makePath(incomingFolder(folder))
  makePath(join(folder, 'cache'))
}

/** Whether any picture lies here, recorded or not. */
export const hasBlobs = (folder: string): boolean =>
  readdirSync(blobsFolder(folder)).some((name) => /^[0-9a-f]{2}$/.test(name))

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
