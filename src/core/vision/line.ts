/** Who waits for something there is only one of. */
export interface Line {
  /** Runs the work when those before it are done. A signal that aborts takes it out of the line, or gives up its answer. */
  readonly take: <T>(work: () => Promise<T>, signal?: AbortSignal) => Promise<T>
}

/** One at a time, in the order they came. Work that began is not broken off: the next would wait for a new worker. */
export const openLine = (): Line => {
  let last: Promise<unknown> = Promise.resolve()
  return {
    take: async (work, signal) => {
      signal?.throwIfAborted()
      const turn = last.then(async () => {
        signal?.throwIfAborted()
        return await work()
      })
      // Whoever comes next waits for the end of it, whatever the end is.
      last = turn.catch(() => {})
      if (!signal) return await turn
      const givenUp = Promise.withResolvers<never>()
      const giveUp = (): void => givenUp.reject(signal.reason)
      signal.addEventListener('abort', giveUp, { once: true })
      try {
        return await Promise.race([turn, givenUp.promise])
      } finally {
        signal.removeEventListener('abort', giveUp)
      }
    },
  }
}
