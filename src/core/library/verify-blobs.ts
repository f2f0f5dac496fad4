import { createHash } from 'node:crypto'
import { closeSync, existsSync, openSync, readdirSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Sha256 } from '../../contract/index.ts'
import { blobPath, blobsFolder, incomingFolder } from './blobs.ts'
import type { VerifyFinding } from './types.ts'
import type { RecordedPicture } from './verify-rows.ts'

const CHUNK = 1 << 20
const PROGRESS_EVERY_MS = 100

/** Paths of all files in blobs/, relative to it, but those that are just being written. */
export const listBlobs = (folder: string): readonly string[] => {
  try {
    return readdirSync(blobsFolder(folder), { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory() && entry.parentPath !== incomingFolder(folder))
      .map((entry) => join(entry.parentPath, entry.name))
  } catch {
    // No folder: every recorded picture will be found missing.
    return []
  }
}

export interface BlobCheck {
  readonly folder: string
  /** Full paths, from {@link listBlobs}. */
  readonly files: readonly string[]
  readonly pictures: readonly RecordedPicture[]
  /** Asked again about files without a row: a writer may have recorded them meanwhile. */
  readonly isRecorded: (sha256: string) => boolean
  readonly found: (finding: VerifyFinding) => void
  readonly onProgress: (done: number, total: number) => void
}

/** Reads every recorded picture and compares size and hash; then names files that nothing recorded. Gives the bytes read. */
export const checkBlobs = ({ folder, files, pictures, isRecorded, found, onProgress }: BlobCheck): number => {
  const expected = new Set<string>()
  const buffer = Buffer.allocUnsafe(CHUNK)
  let bytes = 0
  let toldAt = 0
  for (const [done, picture] of pictures.entries()) {
    const sha256 = Sha256.safeParse(picture.sha256)
    // A name that is no hash is a broken row, which its seal has told; it must not become a path.
    if (!sha256.success) continue
    const path = blobPath(folder, sha256.data)
    expected.add(path)
    bytes += checkOne(path, sha256.data, picture.bytes, buffer, found)
    if (performance.now() - toldAt > PROGRESS_EVERY_MS) {
      toldAt = performance.now()
      onProgress(done + 1, pictures.length)
    }
  }
  onProgress(pictures.length, pictures.length)
  for (const path of files) {
    const name = path.slice(-64)
    if (
      expected.has(path) ||
      isUnderWay(folder, name) ||
      (isRecorded(name) && path.endsWith(join(name.slice(0, 2), name)))
    )
      continue
    found({ kind: 'picture-unknown', sha256: null, path, message: `No row knows the file ${path}.` })
  }
  return bytes
}

const checkOne = (
  path: string,
  sha256: Sha256,
  size: number,
  buffer: Buffer,
  found: (finding: VerifyFinding) => void,
): number => {
  const short = sha256.slice(0, 12)
  const tell = (kind: VerifyFinding['kind'], message: string): void => {
    found({ kind, sha256, path, message })
  }
  try {
    const there = statSync(path, { throwIfNoEntry: false })
    if (there === undefined) {
      tell('picture-missing', `The picture ${short} is missing.`)
      return 0
    }
    if (there.size !== size) {
      tell('picture-size', `The picture ${short} has ${there.size} bytes; ${size} were stored.`)
      return there.size
    }
    if (hashFile(path, buffer) !== sha256) tell('picture-changed', `The bytes of the picture ${short} have changed.`)
    return there.size
  } catch (error) {
    tell(
      'picture-missing',
      `The picture ${short} cannot be read: ${error instanceof Error ? error.message : 'unknown'}.`,
    )
    return 0
  }
}

const hashFile = (path: string, buffer: Buffer): string => {
  const hash = createHash('sha256')
  const file = openSync(path, 'r')
  try {
    for (let count = readSync(file, buffer); count > 0; count = readSync(file, buffer))
      hash.update(buffer.subarray(0, count))
  } finally {
    closeSync(file)
  }
  return hash.digest('hex')
}

/** A file gets its name a moment before it is recorded; until then a second name marks it. */
const isUnderWay = (folder: string, sha256: string): boolean =>
  existsSync(incomingFolder(folder)) && readdirSync(incomingFolder(folder)).some((name) => name.startsWith(sha256))
