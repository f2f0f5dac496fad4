/** Limits how many requests are under way at once; what is done with their answers is not counted. */
export interface Slots {
  /** Resolves when a place is free, first come first served; gives back how to free it, or null when told to stop. */
  readonly take: (stop: AbortSignal) => Promise<(() => void) | null>
}

export const openSlots = (places: number): Slots => {
  let free = places
  const waiting: ((release: (() => void) | null) => void)[] = []

  const released = (): (() => void) => {
    let held = true
    return () => {
      if (!held) return
      held = false
      const next = waiting.shift()
      if (next) next(released())
      else free++
    }
  }

  return {
    take: async (stop) => {
      if (stop.aborted) return null
      if (free > 0) {
        free--
        return released()
      }
      return await new Promise((resolve) => {
        const leave = (): void => {
          const place = waiting.indexOf(enter)
          if (place !== -1) waiting.splice(place, 1)
          resolve(null)
        }
        const enter = (release: (() => void) | null): void => {
          stop.removeEventListener('abort', leave)
          resolve(release)
        }
        waiting.push(enter)
        stop.addEventListener('abort', leave, { once: true })
      })
    },
  }
}
