/** Limits how many requests are under way at once; what is done with their answers is not counted. */
export interface Slots {
  /** Resolves when a place is free, first come first served; gives back how to free it, or null when told to stop. */
  readonly take: (stop: AbortSignal) => Promise<(() => void) | null>
  readonly places: () => number
  /** Another number of places, at once. Where it is smaller, what is under way keeps its place until it is done. */
  readonly setPlaces: (places: number) => void
  /** Tells of another number of places; gives back how to hear no more. */
  readonly onPlaces: (hear: () => void) => () => void
}

export const openSlots = (first: number): Slots => {
  let places = first
  let taken = 0
  const waiting: ((release: () => void) => void)[] = []
  const hearers = new Set<() => void>()

  const placed = (): (() => void) => {
    taken++
    let held = true
    return () => {
      if (!held) return
      held = false
      taken--
      admit()
    }
  }
  const admit = (): void => {
    while (taken < places) {
      const next = waiting.shift()
      if (!next) return
      next(placed())
    }
  }

  return {
    take: async (stop) => {
      if (stop.aborted) return null
      if (taken < places) return placed()
      return await new Promise((resolve) => {
        const leave = (): void => {
          const place = waiting.indexOf(enter)
          if (place !== -1) waiting.splice(place, 1)
          resolve(null)
        }
        const enter = (release: () => void): void => {
          stop.removeEventListener('abort', leave)
          resolve(release)
        }
        waiting.push(enter)
        stop.addEventListener('abort', leave, { once: true })
      })
    },
    places: () => places,
    setPlaces: (next) => {
      if (next === places) return
      places = next
      admit()
      for (const hear of hearers) hear()
    },
    onPlaces: (hear) => {
      hearers.add(hear)
      return () => void hearers.delete(hear)
    },
  }
}
