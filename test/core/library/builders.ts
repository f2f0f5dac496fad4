import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type Sha256, unwrap } from '../../../src/contract/index.ts'
import { sha256OfJson } from '../../../src/core/engines/keys.ts'
import { openLibrary } from '../../../src/core/library/open.ts'
import type { Library } from '../../../src/core/library/types.ts'
import { end, LEASE_MS, newJob, recordedRequest, spec } from './requests.ts'

/** An empty folder that is removed after the test. */
export const tempFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'studio-library-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

/** A library that is closed after the test. */
export const openTestLibrary = async (folder = tempFolder()): Promise<Library> => {
  const library = unwrap(await openLibrary({ folder, holder: 'a test' }))
  onTestFinished(() => {
    library.close()
  })
  return library
}

export const put = (library: Library, bytes: Uint8Array = randomBytes(100)): Promise<Sha256> =>
  library.putPicture(bytes, { kind: 'answer', mimeType: 'image/png', width: 8, height: 8 })

/** A run with jobs of these paths, in the queue. */
export const startRun = async (library: Library, paths: readonly string[], name = 'Chef') => {
  const run = await library.createRun(
    spec(name),
    sha256OfJson(name),
    paths.map((path) => newJob(path)),
  )
  return { run, jobs: library.jobs(run) }
}

/** One attempt from its start to a picture. */
export const paint = async (library: Library, job: Parameters<Library['startAttempt']>[0], text: string) => {
  const attempt = await library.startAttempt(job, recordedRequest(text), 0.04, LEASE_MS)
  const image = await put(library)
  const turn = [{ kind: 'image', sha256: image, mimeType: 'image/png', signature: 'signed' }] as const
  const done = end({ image, mimeType: 'image/png', turn })
  return await library.endAttempt(attempt, done, { state: 'succeeded', problem: null })
}
