import { createServer } from 'node:http'
import { implement } from '@orpc/server'
import { RPCHandler } from '@orpc/server/ws'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { WebSocketServer } from 'ws'
import { contract, type StudioEvent } from '../../src/contract/api/index.ts'
import { IdentityId } from '../../src/contract/ids.ts'
import { overSocket } from '../../src/renderer/channels.ts'
import {
  type Channel,
  type Connection,
  ConnectionLost,
  type ConnectionState,
  Locked,
  openConnection,
  type OpenChannel,
} from '../../src/renderer/connection.ts'

const studio = implement(contract)
const changed = (seq: number): StudioEvent => ({ type: 'subjects', seq, ids: [] })

/** A studio with a socket that can be stopped and started again at the same address. */
const aStudio = async () => {
  let seq = 0
  let session = 'first'
  let locked = false
  const askedAfter: unknown[] = []
  const calls: string[] = []
  const waiting = new Set<() => void>()
  const handler = new RPCHandler({
    studio: {
      events: studio.studio.events.handler(async function* ({ input }) {
        askedAfter.push(input.after ?? null)
        let told = input.after?.session === session ? input.after.seq : seq
        yield { type: 'hello', seq: told, session } as const
        for (;;) {
          if (told === seq) await new Promise<void>((resolve) => waiting.add(resolve))
          while (told < seq) yield changed(++told)
        }
      }),
    },
    identities: {
      archive: studio.identities.archive.handler(async () => {
        calls.push('archive')
        return await new Promise<never>(() => {})
      }),
    },
    keys: {
      test: studio.keys.test.handler(() => {
        calls.push('test')
        return { says: 'The key works.' }
      }),
    },
  })
  let port = 0
  let stop: (() => Promise<void>) | undefined
  const start = async (): Promise<void> => {
    const server = createServer((_, answer) => {
      answer.writeHead(locked ? 401 : 200).end()
    })
    const sockets = new WebSocketServer({ noServer: true })
    server.on('upgrade', (request, socket, head) => {
      if (locked) return void socket.destroy()
      sockets.handleUpgrade(request, socket, head, (open) => void handler.upgrade(open, { context: {} }))
    })
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
    port = (server.address() as { port: number }).port
    stop = async () => {
      for (const socket of sockets.clients) socket.terminate()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  }
  await start()
  onTestFinished(async () => await stop?.())
  return {
    open: ((): Promise<Channel> => overSocket(`http://127.0.0.1:${port}`)()) satisfies OpenChannel,
    askedAfter,
    calls,
    happen: () => {
      seq++
      for (const wake of waiting) wake()
      waiting.clear()
    },
    start,
    stop: async () => await stop?.(),
    lock: () => {
      locked = true
    },
    unlock: () => {
      locked = false
    },
    forget: () => {
      session = 'second'
    },
  }
}

/** A connection whose waits are over at once, closed when the test is. */
const aConnection = (open: OpenChannel, waits: number[] = []): Connection => {
  const connection = openConnection(open, async (ms) => {
    waits.push(ms)
    await new Promise((resolve) => setTimeout(resolve, 5))
  })
  onTestFinished(() => connection.close())
  return connection
}

const becomes = async (connection: Connection, kind: ConnectionState['kind']): Promise<void> =>
  await vi.waitFor(() => expect(connection.state().kind).toBe(kind), { timeout: 5000, interval: 5 })

describe('the page’s connection to the studio', () => {
  it('[H20] tells that it is connected, lost, and connected again', async () => {
    const there = await aStudio()
    const connection = aConnection(there.open)
    const states: ConnectionState[] = []
    connection.onState((state) => states.push(state))
    await becomes(connection, 'connected')
    await there.stop()
    await becomes(connection, 'lost')
    await there.start()
    await becomes(connection, 'connected')
    const kinds = states.map((state) => (state.kind === 'connected' ? `connected ${state.again}` : state.kind))
    expect(kinds.filter((kind, at) => kind !== kinds[at - 1])).toEqual(['connected false', 'lost', 'connected true'])
  })

  it('[H20] waits longer after each try, up to five seconds', async () => {
    const waits: number[] = []
    const connection = aConnection(async () => await Promise.reject(new Error('nobody is there')), waits)
    await vi.waitFor(() => expect(waits.length).toBeGreaterThan(7))
    expect(waits.slice(0, 8)).toEqual([200, 400, 800, 1600, 3200, 5000, 5000, 5000])
    expect(connection.state().kind).toBe('connecting')
  })

  it('[H20] tries at once when it is nudged', async () => {
    const there = await aStudio()
    let tries = 0
    const connection = openConnection(
      async () => {
        tries++
        if (tries === 1) throw new Error('asleep')
        return await there.open()
      },
      async () => await new Promise(() => {}),
    )
    onTestFinished(() => connection.close())
    await vi.waitFor(() => expect(tries).toBe(1))
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(tries).toBe(1)
    connection.nudge()
    await becomes(connection, 'connected')
  })

  it('[H21] keeps a call that was made while nobody was there until somebody is', async () => {
    const there = await aStudio()
    const connection = aConnection(there.open)
    await becomes(connection, 'connected')
    await there.stop()
    await becomes(connection, 'lost')
    const answer = connection.client.keys.test()
    await there.start()
    expect(await answer).toEqual({ says: 'The key works.' })
    expect(there.calls).toEqual(['test'])
  })

  it('[H21] lets a call that waits be given up', async () => {
    const connection = aConnection(async () => await Promise.reject(new Error('nobody is there')))
    const stop = new AbortController()
    const answer = connection.client.keys.test(undefined, { signal: stop.signal })
    stop.abort(new Error('no longer wanted'))
    await expect(answer).rejects.toThrow('no longer wanted')
  })

  it('[H21] does not repeat a call that was under way when the connection went', async () => {
    const there = await aStudio()
    const connection = aConnection(there.open)
    const answer = connection.client.identities.archive({ id: IdentityId.parse(1) })
    const refused = answer.catch((error: unknown) => error)
    await vi.waitFor(() => expect(there.calls).toEqual(['archive']))
    await there.stop()
    expect(await refused).toBeInstanceOf(ConnectionLost)
    await there.start()
    await becomes(connection, 'connected')
    await connection.client.keys.test()
    expect(there.calls).toEqual(['archive', 'test'])
  })

  it('[H22] follows events across a lost connection, without a gap and none twice', async () => {
    const there = await aStudio()
    const connection = aConnection(there.open)
    const seen: number[] = []
    connection.follow((event) => {
      if (event.type === 'subjects') seen.push(event.seq)
    })
    await vi.waitFor(() => expect(there.askedAfter).toEqual([null]))
    for (let made = 0; made < 3; made++) there.happen()
    await vi.waitFor(() => expect(seen).toEqual([1, 2, 3]))
    await there.stop()
    there.happen()
    there.happen()
    await there.start()
    await vi.waitFor(() => expect(seen).toEqual([1, 2, 3, 4, 5]), { timeout: 5000 })
    expect(there.askedAfter.at(-1)).toEqual({ session: 'first', seq: 3 })
  })

  it('[H22] takes up the session of a studio that was started anew', async () => {
    const there = await aStudio()
    const connection = aConnection(there.open)
    const greeted: string[] = []
    connection.follow((event) => {
      if (event.type === 'hello') greeted.push(event.session)
    })
    await vi.waitFor(() => expect(greeted).toEqual(['first']))
    await there.stop()
    there.forget()
    await there.start()
    await vi.waitFor(() => expect(greeted).toEqual(['first', 'second']), { timeout: 5000 })
  })

  it('[H22] stops following when asked to', async () => {
    const there = await aStudio()
    const connection = aConnection(there.open)
    const seen: StudioEvent[] = []
    const stop = connection.follow((event) => seen.push(event))
    await vi.waitFor(() => expect(seen).toHaveLength(1))
    stop()
    there.happen()
    await connection.client.keys.test()
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect(seen).toHaveLength(1)
  })

  it('[H23] says that the studio does not let this page in, and goes on when it does', async () => {
    const there = await aStudio()
    there.lock()
    const connection = aConnection(there.open)
    await becomes(connection, 'locked')
    expect(connection.state()).toMatchObject({ says: new Locked().message })
    there.unlock()
    await becomes(connection, 'connected')
  })
})
