import { createWriteStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'

/** Puts the files of a folder into a zip, as they are: pictures do not get smaller. Rejects with what the disk says. */
export const zipFolder = async (folder: string, target: string): Promise<void> => {
  const zip = new ZipFile()
  const failed = new Promise<never>((_resolve, reject) => {
    zip.on('error', reject)
  })
  for (const name of (await readdir(folder)).toSorted()) zip.addFile(join(folder, name), name, { compress: false })
  zip.end()
  await Promise.race([pipeline(zip.outputStream, createWriteStream(target, { flags: 'wx' })), failed])
}
