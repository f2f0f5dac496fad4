import { randomUUID } from 'node:crypto'
import type { StudioEvent } from '../../contract/api/index.ts'

type WithoutNumber<T> = T extends unknown ? Omit<T, 'seq'> : never
/** An event before it has its number. */
export type News = WithoutNumber<Exclude<StudioEvent, { type: 'hello' | 'refetch' }>>

/** What a client that was away saw last. */
export interface LastSeen {
  readonly session: string
  readonly seq: number
}

export interface Events {
  /** Changes with every start: numbers of another session mean nothing. */
  readonly session: string
  readonly seq: () => number
  readonly tell: (news: News) => void
  /** Everything from now on, or from after what was seen last; ends when the signal aborts or the studio closes. */
  readonly follow: (after: LastSeen | undefined, signal: AbortSignal | undefined) => AsyncGenerator<StudioEvent>
  readonly close: () => void
}

/** Kept for clients that come back. */
const KEPT = 1000
/** A client that does not take its events for this long is told to ask again instead. */
const MOST_PENDING = 500

interface Listener {
  readonly push: (event: StudioEvent) => void
  readonly end: () => void
}

/** What happens in the studio, numbered, for any number of listeners. */
export const openEvents = (): Events => {
  const session = randomUUID()
  const past: StudioEvent[] = []
  const listeners = new Set<Listener>()
  let seq = 0
  let closed = false

  const missedSince = (after: LastSeen | undefined): readonly StudioEvent[] => {
    if (after === undefined) return [{ type: 'hello', seq, session }]
    const first = past[0]?.seq ?? seq + 1
    if (after.session !== session || after.seq > seq || after.seq < first - 1)
      return [{ type: 'refetch', seq, session }]
    return [{ type: 'hello', seq: after.seq, session }, ...past.filter((event) => event.seq > after.seq)]
  }

  return {
    session,
    seq: () => seq,
    tell: (news) => {
      seq++
      const event: StudioEvent = { ...news, seq }
      past.push(event)
      if (past.length > KEPT) past.shift()
      for (const listener of listeners) listener.push(event)
    },
    follow: async function* (after, signal) {
      let pending: StudioEvent[] = [...missedSince(after)]
      let more = Promise.withResolvers<void>()
      const ended = { yet: closed || signal?.aborted === true }
      const wake = (): void => more.resolve()
      const listener: Listener = {
        push: (event) => {
          pending.push(event)
          if (pending.length > MOST_PENDING) pending = [{ type: 'refetch', seq: event.seq, session }]
          wake()
        },
        end: () => {
          ended.yet = true
          wake()
        },
      }
      listeners.add(listener)
      signal?.addEventListener('abort', listener.end, { once: true })
      try {
        while (!ended.yet) {
          const events = pending
          pending = []
          for (const event of events) yield event
          if (pending.length > 0 || ended.yet) continue
          await more.promise
          more = Promise.withResolvers()
        }
      } finally {
        listeners.delete(listener)
        signal?.removeEventListener('abort', listener.end)
      }
    },
    close: () => {
      closed = true
      for (const listener of listeners) listener.end()
    },
  }
}
