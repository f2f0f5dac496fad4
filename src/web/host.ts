import { createServer, IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { getRequestListener } from '@hono/node-server'
import { type WebSocket, WebSocketServer } from 'ws'
import { failed, ok, type Result } from '../contract/index.ts'
import { openPage } from '../core/serving/page.ts'
import { answerPicture, isPictureAddress, type ServePicture } from '../core/serving/pictures.ts'
import { words } from '../core/serving/policy.ts'
import { closedDoor, notBuilt, openDoor, usedToken } from './door.ts'
import { type Asked, refusalOf, socketRefusalOf } from './guard.ts'
import { type KeptSession, openSessions } from './session.ts'

/** No other interface, ever: whoever is on the same network must not even find the port. */
const LOOPBACK = '127.0.0.1'

/** Photos travel over the socket: forty at once, with room for the words around them. */
const LARGEST_MESSAGE = 512 * 1024 * 1024

/** A socket that has not answered a ping by the next one is gone: a sleeping machine, a killed browser. */
const PING_MS = 20_000

export interface WebHostParts {
  /** 0: any free one. */
  readonly port: number
  /** Where the built page lies. */
  readonly pageFolder: string
  readonly servePicture: ServePicture
  /** Speaks the contract with a window, until its socket closes. */
  readonly speak: (socket: WebSocket) => void
  readonly keptSessions?: readonly KeptSession[]
  readonly keepSessions?: (sessions: readonly KeptSession[]) => void
  readonly pingMs?: number
}

export interface WebHost {
  readonly port: number
  /** An address that opens the studio in one browser, once. */
  readonly newAddress: () => string
  /** Ends every connection, the half-open ones too, and lets go of the port. */
  readonly close: () => Promise<void>
}

const askedBy = (incoming: IncomingMessage): Asked => ({
  method: incoming.method ?? '',
  target: incoming.url ?? '',
  headers: incoming.rawHeaders.flatMap((name, at) =>
    at % 2 === 0 ? [[name.toLowerCase(), incoming.rawHeaders[at + 1] ?? ''] as const] : [],
  ),
})

/** The path and the query of a target, undecoded. */
const split = (target: string): { readonly path: string; readonly query: string } => {
  const [path = '', ...query] = target.split('?')
  return { path, query: query.join('?') }
}

/** Ends an upgrade that is refused, with a status line like any other answer. */
const turnAway = (socket: Duplex, status: number): void => {
  socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

/** Listens on the loopback interface; `port-taken` where the port is in use, `port-refused` where it must not be used. */
const listen = async (server: ReturnType<typeof createServer>, port: number): Promise<Result<number>> =>
  await new Promise((resolve) => {
    server.once('error', (error) => {
      const code = 'code' in error ? error.code : undefined
      if (code === 'EADDRINUSE')
        resolve(failed('port-taken', `Port ${port} is in use.`, 'Choose another with --port, or leave it away.'))
      else resolve(failed('port-refused', `Port ${port} cannot be used (${error.message}).`, 'Choose another.'))
    })
    server.listen({ host: LOOPBACK, port, exclusive: true }, () => {
      const address = server.address()
      resolve(ok(typeof address === 'object' && address ? address.port : port))
    })
  })

/** The studio for a browser on this machine: page, pictures and the contract's socket, behind one door. */
export const openWebHost = async (parts: WebHostParts): Promise<Result<WebHost>> => {
  const server = createServer({
    maxHeaderSize: 16 * 1024,
    headersTimeout: 10_000,
    requestTimeout: 30_000,
    connectionsCheckingInterval: 5_000,
  })
  const listening = await listen(server, parts.port)
  if (!listening.ok) return listening
  const port = listening.value
  const sessions = openSessions({
    port,
    ...(parts.keptSessions ? { kept: parts.keptSessions } : {}),
    ...(parts.keepSessions ? { keep: parts.keepSessions } : {}),
  })
  const page = openPage(parts.pageFolder, [`ws://127.0.0.1:${port}`, `ws://localhost:${port}`])

  const answer = async (request: Request, incoming: IncomingMessage): Promise<Response> => {
    const { path, query } = split(incoming.url ?? '')
    const known = sessions.knows(incoming.headers.cookie)
    const token = path === '/' ? new URLSearchParams(query).get('token') : null
    if (token !== null) {
      const cookie = sessions.exchange(token)
      return cookie === null ? usedToken() : openDoor(cookie)
    }
    if (!known) return closedDoor()
    if (isPictureAddress(path)) return await answerPicture(path, request, parts.servePicture)
    return page ? await page.answer(path) : notBuilt()
  }

  const listener = getRequestListener(
    async (request, env) => {
      if (env.incoming instanceof IncomingMessage) return await answer(request, env.incoming)
      throw new Error('not a request of this server')
    },
    { overrideGlobalObjects: false, errorHandler: () => words(500, 'The studio could not answer this.') },
  )
  server.on('request', (incoming, outgoing) => {
    // Before anything reads the address: a hostile one must not even be parsed.
    const refusal = refusalOf(askedBy(incoming), port)
    if (!refusal) return void listener(incoming, outgoing)
    const { headers } = words(refusal.status, refusal.says)
    outgoing.writeHead(refusal.status, { ...Object.fromEntries(headers), connection: 'close' }).end(refusal.says)
  })

  const sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE, perMessageDeflate: false })
  const unanswered = new WeakSet<WebSocket>()
  server.on('upgrade', (incoming, socket, head) => {
    // A reset while it is being turned away is nobody's business.
    socket.on('error', () => socket.destroy())
    const refusal = socketRefusalOf(askedBy(incoming), port)
    if (refusal) return turnAway(socket, refusal.status)
    if (!sessions.knows(incoming.headers.cookie)) return turnAway(socket, 401)
    sockets.handleUpgrade(incoming, socket, head, (open) => {
      open.on('pong', () => unanswered.delete(open))
      open.on('error', () => open.terminate())
      parts.speak(open)
    })
  })
  const pings = setInterval(() => {
    for (const socket of sockets.clients) {
      if (unanswered.has(socket)) socket.terminate()
      else {
        unanswered.add(socket)
        socket.ping()
      }
    }
  }, parts.pingMs ?? PING_MS)

  // Upgraded and half-open connections are none of the server's own, so they are counted here.
  const connections = new Set<Duplex>()
  server.on('connection', (socket) => {
    connections.add(socket)
    socket.on('close', () => connections.delete(socket))
  })

  return ok({
    port,
    newAddress: () => `http://${LOOPBACK}:${port}/?token=${sessions.newToken()}`,
    close: async () => {
      clearInterval(pings)
      for (const socket of sockets.clients) socket.close(1001)
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      await new Promise((resolve) => setTimeout(resolve, 50))
      for (const socket of sockets.clients) socket.terminate()
      for (const socket of connections) socket.destroy()
      await closed
    },
  })
}
