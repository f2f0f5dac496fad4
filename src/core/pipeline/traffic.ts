import type { Sha256 } from '../../contract/index.ts'
import { openSlots, type Slots } from './slots.ts'

/** What all runs on one engine share while they are worked off, so that several at once behave like one. */
export interface Traffic {
  /** Equal requests under way: the second waits for the first and takes its answer. */
  readonly inFlight: Map<Sha256, Promise<unknown>>
  /** When a server says "not before", nobody asks before. Milliseconds since 1970. */
  readonly gate: { until: number }
  /** Places for requests; runs with the same limit share them. */
  readonly slots: (places: number) => Slots
}

export const openTraffic = (): Traffic => {
  const opened = new Map<number, Slots>()
  return {
    inFlight: new Map(),
    gate: { until: 0 },
    slots: (places) => {
      const slots = opened.get(places) ?? openSlots(places)
      opened.set(places, slots)
      return slots
    },
  }
}
