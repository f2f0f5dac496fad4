import { rmSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { ProblemError, Sha256 } from '../../contract/index.ts'
import { asProblemError, CLOSED } from './problems.ts'

/** One picture to be written; `finished` are marks that are no longer needed. */
export interface StoreOrder {
  readonly id: number
  readonly bytes: Uint8Array
  readonly finished: readonly string[]
}

/** What became of an order: the bytes' hash and, where a file was written, its mark in `incoming`. */
export type StoreReply =
  | { readonly id: number; readonly sha256: string; readonly mark: string | null }
  | { readonly id: number; readonly error: { readonly message: string; readonly code: string } }

/** A file that is on the disk under its hash. `recorded` says that its row is too. */
export interface StoredBlob {
  readonly sha256: Sha256
  readonly recorded: () => void
}

export interface BlobStore {
  /** Resolves when the bytes are on the disk under their hash; rejects with a {@link ProblemError} when they could not be. */
  readonly store: (bytes: Uint8Array) => Promise<StoredBlob>
  readonly close: () => void
}

interface Pending {
  readonly resolve: (blob: StoredBlob) => void
  readonly reject: (error: Error) => void
}

/**
 * Writes blobs in one thread of its own: hashing, writing and syncing a picture take several waits for the disk, which cost
 * the main thread more when it asks for each of them than the work itself. The thread starts with the first picture and
 * keeps the process alive only while there is something to write.
 */
export const openBlobStore = (folder: string): BlobStore => {
  const pending = new Map<number, Pending>()
  let thread: Worker | null = null
  let orders = 0
  let finished: string[] = []
  let closed = false

  const failAll = (error: Error): void => {
    for (const { reject } of pending.values()) reject(error)
    pending.clear()
  }

  const settle = (reply: StoreReply): void => {
    const waiting = pending.get(reply.id)
    pending.delete(reply.id)
    if (pending.size === 0) thread?.unref()
    if ('error' in reply) {
      waiting?.reject(asProblemError(Object.assign(new Error(reply.error.message), { code: reply.error.code })))
      return
    }
    const { mark } = reply
    const recorded = (): void => {
      if (mark !== null) finished.push(mark)
    }
    waiting?.resolve({ sha256: Sha256.parse(reply.sha256), recorded })
  }

  const start = (): Worker => {
    const worker = new Worker(new URL('./blob-worker.ts', import.meta.url), { workerData: { folder } })
    worker.on('message', settle)
    worker.on('error', (error) => {
      thread = null
      failAll(asProblemError(error))
    })
    return worker
  }

  return {
    store: (bytes) =>
      new Promise((resolve, reject) => {
        if (closed) {
          reject(new ProblemError(CLOSED))
          return
        }
        thread ??= start()
        thread.ref()
        orders += 1
        pending.set(orders, { resolve, reject })
        // The caller keeps its bytes; the copy is handed over whole.
        const copy = new Uint8Array(bytes)
        const order: StoreOrder = { id: orders, bytes: copy, finished }
        finished = []
        thread.postMessage(order, [copy.buffer])
      }),
    close: () => {
      closed = true
      for (const mark of finished) rmSync(mark, { force: true })
      failAll(new ProblemError(CLOSED))
      void thread?.terminate()
    },
  }
}
