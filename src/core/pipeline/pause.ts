/** Waits; gives back false at once when a signal says to stop. Never rejects. */
export const pause = async (ms: number, signals: readonly AbortSignal[]): Promise<boolean> => {
  const signal = AbortSignal.any([...signals])
  if (signal.aborted) return false
  if (ms <= 0) return true
  return await new Promise((resolve) => {
    const done = (waited: boolean): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
      resolve(waited)
    }
    const stop = (): void => done(false)
    // setTimeout holds 31 bits; a day-long wait told by a server still fits.
    const timer = setTimeout(() => done(true), Math.min(ms, 2_147_483_647))
    signal.addEventListener('abort', stop, { once: true })
  })
}

/** What work gives, or null as soon as a signal says to stop: then the work goes on unheeded, whatever becomes of it. */
export const unlessAborted = async <T>(work: Promise<T>, stop: AbortSignal): Promise<T | null> => {
  const stopped = Promise.withResolvers<null>()
  const end = (): void => stopped.resolve(null)
  if (stop.aborted) end()
  stop.addEventListener('abort', end, { once: true })
  try {
    return await Promise.race([work, stopped.promise])
  } finally {
    stop.removeEventListener('abort', end)
  }
}
