import { connect } from 'node:net'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { RouterClient } from '@orpc/server'
import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { openWebHost } from '../../src/web/host.ts'
import { aHost, letIn, type tinyRouter } from './a-host.ts'
import { sendRaw } from './raw.ts'

const aWindow = async (port: number, cookie: string) => {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/rpc`, {
    headers: { cookie },
    origin: `http://127.0.0.1:${port}`,
  })
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  const link = new RPCLink({ websocket: socket as unknown as globalThis.WebSocket })
  const client: RouterClient<typeof tinyRouter> = createORPCClient(link)
  return { socket, client }
}

describe('windows of the web host', () => {
  it('[H7] speaks with two browsers at once, and one going away leaves the other alone', async () => {
    const host = await aHost()
    const [one, other] = await Promise.all([
      aWindow(host.port, await letIn(host)),
      aWindow(host.port, await letIn(host)),
    ])
    const [first, second] = await Promise.all([one.client.count(), other.client.count()])
    expect((await first.next()).value).toBe(1)
    one.socket.terminate()
    const numbers: unknown[] = []
    for await (const number of second) if (numbers.push(number) === 5) break
    expect(numbers).toEqual([1, 2, 3, 4, 5])
    expect(await other.client.name()).toBe('the studio')
  })

  it('[H8] lets go of its port and of every connection when it closes, half-open ones too', async () => {
    const host = await aHost()
    const cookie = await letIn(host)
    const { socket } = await aWindow(host.port, cookie)
    const silent = connect(host.port, '127.0.0.1')
    const halfSaid = connect(host.port, '127.0.0.1', () => halfSaid.write('GET / HTTP/1.1\r\nHost:'))
    const gone = [silent, halfSaid].map(
      async (open) => await new Promise((resolve) => open.on('error', () => {}).on('close', resolve)),
    )
    const closed = new Promise((resolve) => socket.once('close', resolve))
    await new Promise((resolve) => setTimeout(resolve, 50))
    await host.close()
    await Promise.all([...gone, closed])
    const again = await aHost({ port: host.port })
    expect(again.port).toBe(host.port)
  })

  it('[H8] ends the socket of a window that went to sleep', async () => {
    const host = await aHost({ pingMs: 40 })
    const asleep = await aWindow(host.port, await letIn(host))
    const awake = await aWindow(host.port, await letIn(host))
    asleep.socket.pong = () => {}
    asleep.socket.pause()
    const heard: unknown[] = []
    for await (const number of await awake.client.count()) if (heard.push(number) === 30) break
    asleep.socket.resume()
    await new Promise((resolve) => asleep.socket.once('close', resolve))
    expect(awake.socket.readyState).toBe(WebSocket.OPEN)
  })

  it('[H9] says that a port is in use', async () => {
    const { port } = await aHost()
    const second = await openWebHost({ port, pageFolder: '', servePicture: () => null, speak: () => {} })
    expect(second).toMatchObject({ ok: false, problem: { code: 'port-taken', message: `Port ${port} is in use.` } })
  })

  it('[H9] says that the page is not built', async () => {
    const host = await aHost({ pageFolder: '/nowhere/at/all' })
    const cookie = await letIn(host)
    const lines = ['GET / HTTP/1.1', `Host: 127.0.0.1:${host.port}`, `Cookie: ${cookie}`, 'Connection: close']
    expect(await sendRaw(host.port, lines)).toMatchObject({
      status: 503,
      body: expect.stringContaining('not built yet'),
    })
  })
})
