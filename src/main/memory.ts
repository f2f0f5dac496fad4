import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { WindowPlace } from './window-place.ts'

/** What the app remembers of itself between two starts; nothing of a person's. */
const Memory = z.object({
  /** Null: the usual folder. */
  library: z.string().nullable().catch(null),
  window: WindowPlace.nullable().catch(null),
  /** The key as the keychain sealed it, in base64; null when there is none. */
  sealedKey: z.string().nullable().catch(null),
})
export type Memory = Readonly<z.infer<typeof Memory>>

const NOTHING: Memory = { library: null, window: null, sealedKey: null }

/** What was remembered; nothing where the file is gone or cannot be read, since none of it is worth an error. */
export const recall = (file: string): Memory => {
  try {
    return Memory.catch(NOTHING).parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return NOTHING
  }
}

/** Remembers, for this user of the machine alone. Throws what the disk says. */
export const remember = (file: string, change: Partial<Memory>): void => {
  mkdirSync(dirname(file), { recursive: true })
  const unfinished = `${file}.new`
  writeFileSync(unfinished, JSON.stringify({ ...recall(file), ...change }, null, 2), { mode: 0o600 })
  renameSync(unfinished, file)
}
