import { availableParallelism } from 'node:os'
import { Tinypool } from 'tinypool'

/** Threads that do one kind of work. They start when they are needed and go after a rest. */
export interface Pool {
  /**
   * Does a task when a thread is free, in the order they came. A signal takes it out of the line, or gives up its answer:
   * work that began goes on to its end, unheeded. A task whose thread dies is rejected, and another thread takes the place.
   */
  readonly run: <T>(task: unknown, signal?: AbortSignal) => Promise<T>
  /** Rejects what waits, lets what is under way come to its end within a second, and ends the threads. */
  readonly close: () => Promise<void>
}

export interface PoolOptions {
  /** Threads at most; one less than the machine has cores unless told. */
  readonly threads?: number | undefined
  /** How long a thread waits for more work; half a minute unless told. */
  readonly restMs?: number
}

/**
 * A thread is not ended while libvips or a net is at work in it, as far as that can be had: native code that is left without
 * its thread has brought down whole processes (sharp issue 2263).
 */
const PATIENCE_MS = 1000

interface Waiting {
  readonly begin: () => void
  readonly drop: (reason: unknown) => void
}

/** @param worker a module whose default export does one task */
export const openPool = (
  worker: URL,
  { threads = availableParallelism() - 1, restMs = 30_000 }: PoolOptions = {},
): Pool => {
  const most = Math.max(1, threads)
  const pool = new Tinypool({
    filename: worker.href,
    runtime: 'worker_threads',
    // Flags of the host (a test runner's loader, an inspector) are none of the workers' business.
    execArgv: [],
    minThreads: 0,
    maxThreads: most,
    idleTimeout: restMs,
  })
  const line: Waiting[] = []
  const underWay = new Set<Promise<void>>()
  let closing: Promise<void> | null = null

  const next = (): void => {
    while (underWay.size < most) {
      const first = line.shift()
      if (!first) return
      first.begin()
    }
  }

  const end = async (): Promise<void> => {
    for (const { drop } of line.splice(0)) drop(new Error('The threads are ended.'))
    const patience = Promise.withResolvers<void>()
    const timer = setTimeout(patience.resolve, PATIENCE_MS)
    await Promise.race([Promise.all(underWay), patience.promise])
    clearTimeout(timer)
    await pool.destroy()
  }

  return {
    run: async <T>(task: unknown, signal?: AbortSignal): Promise<T> => {
      signal?.throwIfAborted()
      if (closing) throw new Error('The threads are ended.')
      const answer = Promise.withResolvers<T>()
      const waiting: Waiting = {
        begin: () => {
          const work: Promise<void> = pool
            .run(task)
            .then(answer.resolve, answer.reject)
            .finally(() => {
              underWay.delete(work)
              next()
            })
          underWay.add(work)
        },
        drop: answer.reject,
      }
      const giveUp = (): void => {
        const at = line.indexOf(waiting)
        if (at !== -1) line.splice(at, 1)
        answer.reject(signal?.reason)
      }
      signal?.addEventListener('abort', giveUp, { once: true })
      line.push(waiting)
      next()
      try {
        return await answer.promise
      } finally {
        signal?.removeEventListener('abort', giveUp)
      }
    },
    close: () => (closing ??= end()),
  }
}
