/** Work on pictures that nobody waits for with a run at stake. */
export interface MeasuringLine {
  /** What somebody looks at: done before anything else. */
  readonly ask: (key: string, work: Work) => void
  /** What can wait until the machine is at rest. */
  readonly askLater: (key: string, work: Work) => void
  /** To be called when the machine may have come to rest. */
  readonly look: () => void
  /** Gives up what waits, and waits for what is under way. */
  readonly close: () => Promise<void>
}

type Work = (signal: AbortSignal) => Promise<void>

/**
 * One piece of work at a time, each key once. A piece that fails is left: it is asked for again by whoever still wants it.
 * @param isBusy whether work that can wait has to.
 */
export const openMeasuringLine = (isBusy: () => boolean): MeasuringLine => {
  const asked = new Map<string, Work>()
  const later = new Map<string, Work>()
  const closing = new AbortController()
  let working: Promise<void> = Promise.resolve()
  let isWorking = false
  let current: string | null = null

  const next = (): readonly [string, Work] | undefined => {
    const from = asked.size > 0 ? asked : isBusy() ? null : later
    const first = from?.entries().next().value
    if (first) from?.delete(first[0])
    return first
  }

  const workOff = async (): Promise<void> => {
    for (let one = next(); one && !closing.signal.aborted; one = next()) {
      const [key, work] = one
      current = key
      await work(closing.signal).catch(() => {})
      current = null
    }
    isWorking = false
  }

  const look = (): void => {
    if (isWorking || closing.signal.aborted) return
    isWorking = true
    working = workOff()
  }

  return {
    ask: (key, work) => {
      later.delete(key)
      if (current !== key) asked.set(key, work)
      look()
    },
    askLater: (key, work) => {
      if (current === key || asked.has(key)) return
      later.set(key, work)
      look()
    },
    look,
    close: async () => {
      closing.abort(new Error('The studio is closing.'))
      asked.clear()
      later.clear()
      await working
    },
  }
}
