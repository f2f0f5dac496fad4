import { randomUUID } from 'node:crypto'
import { basename, dirname, join } from 'node:path'
import { implement } from '@orpc/server'
import { type BackupState, contract } from '../../contract/api/index.ts'
import { failed } from '../../contract/index.ts'
import { counted } from '../export/figures.ts'
import { backUpLibrary } from '../library/backup/backup.ts'
import type { Events } from './events.ts'
import { given, tellProblems } from './failures.ts'
import { wholePath } from './whole-path.ts'

export interface Backups {
  readonly start: (to: string) => BackupState
  readonly cancel: () => void
  readonly state: () => BackupState | null
  readonly suggest: () => { readonly folder: string; readonly zip: string }
  readonly close: () => Promise<void>
}

/** Backups of the open library, one at a time. Windows are told how far it is. */
export const openBackups = (
  library: { readonly folder: string },
  events: Pick<Events, 'tell'>,
  now: () => Date,
): Backups => {
  let state: BackupState | null = null
  let abort = new AbortController()
  let over: Promise<void> = Promise.resolve()

  const become = (next: BackupState): BackupState => {
    state = next
    events.tell({ type: 'backup', backup: next })
    return next
  }

  const work = async (first: BackupState, signal: AbortSignal): Promise<void> => {
    const done = await backUpLibrary(library.folder, first.to, {
      signal,
      onProgress: (progress) => become({ ...(state ?? first), ...progress }),
    })
    const last = state ?? first
    if (!done.ok)
      return void become({
        ...last,
        status: done.problem.code === 'cancelled' ? 'cancelled' : 'failed',
        problem: done.problem,
      })
    const { pictures, bytes, missing } = done.value
    const lost =
      missing.length === 0
        ? ''
        : ` ${counted(missing.length, 'picture')} of the library could not be read and ${missing.length === 1 ? 'is' : 'are'} not in it: verify tells which.`
    become({
      ...last,
      status: 'done',
      bytes,
      says: `${counted(pictures, 'picture')} and every request are in ${first.to}.${lost}`,
    })
  }

  return {
    start: (path) => {
      const to = given(wholePath(path))
      if (state?.status === 'running')
        return given<never>(failed('backup-running', 'A backup is under way.', 'Wait for it, or cancel it.'))
      abort = new AbortController()
      const first = become({
        id: randomUUID(),
        status: 'running',
        to,
        phase: 'database',
        done: 0,
        total: 0,
        bytes: 0,
        says: null,
        problem: null,
      })
      over = work(first, abort.signal).catch((error: unknown) => {
        const told = error instanceof Error ? error.message : String(error)
        const { problem } = failed(
          'backup-broken',
          `The backup broke off: ${told}.`,
          'Try again; report it if it stays.',
        )
        become({ ...(state ?? first), status: 'failed', problem })
      })
      return first
    },
    cancel: () => abort.abort(),
    state: () => state,
    suggest: () => {
      const name = `${basename(library.folder)} backup ${now().toISOString().slice(0, 16).replace('T', ' ').replace(':', '')}`
      const folder = join(dirname(library.folder), name)
      return { folder, zip: `${folder}.zip` }
    },
    close: async () => {
      abort.abort()
      await over
    },
  }
}

/** What windows ask about backups. */
export const backupMethods = (backups: Backups) => {
  const os = implement(contract.backups).use(async ({ next }) => await tellProblems(async () => await next()))
  return os.router({
    start: os.start.handler(({ input }) => backups.start(input.to)),
    cancel: os.cancel.handler(() => backups.cancel()),
    state: os.state.handler(() => backups.state()),
    suggest: os.suggest.handler(() => backups.suggest()),
  })
}
