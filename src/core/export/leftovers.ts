import { createHash, randomUUID } from 'node:crypto'
import { lstat, readdir, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'

/** Tells machines apart on a shared disk without telling their names. */
const MACHINE = createHash('sha256').update(hostname()).digest('hex').slice(0, 8)
/** This process among those that ever have the same number: in a container every start may be process 1. */
const START = randomUUID().slice(0, 8)

const UNFINISHED = /^\.identity-studio\.([0-9a-f]{8})\.(\d+)\.([0-9a-f]{8})\.[0-9a-f-]{36}\.part$/

/** No file is written for this long: what is older was left behind, on whatever machine that was. */
const NOBODY_WRITES_FOR_MS = 24 * 60 * 60 * 1000

/** The name of a file while it is written: hidden, and told from everybody else's by whoever comes after. */
export const unfinishedName = (): string => `.identity-studio.${MACHINE}.${process.pid}.${START}.${randomUUID()}.part`

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // A process of somebody else lives, too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** Whether the process that writes a file of this name may still do so. */
const isWriting = (machine: string, pid: number, start: string): boolean => {
  if (machine !== MACHINE) return true
  return pid === process.pid ? start === START : isAlive(pid)
}

/**
 * Removes what exports that were killed have left in a folder: files with a name of {@link unfinishedName} whose process is
 * gone, or that are a day old. Everything else stays; so does what cannot be removed.
 */
export const clearLeftovers = async (folder: string, now = Date.now()): Promise<void> => {
  const names = await readdir(folder).catch(() => [])
  for (const name of names) {
    const [, machine = '', pid = '', start = ''] = UNFINISHED.exec(name) ?? []
    if (machine === '') continue
    const file = join(folder, name)
    const found = await lstat(file).catch(() => null)
    if (found?.isFile() !== true) continue
    if (isWriting(machine, Number(pid), start) && now - found.mtimeMs < NOBODY_WRITES_FOR_MS) continue
    await rm(file, { force: true }).catch(() => {})
  }
}
