import type { HostKind } from '../../contract/api/index.ts'
import { ok, type Result, type RunId } from '../../contract/index.ts'
import { openStudio, type StudioDeps } from '../studio.ts'
import { openBackups } from './backups.ts'
import { type Events, openEvents } from './events.ts'
import { openExports } from './exports.ts'
import { NO_FACES, openFaceInsights } from './faces.ts'
import { openFlipping } from './flipping.ts'
import { openIdentities } from './identities.ts'
import { type KeyVault, openKeys } from './keys.ts'
import { openPromptDesk } from './prompt-desk.ts'
import { type OpenLibrary, openRestores } from './restores.ts'
import { type AppRouter, NOBODY, routerOf } from './router.ts'
import { openRuns } from './runs.ts'
import { needsSeed, seed } from './seeding.ts'
import { openSecondOpinions } from './second-opinion.ts'
import { openServedPictures, type ServedPictures } from './served-pictures.ts'
import { openAppSettings } from './settings.ts'
import { openSubjects } from './subjects.ts'

/** What a host with windows hands to the studio. */
export interface AppDeps extends Omit<StudioDeps, 'holder' | 'apiKey'> {
  readonly host: HostKind
  /** The version people are told. */
  readonly version: string
  readonly vault: KeyVault
  /** Who holds the library, told to a second process that wants it; the kind of host unless told. */
  readonly holder?: string
  /** Whether a new library gets the samples; it does unless told otherwise. */
  readonly samples?: boolean
  /** Opens another library in place of this one; absent where the host cannot. */
  readonly openLibrary?: OpenLibrary
}

/** The studio as an app: what a host puts behind its windows. */
export interface App {
  /** Implements the contract; needs no context. Hosts hang it on a socket or a message port. */
  readonly router: AppRouter
  /** Where a picture lies, for 64 hex digits that the library knows; null for anything else. */
  readonly servePicture: ServedPictures['serve']
  /** What happens, for hosts that tell of it outside of their windows. */
  readonly follow: (signal: AbortSignal) => ReturnType<Events['follow']>
  /** Stops what is under way, to be gone on with at the next start, and closes the library. */
  readonly close: () => Promise<void>
}

const HOLDERS: Readonly<Record<HostKind, string>> = {
  electron: 'the desktop app',
  web: 'the studio in a browser',
  test: 'a test',
}

/**
 * Opens the studio as an app on a library folder, and makes the library where there is none. A new one gets the samples, and
 * simulator runs that were interrupted go on, both behind the scenes. Problems are those of opening a library.
 */
export const openApp = async (deps: AppDeps): Promise<Result<App>> => {
  const { host, version, vault, samples = true, openLibrary, ...studioDeps } = deps
  const events = openEvents()
  const keys = await openKeys(vault, deps.baseUrl)
  const opened = await openStudio({ ...studioDeps, holder: deps.holder ?? HOLDERS[host], apiKey: keys.key })
  if (!opened.ok) return opened
  const studio = opened.value
  const { library } = studio
  const settings = openAppSettings(library.settings)
  studio.setHeld(settings.get().paused)
  const served = openServedPictures(library, studio.imaging)
  const author = (): string => settings.get().author || NOBODY
  const desk = openPromptDesk({ studio, author, changed: () => events.tell({ type: 'prompts' }) })
  const runs = openRuns({ studio, settings, events, served, desk })
  const subjects = openSubjects(studio, served.prepare)
  const identities = openIdentities(library.people)
  const backups = openBackups(library, events, deps.now ?? (() => new Date()))
  const restores = openRestores(library, events, openLibrary)
  const exports = openExports({
    library,
    imaging: studio.imaging,
    events,
    version,
    now: deps.now ?? (() => new Date()),
  })
  const isBusy = (): boolean => runs.active().some(({ status }) => status === 'running')
  const { vision, look } = studio
  const faces = vision && look ? openFaceInsights({ library, vision, look, events, isBusy }) : NO_FACES
  const seeding = (): RunId | null =>
    runs.active().find(({ sample, status }) => sample && status === 'running')?.run ?? null

  const closing = new AbortController()
  /** What goes on by itself. A start that fails here is told by the board, which shows what is there. */
  const goOn = async (): Promise<void> => {
    await runs.takeUp()
    if (!samples || !needsSeed(library)) return
    const seeded = await seed(library, subjects, runs, closing.signal)
    if (!seeded.ok) return
    events.tell({ type: 'identities', ids: library.people.identities().map(({ id }) => id) })
    events.tell({ type: 'subjects', ids: library.people.subjects().map(({ id }) => id) })
  }
  const started = goOn().catch((error: unknown) => {
    // Whatever it was at has been taken from under it.
    if (!closing.signal.aborted) throw error
  })

  return ok({
    router: routerOf({
      host,
      version,
      studio,
      settings,
      keys,
      events,
      runs,
      subjects,
      identities,
      faces,
      flipping: openFlipping({ studio, events, served }),
      opinions: openSecondOpinions({ studio, settings, runs }),
      exports,
      backups,
      restores,
      desk,
      seeding,
      keyChanged: () => studio.renewEngine('gemini'),
      now: deps.now ?? (() => new Date()),
    }),
    servePicture: served.serve,
    follow: (signal) => events.follow(undefined, signal),
    close: async () => {
      closing.abort()
      await runs.close()
      // What waits for a thread learns that there is none any more, so nobody waits for work that nobody wants.
      await Promise.all([
        faces.close(),
        exports.close(),
        backups.close(),
        restores.close(),
        served.close(),
        studio.stopWork(),
        started,
      ])
      events.close()
      await studio.close()
    },
  })
}
