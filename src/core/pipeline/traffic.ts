import type { Sha256 } from '../../contract/index.ts'
import { openSlots, type Slots } from './slots.ts'

/** What all runs on one engine share while they are worked off, so that several at once behave like one. */
export interface Traffic {
  /** Equal requests under way: the second waits for the first and takes its answer. */
  readonly inFlight: Map<Sha256, Promise<unknown>>
  /** Requests whose picture came and was not judged, by what is known; the library has the last word. */
  readonly unjudged: Set<Sha256>
  /** When a server says "not before", nobody asks before. Milliseconds since 1970. */
  readonly gate: { until: number }
  /** Places for requests. The newest word on how many there are holds for every run. */
  readonly slots: Slots
}

/** @param slots places that runs on other engines share too; its own unless given */
export const openTraffic = (slots: Slots = openSlots(1)): Traffic => ({
  inFlight: new Map(),
  unjudged: new Set(),
  gate: { until: 0 },
  slots,
})
