import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type Attempt, type RunEvent, type RunSpecInput, unwrap } from '../../src/contract/index.ts'
import { openStudio, type Studio, type StudioDeps } from '../../src/core/studio.ts'
import type { Behave } from '../fake-gemini/behaviour.ts'
import { type FakeGemini, type FakeOptions, startFakeGemini } from '../fake-gemini/server.ts'
import { storedPhotos } from './photos.ts'
import { anIdentity, aSubject } from './specs.ts'

/** A folder that is gone when the test is over. */
export const aFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'studio-'))
  onTestFinished(async () => await rm(folder, { recursive: true, force: true, maxRetries: 3 }))
  return folder
}

/** A loopback Gemini that is closed when the test is over. */
export const aGemini = async (behave?: Behave, more: FakeOptions = {}): Promise<FakeGemini> => {
  const gemini = await startFakeGemini({ scale: 'small', vary: true, ...(behave ? { behave } : {}), ...more })
  onTestFinished(async () => await gemini.close())
  return gemini
}

/** A studio on a library of its own, or on `libraryFolder`. */
export const aStudio = async (deps: Partial<StudioDeps> = {}): Promise<Studio> => {
  const libraryFolder = deps.libraryFolder ?? join(await aFolder(), 'library')
  const studio = unwrap(await openStudio({ holder: 'test', apiKey: () => 'a-key', ...deps, libraryFolder }))
  onTestFinished(async () => await studio.close())
  return studio
}

/** A spec for Gemini that does not dawdle. */
export const geminiSpec = async (studio: Studio, more: Partial<RunSpecInput> = {}): Promise<RunSpecInput> => ({
  subject: aSubject({ photos: await storedPhotos(studio) }),
  identities: [anIdentity()],
  engine: 'gemini',
  ...more,
  settings: { retry: { kind: 'endless', delayMs: 5 }, ...more.settings },
})

/** Runs and collects what was told. */
export const runAndListen = async (
  studio: Studio,
  spec: RunSpecInput,
  onEvent: (event: RunEvent) => void = () => {},
  signal?: AbortSignal,
) => {
  const events: RunEvent[] = []
  const result = await studio.run(spec, {
    ...(signal ? { signal } : {}),
    onEvent: (event) => {
      events.push(event)
      onEvent(event)
    },
  })
  return { done: unwrap(result), events }
}

/** Every attempt of the library, oldest first. */
export const allAttempts = (studio: Studio): readonly Attempt[] =>
  studio.library.history({ limit: 10_000 }).toReversed()

/** How an attempt can be told in one short line. */
export const brief = ({ step, view, strategy, status, cached }: Attempt): string =>
  [step, view, strategy, cached ? 'cached' : status].filter(Boolean).join(' ')
