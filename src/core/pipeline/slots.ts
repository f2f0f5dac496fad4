/** Somebody who waits for a place. */
export interface Waiter {
  /** The smaller goes first; among equals, whoever came first. Asked whenever a place is free. */
  readonly rank: () => number
  /** Gives up waiting; null while nobody waits. */
  leave: (() => void) | null
}

/** Limits how many requests are under way at once; what is done with their answers is not counted. */
export interface Slots {
  /** Resolves when a place is free; gives back how to free it, or null when told to stop or when the waiter left. */
  readonly take: (stop: AbortSignal, waiter?: Waiter) => Promise<(() => void) | null>
  readonly places: () => number
  /** Another number of places, at once. Where it is smaller, what is under way keeps its place until it is done. */
  readonly setPlaces: (places: number) => void
  /** Tells of another number of places; gives back how to hear no more. */
  readonly onPlaces: (hear: () => void) => () => void
  /** While held, nobody gets a place; what is under way goes on. */
  readonly setHeld: (held: boolean) => void
  readonly isHeld: () => boolean
  /** Resolves once nothing is held, or when told to stop. */
  readonly released: (stop: AbortSignal) => Promise<void>
}

interface Waiting {
  readonly waiter: Waiter
  readonly enter: () => void
}

export const openSlots = (first: number): Slots => {
  let places = first
  let taken = 0
  let held = false
  const waiting: Waiting[] = []
  const hearers = new Set<() => void>()
  const freed = new Set<() => void>()

  const placed = (): (() => void) => {
    taken++
    let mine = true
    return () => {
      if (!mine) return
      mine = false
      taken--
      admit()
    }
  }
  /** Who is next: looked for anew each time, since ranks change while people wait. */
  const next = (): Waiting | undefined => {
    let best = 0
    for (let at = 1; at < waiting.length; at++)
      if ((waiting[at]?.waiter.rank() ?? 0) < (waiting[best]?.waiter.rank() ?? 0)) best = at
    return waiting.splice(best, 1)[0]
  }
  const admit = (): void => {
    for (let free = held ? 0 : places - taken; free > 0; free--) next()?.enter()
  }

  return {
    take: async (stop, waiter = { rank: () => 0, leave: null }) => {
      if (stop.aborted) return null
      if (!held && taken < places) return placed()
      return await new Promise((resolve) => {
        const done = (place: (() => void) | null): void => {
          stop.removeEventListener('abort', leave)
          waiter.leave = null
          resolve(place)
        }
        const one: Waiting = { waiter, enter: () => done(placed()) }
        const leave = (): void => {
          const at = waiting.indexOf(one)
          if (at !== -1) waiting.splice(at, 1)
          done(null)
        }
        waiting.push(one)
        waiter.leave = leave
        stop.addEventListener('abort', leave, { once: true })
      })
    },
    places: () => places,
    setPlaces: (wanted) => {
      if (wanted === places) return
      places = wanted
      admit()
      for (const hear of hearers) hear()
    },
    onPlaces: (hear) => {
      hearers.add(hear)
      return () => void hearers.delete(hear)
    },
    setHeld: (wanted) => {
      held = wanted
      if (held) return
      for (const go of freed) go()
      admit()
    },
    isHeld: () => held,
    released: async (stop) => {
      if (!held || stop.aborted) return
      await new Promise<void>((resolve) => {
        const go = (): void => {
          freed.delete(go)
          stop.removeEventListener('abort', go)
          resolve()
        }
        freed.add(go)
        stop.addEventListener('abort', go, { once: true })
      })
    },
  }
}
