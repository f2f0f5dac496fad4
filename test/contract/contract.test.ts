import { once } from 'node:events'
import { createServer } from 'node:http'
import { MessageChannel } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import { RPCLink as SocketLink } from '@orpc/client/websocket'
import { RPCHandler as PortHandler } from '@orpc/server/message-port'
import { RPCHandler as SocketHandler } from '@orpc/server/ws'
import { onTestFinished } from 'vitest'
import { WebSocketServer } from 'ws'
import type { App } from '../../src/core/app/app.ts'
import { anApp, clientOf } from '../builders/app.ts'
import { aGemini } from '../builders/studio.ts'
import { type Client, contractSuite } from './suite.ts'

const theApp = async (): Promise<App> => await anApp({ baseUrl: (await aGemini()).url })

contractSuite('in this process', async () => {
  const app = await theApp()
  return { app, client: clientOf(app) }
})

contractSuite('over a message port', async () => {
  const app = await theApp()
  const { port1, port2 } = new MessageChannel()
  new PortHandler(app.router).upgrade(port1)
  port1.start()
  port2.start()
  onTestFinished(() => {
    port1.close()
    port2.close()
  })
  return { app, client: createORPCClient<Client>(new PortLink({ port: port2 })) }
})

contractSuite('over a socket', async () => {
  const app = await theApp()
  const http = createServer()
  const sockets = new WebSocketServer({ server: http })
  const handler = new SocketHandler(app.router)
  sockets.on('connection', (socket) => void handler.upgrade(socket))
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const address = http.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const websocket = new WebSocket(`ws://127.0.0.1:${port}`)
  onTestFinished(() => {
    websocket.close()
    sockets.close()
    http.close()
    http.closeAllConnections()
  })
  return { app, client: createORPCClient<Client>(new SocketLink({ websocket })) }
})
