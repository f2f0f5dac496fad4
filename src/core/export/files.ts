import { open, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { failed, ok, type Result } from '../../contract/index.ts'
import { makePath } from '../library/make-path.ts'

/** What a file system error means for the person who chose the folder. */
const explain = (path: string, error: unknown): ReturnType<typeof failed> => {
  const code = error instanceof Error && 'code' in error ? error.code : null
  const name = basename(path)
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return failed('disk-full', `The disk is full: ${name} could not be written.`, 'Free some space and run again.')
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return failed('write-failed', `${path} may not be written.`, 'Choose another folder.')
    case 'ENOTDIR':
    case 'EEXIST':
      return failed('write-failed', `${path} is in the way: a folder is needed there.`, 'Choose another folder.')
    default:
      return failed(
        'write-failed',
        `${path} could not be written (${typeof code === 'string' ? code : String(error)}).`,
        'Choose another folder.',
      )
  }
}

/** Makes a folder and those above it; being there already is fine. */
export const makeFolder = async (folder: string): Promise<Result<string>> => {
  try {
    makePath(folder)
    return ok(folder)
  } catch (error) {
    return explain(folder, error)
  }
}

/** Writes a whole file or none: beside it first, then renamed over what was there. */
export const writeWhole = async (file: string, content: Uint8Array | string): Promise<Result<string>> => {
  const beside = `${file}.${process.pid}.part`
  try {
    makePath(dirname(file))
    const handle = await open(beside, 'w')
    try {
      await handle.writeFile(content)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(beside, file)
    return ok(file)
  } catch (error) {
    await rm(beside, { force: true }).catch(() => {})
    return explain(file, error)
  }
}

/** Removes files of the same name with another ending: the same picture of an earlier run, in another format. */
export const removeOtherEndings = async (file: string): Promise<void> => {
  const folder = dirname(file)
  const stem = basename(file, extname(file))
  const others = (await readdir(folder)).filter(
    (name) =>
      name !== basename(file) && /^\.(png|jpe?g|webp)$/.test(extname(name)) && basename(name, extname(name)) === stem,
  )
  await Promise.all(others.map(async (name) => await rm(join(folder, name), { force: true })))
}
