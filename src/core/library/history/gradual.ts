/** Something that is made piece by piece: in good time and little by little, or all at once when it is asked for. */
export interface Gradual<T> {
  /** Makes what is left of it. */
  readonly get: () => T
  /** Goes on for so many milliseconds at most, a piece at least; true when it is made. */
  readonly goOn: (ms: number) => boolean
}

/** `steps` yields after each piece and returns the whole. What it throws is thrown by whoever asks, and nothing is made. */
export const gradual = <T>(steps: () => Generator<undefined, T>): Gradual<T> => {
  const making = steps()
  let made: { readonly value: T } | null = null
  const step = (): { readonly value: T } | null => {
    if (made !== null) return made
    const { done, value } = making.next()
    if (done === true) made = { value }
    return made
  }
  return {
    get: () => {
      for (;;) {
        const now = step()
        if (now !== null) return now.value
      }
    },
    goOn: (ms) => {
      const until = performance.now() + ms
      do {
        if (step() !== null) return true
      } while (performance.now() < until)
      return false
    },
  }
}
