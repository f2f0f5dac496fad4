import { RPCHandler } from '@orpc/server/ws'
import type { WebSocket } from 'ws'
import { ok, type Result } from '../contract/index.ts'
import type { App } from '../core/app/app.ts'
import type { OpenLibrary } from '../core/app/restores.ts'

/** A studio whose library can be exchanged for another one while windows are open. */
export interface MovableStudio {
  readonly servePicture: App['servePicture']
  /** Speaks the contract with a window, until its socket closes or another library is opened. */
  readonly speak: (socket: WebSocket) => void
  readonly close: () => Promise<void>
}

/** Long enough for the answer to reach the window that asked. */
const HANG_UP_AFTER_MS = 250
/** "Service restart": the page comes back by itself. */
const RESTARTING = 1012

/**
 * Opens the app, and another one in its place when a window asks for the library it has put back. The old library is closed
 * after the new one is open, so that whoever cannot open it keeps what they have. `moved` is told the new folder.
 */
export const openMovable = async (
  openOn: (folder: string, openLibrary: OpenLibrary) => Promise<Result<App>>,
  folder: string,
  moved: (folder: string) => void = () => {},
): Promise<Result<MovableStudio>> => {
  const sockets = new Set<WebSocket>()
  const openLibrary: OpenLibrary = async (next) => {
    const other = await openOn(next, openLibrary)
    if (!other.ok) return other
    const before = now
    now = { app: other.value, handler: new RPCHandler(other.value.router) }
    const speaking = [...sockets]
    setTimeout(() => {
      for (const socket of speaking) socket.close(RESTARTING)
      void before.app.close()
    }, HANG_UP_AFTER_MS)
    moved(next)
    return ok(null)
  }
  const first = await openOn(folder, openLibrary)
  if (!first.ok) return first
  let now = { app: first.value, handler: new RPCHandler(first.value.router) }
  return ok({
    servePicture: async (...asked) => await now.app.servePicture(...asked),
    speak: (socket) => {
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket))
      void now.handler.upgrade(socket, { context: {} })
    },
    close: async () => await now.app.close(),
  })
}
