import { type ClientContext, type ClientLink, createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { Contract, StudioEvent } from '../contract/api/index.ts'

export type StudioClient = ContractRouterClient<Contract>

/** One connection to the studio, until it is closed by either side. */
export interface Channel {
  readonly link: ClientLink<ClientContext>
  /** Resolves when it is gone. */
  readonly closed: Promise<void>
  readonly close: () => void
}

/** Rejects where the studio cannot be reached. */
export type OpenChannel = () => Promise<Channel>

/**
 * `connecting`: for the first time. `lost`: it was there, and is tried again. `locked`: it is there, and does not let this
 * page in. `again`: it was lost before, so that what is shown may be old.
 */
export type ConnectionState =
  | { readonly kind: 'connecting'; readonly tries: number }
  | { readonly kind: 'connected'; readonly again: boolean }
  | { readonly kind: 'lost'; readonly tries: number }
  | { readonly kind: 'locked'; readonly says: string }
  | { readonly kind: 'closed' }

/** The studio does not know this browser any more: it has to be opened with a new printed address. */
export class Locked extends Error {
  constructor() {
    super('The studio does not know this browser. Open it with the address printed where it was started.')
  }
}

/** A call was under way when the connection went: whether it was carried out is not known. */
export class ConnectionLost extends Error {
  constructor() {
    super('The connection to the studio was lost before it answered.')
  }
}

export interface Connection {
  /**
   * The studio. A call made while the connection is lost waits for the next one; a call that was under way when it went
   * rejects with {@link ConnectionLost} and is not repeated, since it may have been carried out.
   */
  readonly client: StudioClient
  readonly state: () => ConnectionState
  /** Tells every change of state; gives back how to stop. */
  readonly onState: (listener: (state: ConnectionState) => void) => () => void
  /**
   * Every event from now on, across lost connections: those missed meanwhile follow, or a `refetch` where they are no longer
   * there. Gives back how to stop.
   */
  readonly follow: (listener: (event: StudioEvent) => void) => () => void
  /** Tries at once in place of waiting on: the machine woke up, the window is looked at. */
  readonly nudge: () => void
  readonly close: () => void
}

const FIRST_WAIT_MS = 200
const LONGEST_WAIT_MS = 5000

/** 0.2, 0.4, 0.8 ... 5 seconds: soon enough for a restart, seldom enough for a night. */
const waitAfter = (tries: number): number => Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(tries, 10))

/** Something that is awaited until it happens. */
const promised = <T>() => Promise.withResolvers<T>()

/** Keeps one connection to the studio open for as long as the page lives. */
export const openConnection = (open: OpenChannel, wait: (ms: number) => Promise<void> = pause): Connection => {
  const listeners = new Set<(state: ConnectionState) => void>()
  const ended = promised<void>()
  let state: ConnectionState = { kind: 'connecting', tries: 0 }
  let channel: Channel | null = null
  let next = promised<Channel>()
  let woken = promised<void>()

  const become = (now: ConnectionState): void => {
    state = now
    for (const listener of listeners) listener(now)
  }
  const isClosed = (): boolean => state.kind === 'closed'

  /** The channel there is, or the next one; rejects when the caller gives up or nobody is let in. */
  const reached = async (signal?: AbortSignal): Promise<Channel> => {
    if (channel) return channel
    const gaveUp = promised<never>()
    const giveUp = (): void => gaveUp.reject(signal?.reason)
    if (signal?.aborted) giveUp()
    signal?.addEventListener('abort', giveUp, { once: true })
    try {
      return await Promise.race([next.promise, gaveUp.promise])
    } finally {
      signal?.removeEventListener('abort', giveUp)
    }
  }

  const link: ClientLink<ClientContext> = {
    call: async (path, input, options) => {
      const through = await reached(options.signal)
      try {
        return await through.link.call(path, input, options)
      } catch (error) {
        // A channel that closes ends what was under way with words of its own.
        throw channel === through || options.signal?.aborted ? error : new ConnectionLost()
      }
    },
  }
  const client: StudioClient = createORPCClient(link)

  const keep = async (): Promise<void> => {
    let before = false
    for (let tries = 0; !isClosed(); tries++) {
      try {
        const opened = await open()
        if (isClosed()) return opened.close()
        channel = opened
        next.resolve(opened)
        become({ kind: 'connected', again: before })
        before = true
        await Promise.race([opened.closed, ended.promise])
        channel = null
        next = promised()
        tries = -1
        if (!isClosed()) become({ kind: 'lost', tries: 0 })
      } catch (error) {
        if (isClosed()) return
        if (error instanceof Locked) become({ kind: 'locked', says: error.message })
        else become({ kind: before ? 'lost' : 'connecting', tries: tries + 1 })
      }
      woken = promised()
      await Promise.race([wait(waitAfter(Math.max(0, tries))), woken.promise, ended.promise])
    }
  }
  void keep()

  /** Follows events until `signal`; comes back whenever the stream ends. */
  const follow = async (listener: (event: StudioEvent) => void, signal: AbortSignal): Promise<void> => {
    let after: { readonly session: string; readonly seq: number } | undefined
    while (!signal.aborted) {
      try {
        const events = await client.studio.events(after ? { after } : {}, { signal })
        for await (const event of events) {
          const session: string | undefined = 'session' in event ? event.session : after?.session
          if (session !== undefined) after = { session, seq: event.seq }
          listener(event)
        }
      } catch {
        // Lost, refused or broken: the next round waits for a connection, and not longer.
      }
      if (!signal.aborted) await Promise.race([wait(FIRST_WAIT_MS), ended.promise])
    }
  }

  return {
    client,
    state: () => state,
    onState: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    follow: (listener) => {
      const stop = new AbortController()
      void ended.promise.then(() => stop.abort())
      void follow(listener, stop.signal)
      return () => stop.abort()
    },
    nudge: () => woken.resolve(),
    close: () => {
      become({ kind: 'closed' })
      ended.resolve()
      channel?.close()
      next.promise.catch(() => {})
      next.reject(new ConnectionLost())
    },
  }
}

const pause = async (ms: number): Promise<void> => await new Promise((resolve) => setTimeout(resolve, ms))
