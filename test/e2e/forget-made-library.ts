// After the last test of a run.
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export default async (): Promise<void> => {
  // The runner is the parent of the processes that walk the journeys; see hosts.ts.
  const made = join(tmpdir(), `studio-made-${process.pid}`)
  for (const left of [made, `${made}.making`]) await rm(left, { recursive: true, force: true })
}
