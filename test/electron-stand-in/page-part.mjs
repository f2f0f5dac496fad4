/* oxlint-disable unicorn/consistent-function-scoping -- the function goes to a page as text, with all it needs */
/**
 * The stand-in's half inside a page, run in the page's own world ('main') and in the isolated world of the preload ('iso').
 * Text in events crosses between the two worlds at once, as contextBridge's calls do.
 */
export const pagePart = (world) => {
  const on = (name, listener) => addEventListener(name, (event) => listener(JSON.parse(event.detail)))
  const fire = (name, detail) => dispatchEvent(new CustomEvent(name, { detail: JSON.stringify(detail) }))
  let numbers = 0

  if (world === 'main') {
    const pending = new Map()
    const build = (key, shape, path) => {
      if (shape.t === 'obj')
        return Object.freeze(
          Object.fromEntries(Object.entries(shape.v).map(([k, s]) => [k, build(key, s, [...path, k])])),
        )
      if (shape.t === 'val') return shape.v
      return (...args) =>
        new Promise((resolve, reject) => {
          const id = ++numbers
          pending.set(id, { resolve, reject })
          fire('stand-in-call', { id, key, path, args })
        })
    }
    on('stand-in-expose', ({ key, shape }) =>
      Object.defineProperty(window, key, { value: build(key, shape, []), enumerable: true }),
    )
    on('stand-in-result', ({ id, v, e }) => {
      const call = pending.get(id)
      pending.delete(id)
      if (e) call.reject(new Error(e))
      else call.resolve(v)
    })
    fire('stand-in-ready', {})
    return null
  }

  const exposed = {}
  const waiting = []
  let isMainReady = false
  const expose = (message) => (isMainReady ? fire('stand-in-expose', message) : waiting.push(message))
  on('stand-in-ready', () => {
    isMainReady = true
    for (const message of waiting.splice(0)) fire('stand-in-expose', message)
  })
  const shapeOf = (value) => {
    if (typeof value === 'function') return { t: 'fn' }
    if (value && typeof value === 'object' && !Array.isArray(value))
      return { t: 'obj', v: Object.fromEntries(Object.entries(value).map(([k, v]) => [k, shapeOf(v)])) }
    return { t: 'val', v: value }
  }
  on('stand-in-call', async ({ id, key, path, args }) => {
    try {
      fire('stand-in-result', { id, v: await path.reduce((at, name) => at[name], exposed[key])(...args) })
    } catch (error) {
      fire('stand-in-result', { id, e: String(error?.message ?? error) })
    }
  })

  const base64 = (bytes) => {
    let text = ''
    for (let i = 0; i < bytes.length; i += 0x8000) text += String.fromCharCode(...bytes.subarray(i, i + 0x8000))
    return btoa(text)
  }
  const wrap = (value) => {
    if (value === undefined) return { u: 1 }
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value))
      return { b: base64(new Uint8Array(value.buffer ?? value, value.byteOffset ?? 0, value.byteLength)) }
    return { j: value }
  }
  const unwrap = (wrapped) => {
    if (wrapped.u) return undefined
    return wrapped.b === undefined ? wrapped.j : Uint8Array.from(atob(wrapped.b), (letter) => letter.charCodeAt(0))
  }

  const pending = new Map()
  const ports = new Map()
  const listeners = {}
  const out = (message) => globalThis.standInOut(JSON.stringify(message))
  globalThis.standInIn = (message) => {
    switch (message.t) {
      case 'reply': {
        const call = pending.get(message.id)
        pending.delete(message.id)
        return message.e ? call.reject(new Error(message.e)) : call.resolve(unwrap(message.v))
      }
      case 'port':
        return ports.get(message.id)?.postMessage(unwrap(message.v))
      case 'portclose':
        ports.get(message.id)?.close()
        return ports.delete(message.id)
      default:
        for (const listener of listeners[message.ch] ?? []) listener({ ports: [] }, ...message.args)
    }
  }
  const takePort = (port) => {
    const id = ++numbers
    ports.set(id, port)
    port.addEventListener('message', (event) => out({ t: 'port', id, v: wrap(event.data) }))
    port.addEventListener('close', () => out({ t: 'portclose', id }))
    port.start()
    return id
  }
  const ipcRenderer = {
    invoke: (ch, ...args) =>
      new Promise((resolve, reject) => {
        const id = ++numbers
        pending.set(id, { resolve, reject })
        out({ t: 'invoke', id, ch, args })
      }),
    send: (ch, ...args) => out({ t: 'send', ch, args, ports: [] }),
    postMessage: (ch, message, transfer = []) => out({ t: 'send', ch, args: [message], ports: transfer.map(takePort) }),
    on: (ch, listener) => {
      ;(listeners[ch] ??= []).push(listener)
      return ipcRenderer
    },
  }
  const contextBridge = {
    exposeInMainWorld: (key, api) => {
      exposed[key] = api
      expose({ key, shape: shapeOf(api) })
    },
  }
  return (name) => {
    if (name === 'electron') return { ipcRenderer, contextBridge }
    throw new Error(`module not found: ${name} (sandboxed preload)`)
  }
}
