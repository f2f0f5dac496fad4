import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import { RPCHandler } from '@orpc/server/ws'
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { anApp } from '../builders/app.ts'
import { aGemini } from '../builders/studio.ts'
import { type Client, contractSuite } from '../contract/suite.ts'
import { aHost, letIn } from './a-host.ts'

contractSuite('over the web host, behind its door', async () => {
  const app = await anApp({ baseUrl: (await aGemini()).url })
  const handler = new RPCHandler(app.router)
  const host = await aHost({
    servePicture: app.servePicture,
    speak: (socket) => void handler.upgrade(socket, { context: {} }),
  })
  const socket = new WebSocket(`ws://127.0.0.1:${host.port}/rpc`, {
    headers: { cookie: await letIn(host) },
    origin: `http://127.0.0.1:${host.port}`,
  })
  onTestFinished(() => socket.close())
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  const link = new RPCLink({ websocket: socket as unknown as globalThis.WebSocket })
  return { app, client: createORPCClient<Client>(link) }
})
