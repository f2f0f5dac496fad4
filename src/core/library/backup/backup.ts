import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { Worker } from 'node:worker_threads'
import { failed, ok, type Result } from '../../../contract/index.ts'
import type { BackedUp, BackupMessage, BackupProgress, BackupTask, Examined, Restored } from './messages.ts'

export interface BackupOptions {
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: BackupProgress) => void
}

const cancelled = failed('cancelled', 'It was cancelled.', 'Nothing was left behind.')

/** What a thread that was ended in the middle left beside the place. */
const clear = async (place: string): Promise<void> => {
  const folder = dirname(resolve(place))
  const left = (await readdir(folder).catch(() => [])).filter(
    (name) => name.startsWith(`${basename(place)}.`) && /\.[0-9a-f]{8}\.part$/.test(name),
  )
  await Promise.all(left.map(async (name) => await rm(join(folder, name), { recursive: true, force: true })))
}

const inThread = async <T>(
  task: BackupTask,
  place: string,
  { signal, onProgress }: BackupOptions,
): Promise<Result<T>> => {
  if (signal?.aborted) return cancelled
  const worker = new Worker(new URL('./backup-worker.ts', import.meta.url), { workerData: task })
  let over = false
  const stop = (): void => void worker.terminate()
  signal?.addEventListener('abort', stop, { once: true })
  try {
    return await new Promise<Result<T>>((done, reject) => {
      worker.on('message', (message: BackupMessage<T>) => {
        if (message.kind === 'progress') return onProgress?.(message.progress)
        over = true
        done(message.kind === 'done' ? ok(message.value) : { ok: false, problem: message.problem })
      })
      worker.on('error', reject)
      worker.on('exit', () => {
        if (signal?.aborted) done(cancelled)
        else reject(new Error('The thread of the backup ended without a word.'))
      })
    })
  } finally {
    signal?.removeEventListener('abort', stop)
    await worker.terminate()
    if (!over) await clear(place)
  }
}

/**
 * Writes the whole library to a new folder, or to a file that ends in `.zip`, as it is at this moment; whoever works with it goes
 * on. Problems: `place-taken`, `place-in-library`, `place-read-only`, `place-missing`, `disk-full`, `cancelled`.
 */
export const backUpLibrary = async (
  folder: string,
  to: string,
  options: BackupOptions = {},
): Promise<Result<BackedUp>> => await inThread({ do: 'back-up', folder, to }, to, options)

/**
 * Puts a backup back into a new or empty folder, once all of it is verified. Problems: `backup-refused`, `library-newer`,
 * `place-taken`, `place-missing`, `disk-full`, `cancelled`.
 */
export const restoreLibrary = async (
  from: string,
  folder: string,
  options: BackupOptions = {},
): Promise<Result<Restored>> => await inThread({ do: 'restore', from, folder }, folder, options)

/**
 * Looks at a backup and verifies all of it, putting nothing back. Problems: `backup-refused`, `library-newer`, `place-missing`,
 * `disk-full` (of the system's folder for temporary files), `cancelled`.
 */
export const examineBackup = async (from: string, options: BackupOptions = {}): Promise<Result<Examined>> => {
  const scratch = await mkdtemp(join(tmpdir(), 'studio-examine-'))
  try {
    return await inThread({ do: 'examine', from, scratch }, scratch, options)
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}
