import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'

/**
 * What the web host remembers so that an open page goes on after a restart: its port, and the hashes of the cookies that are
 * good. Nothing in it opens a door.
 */
const Memory = z.object({
  port: z.int().min(0).max(65_535).catch(0),
  sessions: z
    .array(z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), until: z.number() }))
    .readonly()
    .catch([]),
})
export type WebMemory = Readonly<z.infer<typeof Memory>>

const NOTHING: WebMemory = { port: 0, sessions: [] }

/** What was remembered; nothing where the file is gone or cannot be read. */
export const recall = (file: string): WebMemory => {
  try {
    return Memory.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return NOTHING
  }
}

/** Remembers for this user of the machine alone; a disk that does not let it costs a person one more click, no more. */
export const remember = (file: string, change: Partial<WebMemory>): void => {
  try {
    mkdirSync(dirname(file), { recursive: true })
    const unfinished = `${file}.new`
    writeFileSync(unfinished, JSON.stringify({ ...recall(file), ...change }), { mode: 0o600 })
    renameSync(unfinished, file)
  } catch {
    // Told by the library as soon as it matters.
  }
}
