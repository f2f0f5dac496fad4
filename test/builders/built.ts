import { mkdirSync, rmdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { unwrap } from '../../src/contract/index.ts'
import { build } from '../../src/cli/building.ts'

export const ROOT = resolve(import.meta.dirname, '../..')

const LOCK = join(ROOT, 'node_modules', '.cache', 'studio-building')
const STALE_MS = 120_000

/** Builds the app where it is not built; tests that run at the same time wait for one another. */
export const built = async (): Promise<void> => {
  mkdirSync(join(LOCK, '..'), { recursive: true })
  for (;;) {
    try {
      mkdirSync(LOCK)
      break
    } catch {
      const since = statSync(LOCK, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()
      if (Date.now() - since > STALE_MS) rmdirSync(LOCK)
      await new Promise((done) => setTimeout(done, 100))
    }
  }
  try {
    unwrap(build(ROOT))
  } finally {
    rmdirSync(LOCK)
  }
}
