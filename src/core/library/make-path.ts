import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Makes a folder and those above it, and gives back the topmost it had to make; null when all were there. Node's own way says
 * ENOENT of a disk that may only be read, and never returns where a file system takes no folders at all (/proc); one by one
 * they tell what is wrong. Throws what the disk says.
 */
export const makePath = (path: string): string | null => {
  const absent: string[] = []
  for (let at = path; !existsSync(at) && dirname(at) !== at; at = dirname(at)) absent.unshift(at)
  for (const folder of absent) {
    try {
      mkdirSync(folder)
    } catch (error) {
      if (!existsSync(folder)) throw error
    }
  }
  return absent[0] ?? null
}
