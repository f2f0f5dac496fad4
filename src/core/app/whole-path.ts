import { homedir } from 'node:os'
import { isAbsolute } from 'node:path'
import { failed, ok, type Result } from '../../contract/index.ts'

/** A path as people write it, with ~ for their own folder; `path-not-whole` where it says not where it begins. */
export const wholePath = (path: string): Result<string> => {
  const plain = path.trim().replace(/^~(?=$|[\\/])/, homedir())
  return isAbsolute(plain)
    ? ok(plain)
    : failed(
        'path-not-whole',
        'This is not a whole path.',
        'Write it from its beginning, such as ~/Backups/studio.zip.',
      )
}
