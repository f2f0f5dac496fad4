// After the last test of a run.
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export default async (): Promise<void> => {
  // The runner is the parent of the processes that walk the journeys; see hosts.ts.
  await rm(join(tmpdir(), `studio-made-${process.pid}`), { recursive: true, force: true })
}
