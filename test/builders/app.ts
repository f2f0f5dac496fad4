import { createRouterClient } from '@orpc/server'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { LiveRun, StudioEvent } from '../../src/contract/api/index.ts'
import { type RunId, type SubjectTraits, unwrap } from '../../src/contract/index.ts'
import { type App, type AppDeps, openApp } from '../../src/core/app/app.ts'
import type { KeyVault } from '../../src/core/app/keys.ts'
import { aPhoto } from './photos.ts'
import { anIdentity } from './specs.ts'
import { aFolder } from './studio.ts'

/** A vault that forgets everything when the test is over. */
export const aVault = (key?: string): KeyVault & { held: string | undefined } => {
  const vault = {
    kind: 'session' as const,
    held: key,
    get: () => vault.held,
    set: (wanted: string) => {
      vault.held = wanted
    },
    clear: () => {
      vault.held = undefined
    },
  }
  return vault
}

/** An app on a library of its own, without the samples unless asked for. */
export const anApp = async (deps: Partial<AppDeps> = {}): Promise<App> => {
  const libraryFolder = deps.libraryFolder ?? join(await aFolder(), 'library')
  const app = unwrap(
    await openApp({ host: 'test', version: '1.2.3', vault: aVault('a-key'), samples: false, ...deps, libraryFolder }),
  )
  onTestFinished(async () => await app.close())
  return app
}

/** Calls the app in this process, parsed on the way in and out as on any other way. */
export const clientOf = (app: App) => createRouterClient(app.router)
export type AppClient = ReturnType<typeof clientOf>

export const TRAITS: SubjectTraits = { name: 'Ada', gender: 'woman', hairColor: 'dark brown', eyeColor: 'green' }

/** A front and a profile that pass the gate. */
export const someFiles = async (): Promise<File[]> => [
  new File([new Uint8Array(await aPhoto(40))], 'front.jpg', { type: 'image/jpeg' }),
  new File([new Uint8Array(await aPhoto(160))], 'profile.jpg', { type: 'image/jpeg' }),
]

/** A subject whose photos may go to Gemini, and an identity, on an app whose retries do not dawdle. */
export const aCast = async (client: AppClient, { consent = true, name = 'Conductor' } = {}) => {
  await client.settings.set({ engine: 'gemini', retry: { kind: 'endless', delayMs: 5 }, author: 'Ines' })
  const { subject } = await client.subjects.create({ traits: TRAITS, photos: await someFiles() })
  if (consent) await client.subjects.giveConsent({ id: subject.id, engine: 'gemini', by: 'Ada' })
  const identity = await client.identities.create({ identity: anIdentity(name) })
  return { subject: subject.id, identity: identity.id }
}

/** Listens until the test is over; gives what was heard so far. */
export const listen = async (client: AppClient): Promise<readonly StudioEvent[]> => {
  const heard: StudioEvent[] = []
  const stop = new AbortController()
  const events = await client.studio.events({}, { signal: stop.signal })
  void (async () => {
    for await (const event of events) heard.push(event)
  })().catch(() => {})
  onTestFinished(() => stop.abort())
  return heard
}

/** Waits until something holds; fails with what it was waiting for. */
export const until = async (what: string, holds: () => boolean | Promise<boolean>, ms = 20_000): Promise<void> => {
  const end = Date.now() + ms
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`waited in vain until ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 15))
  }
}

/** Waits until a run is no longer under way. */
export const ended = async (client: AppClient, run: RunId): Promise<LiveRun> => {
  let live = await client.runs.get({ run })
  await until(`run ${run} has ended`, async () => {
    live = await client.runs.get({ run })
    return live.status !== 'running'
  })
  return live
}
