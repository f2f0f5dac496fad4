import { EventEmitter } from 'node:events'

class IpcMain extends EventEmitter {
  #handlers = new Map()
  handle(channel, handler) {
    if (this.#handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    this.#handlers.set(channel, handler)
  }
  removeHandler(channel) {
    this.#handlers.delete(channel)
  }
  async answer(channel, event, args) {
    const handler = this.#handlers.get(channel)
    if (!handler) throw new Error(`No handler registered for '${channel}'`)
    return await handler(event, ...args)
  }
}
export const ipcMain = new IpcMain()

/** A value as text on its way between main and page; bytes stay bytes. */
export const wrap = (value) => {
  if (value === undefined) return { u: 1 }
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value))
    return { b: Buffer.from(value.buffer ?? value, value.byteOffset ?? 0, value.byteLength).toString('base64') }
  return { j: value }
}
export const unwrap = (wrapped) => {
  if (wrapped.u) return undefined
  return wrapped.b === undefined ? wrapped.j : new Uint8Array(Buffer.from(wrapped.b, 'base64'))
}

export class MessagePortMain extends EventEmitter {
  #isStarted = false
  #waiting = []
  #send
  peer
  constructor(send) {
    super()
    this.#send = send
  }
  start() {
    this.#isStarted = true
    for (const message of this.#waiting.splice(0)) this.emit('message', message)
  }
  receive(data) {
    if (this.#isStarted) this.emit('message', { data, ports: [] })
    else this.#waiting.push({ data, ports: [] })
  }
  postMessage(data) {
    if (this.#send) return void this.#send({ t: 'port', v: wrap(data) })
    const copy = structuredClone(data)
    setImmediate(() => this.peer?.receive(copy))
  }
  close() {
    this.emit('close')
    this.#send?.({ t: 'portclose' })
    setImmediate(() => this.peer?.emit('close'))
    this.peer = undefined
  }
}
export class MessageChannelMain {
  port1 = new MessagePortMain()
  port2 = new MessagePortMain()
  constructor() {
    this.port1.peer = this.port2
    this.port2.peer = this.port1
  }
}
