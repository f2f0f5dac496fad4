import { RPCLink as PortLink } from '@orpc/client/message-port'
import { RPCLink as SocketLink } from '@orpc/client/websocket'
import { CONNECT } from '../contract/bridge.ts'
import { type Channel, Locked, type OpenChannel } from './connection.ts'

/** A socket that never opened says nothing about why; an ordinary request does. */
const isLocked = async (page: string): Promise<boolean> => {
  try {
    return (await fetch(page, { method: 'HEAD', cache: 'no-store' })).status === 401
  } catch {
    return false
  }
}

/**
 * A channel over the web host's socket.
 * @param page the page's address, such as `location.origin`
 */
export const overSocket =
  (page: string): OpenChannel =>
  async () => {
    const url = new URL('/rpc', page)
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
    const socket = new WebSocket(url)
    const closed = new Promise<void>((resolve) => {
      socket.addEventListener('close', () => resolve(), { once: true })
    })
    const opened = new Promise<boolean>((resolve) => {
      socket.addEventListener('open', () => resolve(true), { once: true })
      void closed.then(() => resolve(false))
    })
    if (!(await opened)) {
      if (await isLocked(page)) throw new Locked()
      throw new Error('The studio does not answer.')
    }
    const link = new SocketLink({ websocket: quietOnceClosed(socket) })
    return { link, closed, close: () => socket.close() } satisfies Channel
  }

/**
 * An open socket to which sending is no error once it is closed: a call that is given up then would end in an error that
 * nobody can catch, and its close ends every call anyway.
 */
const quietOnceClosed = (socket: WebSocket) => ({
  addEventListener: socket.addEventListener.bind(socket),
  removeEventListener: socket.removeEventListener.bind(socket),
  readyState: WebSocket.OPEN,
  send: (message: Parameters<WebSocket['send']>[0]) => {
    if (socket.readyState === WebSocket.OPEN) socket.send(message)
  },
})

/** A channel over a message port to the desktop app's main process. */
export const overPort = (): OpenChannel => async () => {
  const { port1, port2 } = new MessageChannel()
  const closed = new Promise<void>((resolve) => {
    port1.addEventListener('close', () => resolve(), { once: true })
  })
  window.postMessage(CONNECT, location.origin, [port2])
  port1.start()
  return await Promise.resolve({ link: new PortLink({ port: port1 }), closed, close: () => port1.close() })
}
