import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type EngineName, RunSpec, Sha256, unwrap } from '../../../src/contract/index.ts'
import type { EngineRequest } from '../../../src/core/engines/engine.ts'
import { requestKeys, sha256OfJson } from '../../../src/core/engines/keys.ts'
import { openLibrary } from '../../../src/core/library/open.ts'
import type { AttemptEnd, Library, NewJob, RecordedRequest } from '../../../src/core/library/types.ts'

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

export const SHA = Sha256.parse('ab'.repeat(32))

export const spec = (name = 'Chef'): RunSpec =>
  RunSpec.parse({
    subject: {
      traits: { name: 'Ada', gender: 'woman', hairColor: 'brown', eyeColor: 'green' },
      photos: [{ sha256: SHA, name: 'front.jpg', pose: 'front', width: 800, height: 1000, mimeType: 'image/jpeg' }],
    },
    identities: [{ name, category: 'work', iAm: 'I am a chef.', visualization: 'A kitchen at night.' }],
  })

export const newJob = (path: string, change: Partial<NewJob> = {}): NewJob => ({
  path,
  step: 'scene',
  maker: 'scene',
  identity: 'Chef',
  strategy: null,
  slot: null,
  rung: null,
  view: null,
  variant: 1,
  inputs: {},
  state: 'ready',
  ...change,
})

export const question = (text: string, change: Partial<EngineRequest> = {}): EngineRequest => ({
  model: 'painter',
  config: { output: 'image', aspectRatio: '3:4' },
  turns: [{ role: 'user', parts: [{ kind: 'text', role: 'prompt', text }] }],
  variant: 1,
  ...change,
})

/** A request as the pipeline records it. */
export const recordedRequest = (text: string, engine: EngineName = 'simulator'): RecordedRequest => {
  const request = question(text)
  return {
    ...requestKeys(request, engine),
    engine,
    model: request.model,
    config: request.config,
    variant: request.variant,
    parts: [{ kind: 'text', role: 'prompt', turn: 'user', sha256: sha256OfJson(text), text }],
    prompt: { template: 'scene', version: 'f00d' },
  }
}

export const end = (change: Partial<AttemptEnd> = {}): AttemptEnd => ({
  status: 'succeeded',
  reason: null,
  httpStatus: 200,
  latencyMs: 12.5,
  costUsd: 0.04,
  cached: false,
  image: null,
  mimeType: null,
  text: null,
  words: null,
  tokens: null,
  checks: [],
  turn: [],
  ...change,
})

/** A run with jobs of these paths, in the queue. */
export const startRun = async (library: Library, paths: readonly string[], name = 'Chef') => {
  const run = await library.createRun(
    spec(name),
    sha256OfJson(name),
    paths.map((path) => newJob(path)),
  )
  return { run, jobs: library.jobs(run) }
}

export const LEASE_MS = 60_000

/** One attempt from its start to a picture. */
export const paint = async (library: Library, job: Parameters<Library['startAttempt']>[0], text: string) => {
  const attempt = await library.startAttempt(job, recordedRequest(text), 0.04, LEASE_MS)
  const image = await put(library)
  const turn = [{ kind: 'image', sha256: image, mimeType: 'image/png', signature: 'signed' }] as const
  const done = end({ image, mimeType: 'image/png', turn })
  return await library.endAttempt(attempt, done, { state: 'succeeded', problem: null })
}
