/**
 * A process that writes to a library until it is killed. Every promise that resolved is told over the pipe, one JSON array a
 * line, before anything else happens. Given a spec name, so that it goes on with the run of the process before.
 */
import { randomBytes } from 'node:crypto'
import { writeSync } from 'node:fs'
import { unwrap } from '../../../src/contract/index.ts'
import { sha256OfJson } from '../../../src/core/engines/keys.ts'
import { openLibrary } from '../../../src/core/library/open.ts'
import { end, LEASE_MS, newJob, recordedRequest, spec } from './requests.ts'

const [, , folder = '', name = ''] = process.argv
/** Waits where the reader is behind: a full pipe must end neither the writing nor what is told of it. */
const tell = (...facts: readonly unknown[]): void => {
  let left: Uint8Array = Buffer.from(`${JSON.stringify(facts)}\n`)
  while (left.length > 0) {
    try {
      left = left.subarray(writeSync(1, left))
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1)
    }
  }
}

const library = unwrap(await openLibrary({ folder, holder: 'the writing process' }))
tell('open')
const open = library.openRun(sha256OfJson(name))
const paths = Array.from({ length: 400 }, (_, index) => `job/${index}`)
const run =
  open?.id ??
  (await library.createRun(
    spec(name),
    sha256OfJson(name),
    paths.map((path) => newJob(path)),
  ))
tell('run', run)
if (open !== null) await library.resumeRun(run)
const todo = library.jobs(run).filter(({ state }) => state === 'ready')

const work = async (): Promise<void> => {
  for (let job = todo.shift(); job !== undefined; job = todo.shift()) {
    const attempt = await library.startAttempt(job.id, recordedRequest(job.path), 0.04, LEASE_MS)
    tell('started', attempt)
    const facts = { kind: 'answer', mimeType: 'image/png', width: 8, height: 8 } as const
    const image = await library.putPicture(randomBytes(2000), facts)
    tell('stored', image)
    await library.endAttempt(attempt, end({ image, mimeType: 'image/png' }), { state: 'succeeded', problem: null })
    tell('ended', attempt, image)
  }
}
await Promise.all(Array.from({ length: 4 }, work))
tell('all done')
setInterval(() => undefined, 1000)
