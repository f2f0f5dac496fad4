import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { implement } from '@orpc/server'
import { contract, type RestoreState } from '../../contract/api/index.ts'
import { failed, type Problem, type Result } from '../../contract/index.ts'
import { type BackupOptions, examineBackup, restoreLibrary } from '../library/backup/backup.ts'
import type { Events } from './events.ts'
import { given, tellProblems } from './failures.ts'
import { wholePath } from './whole-path.ts'

/** Opens another library in place of this one; what a host can do and the core cannot. */
export type OpenLibrary = (folder: string) => Promise<Result<null>>

export interface Restores {
  readonly look: (from: string) => RestoreState
  readonly start: (folder: string) => RestoreState
  readonly cancel: () => void
  readonly state: () => RestoreState | null
  readonly suggest: () => { readonly folder: string }
  readonly open: () => Promise<Result<null>>
  readonly close: () => Promise<void>
}

const nothingLookedAt = failed(
  'restore-not-looked',
  'No backup was looked at yet.',
  'Choose a backup and look at what is in it first.',
)
const nothingToOpen = failed(
  'restore-not-there',
  'No library was put back in this session.',
  'Restore a backup first; a library that is there already is opened with --library.',
)
const cannotOpen = failed(
  'open-not-here',
  'This window cannot open another library.',
  'Start the studio again with --library and the folder.',
)

/** Restores into other folders than that of the open library, one at a time. Windows are told how far it is. */
export const openRestores = (
  library: { readonly folder: string },
  events: Pick<Events, 'tell'>,
  openLibrary: OpenLibrary | undefined,
): Restores => {
  let state: RestoreState | null = null
  let abort = new AbortController()
  let over: Promise<void> = Promise.resolve()

  const become = (next: RestoreState): RestoreState => {
    state = next
    events.tell({ type: 'restore', restore: next })
    return next
  }
  const fail = (first: RestoreState, problem: Problem): void => {
    const status = problem.code === 'cancelled' ? 'cancelled' : 'failed'
    become({ ...(state ?? first), status, problem })
  }
  const begin = (
    first: Pick<RestoreState, 'doing' | 'from' | 'folder' | 'contents'>,
    work: (options: BackupOptions) => Promise<Result<Partial<RestoreState>>>,
  ): RestoreState => {
    if (state?.status === 'running')
      return given<never>(failed('restore-running', 'A backup is being read.', 'Wait for it, or cancel it.'))
    abort = new AbortController()
    const { signal } = abort
    const begun = become({
      ...first,
      id: randomUUID(),
      status: 'running',
      done: 0,
      total: 0,
      bytes: 0,
      problem: null,
      canOpen: openLibrary !== undefined,
    })
    const onProgress: BackupOptions['onProgress'] = ({ done, total, bytes }) =>
      void become({ ...(state ?? begun), done, total, bytes })
    const see = async (): Promise<void> => {
      const result = await work({ signal, onProgress })
      if (result.ok) become({ ...(state ?? begun), status: 'done', ...result.value })
      else fail(begun, result.problem)
    }
    over = see().catch((error: unknown) => {
      const told = error instanceof Error ? error.message : String(error)
      const broken = failed('restore-broken', `It broke off: ${told}.`, 'Try again; report it if it stays.')
      fail(begun, broken.problem)
    })
    return begun
  }

  return {
    look: (path) => {
      const from = given(wholePath(path))
      return begin({ doing: 'look', from, folder: null, contents: null }, async (options) => {
        const found = await examineBackup(from, options)
        if (!found.ok) return found
        const { missing, ...contents } = found.value
        return { ok: true, value: { contents: { ...contents, missing: missing.length }, bytes: contents.bytes } }
      })
    },
    start: (path) => {
      const folder = given(wholePath(path))
      if (state === null || state.contents === null) return given<never>(nothingLookedAt)
      const { from, contents } = state
      return begin({ doing: 'restore', from, folder, contents }, async (options) => {
        const restored = await restoreLibrary(from, folder, options)
        return restored.ok ? { ok: true, value: { folder: restored.value.folder } } : restored
      })
    },
    cancel: () => abort.abort(),
    state: () => state,
    suggest: () => {
      const name = join(dirname(library.folder), `${basename(library.folder)} restored`)
      const free = [name, ...Array.from({ length: 99 }, (_, index) => `${name} ${index + 2}`)]
      return { folder: free.find((folder) => !existsSync(folder)) ?? name }
    },
    open: async () => {
      if (state?.doing !== 'restore' || state.status !== 'done' || state.folder === null) return nothingToOpen
      return openLibrary ? await openLibrary(state.folder) : cannotOpen
    },
    close: async () => {
      abort.abort()
      await over
    },
  }
}

/** What windows ask about restores. */
export const restoreMethods = (restores: Restores) => {
  const os = implement(contract.restores).use(async ({ next }) => await tellProblems(async () => await next()))
  return os.router({
    look: os.look.handler(({ input }) => restores.look(input.from)),
    start: os.start.handler(({ input }) => restores.start(input.folder)),
    cancel: os.cancel.handler(() => restores.cancel()),
    state: os.state.handler(() => restores.state()),
    suggest: os.suggest.handler(() => restores.suggest()),
    open: os.open.handler(async () => {
      given(await restores.open())
    }),
  })
}
