import { constants } from 'node:fs'
import { open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { failed, ok, type Result } from '../../contract/index.ts'

/** A photo as somebody hands it in: where it lies, or its bytes. `name` is for people and for finding the profile. */
export type PhotoFile =
  | { readonly name: string; readonly path: string }
  | { readonly name: string; readonly bytes: Uint8Array }

/** Larger files are not read at all; the largest JPEG of a 64-megapixel camera is about half of this. */
const MAX_FILE_BYTES = 80_000_000

const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown error'

const OPEN_REFUSALS: Readonly<Record<string, readonly [code: string, message: string, next: string]>> = {
  ENOENT: ['photo-missing', 'There is no such file.', 'Check the name and the folder.'],
  EACCES: [
    'photo-unreadable',
    'The file may not be read by you.',
    'Give yourself the right to read it, or copy it elsewhere.',
  ],
  EPERM: [
    'photo-unreadable',
    'The file may not be read by you.',
    'Give yourself the right to read it, or copy it elsewhere.',
  ],
  ELOOP: ['photo-unreadable', 'The link points to itself.', 'Hand in the photo the link was meant for.'],
  EISDIR: ['photo-folder', 'This is a folder.', 'Hand in the photos inside it.'],
}

const tooLarge = (bytes: number) =>
  failed(
    'photo-file-too-large',
    `The file is ${Math.round(bytes / 1_000_000)} MB; at most ${MAX_FILE_BYTES / 1_000_000} MB are read.`,
    'Export the photo as a JPEG.',
  )

/**
 * The bytes of a photo, or why they are not read: missing, no right to read, a folder, a pipe or device, too large.
 * A named pipe is refused without waiting for a writer.
 */
export const readPhotoFile = async (file: PhotoFile): Promise<Result<Uint8Array>> => {
  if ('bytes' in file) return file.bytes.length > MAX_FILE_BYTES ? tooLarge(file.bytes.length) : ok(file.bytes)
  let handle: Awaited<ReturnType<typeof open>> | undefined
  try {
    // O_NONBLOCK is absent on Windows, where there are no named pipes in folders.
    handle = await open(file.path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    const facts = await handle.stat()
    if (facts.isDirectory()) return failed('photo-folder', 'This is a folder.', 'Hand in the photos inside it.')
    if (!facts.isFile()) return failed('photo-unreadable', 'This is not a file.', 'Hand in a photo.')
    if (facts.size > MAX_FILE_BYTES) return tooLarge(facts.size)
    return ok(new Uint8Array(await handle.readFile()))
  } catch (error) {
    const known = OPEN_REFUSALS[errorCode(error)]
    return known === undefined
      ? failed(
          'photo-unreadable',
          `The file cannot be read (${errorCode(error)}).`,
          'Copy it to this computer and try again.',
        )
      : failed(...known)
  } finally {
    await handle?.close()
  }
}

const LEFT_OUT = /^(\.|Thumbs\.db$|desktop\.ini$)|\.json$/i

/**
 * Everything in a folder that may be meant as a photo, in natural order of the names (2 before 10). Hidden files, what
 * file managers leave behind and .json files are passed over; anything else is handed on, to be judged by its bytes.
 */
export const photoFilesIn = async (folder: string): Promise<Result<readonly PhotoFile[]>> => {
  try {
    const names = (await readdir(folder)).filter((name) => !LEFT_OUT.test(name))
    const order = new Intl.Collator('en', { numeric: true })
    return ok(names.toSorted(order.compare).map((name) => ({ name, path: join(folder, name) })))
  } catch (error) {
    const missing = errorCode(error) === 'ENOENT'
    return failed(
      missing ? 'photos-folder-missing' : 'photos-folder-unreadable',
      missing
        ? 'The folder with the photos does not exist.'
        : `The folder with the photos cannot be read (${errorCode(error)}).`,
      'Name a folder that holds 1 to 5 photos.',
    )
  }
}
