import { EventEmitter } from 'node:events'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { afterReady, beforeReady } from './app.mjs'

/** studio://app/x is shown to Chromium as https://app.studio.app-scheme.localhost/x. */
const HOST = '.app-scheme.localhost'
const privileged = new Map()
const handlers = new Map()

export const protocol = {
  registerSchemesAsPrivileged: (schemes) => {
    beforeReady('protocol.registerSchemesAsPrivileged')
    for (const { scheme, privileges = {} } of schemes) privileged.set(scheme, privileges)
  },
  privileges: privileged,
  handle: (scheme, answer) => {
    afterReady('protocol')
    if (handlers.has(scheme)) throw new Error(`The scheme ${scheme} has been registered`)
    handlers.set(scheme, answer)
  },
  unhandle: (scheme) => handlers.delete(scheme),
  isProtocolHandled: (scheme) => handlers.has(scheme),
}

export const net = {
  fetch: async (input, init) => {
    const url = String(input?.url ?? input)
    return url.startsWith('file:') ? new Response(await readFile(fileURLToPath(url))) : fetch(input, init)
  },
}

export const toChromium = (url) => {
  const found = /^([a-z][a-z0-9+.-]*):\/\/([^/]*)(.*)$/.exec(url)
  return found && privileged.get(found[1])?.standard ? `https://${found[2]}.${found[1]}${HOST}${found[3]}` : url
}

export const fromChromium = (address) => {
  if (!URL.canParse(address)) return address
  const url = new URL(address)
  if (!url.hostname.endsWith(HOST)) return address
  const names = url.hostname.slice(0, -HOST.length).split('.')
  const scheme = names.pop()
  return `${scheme}://${names.join('.')}${url.pathname}${url.search}${url.hash}`
}

/** What the app decided about permissions, devices, downloads and requests; asked by the windows and by tests. */
class Session extends EventEmitter {
  permission = { request: null, check: null, device: null }
  setPermissionRequestHandler(handler) {
    this.permission.request = handler
  }
  setPermissionCheckHandler(handler) {
    this.permission.check = handler
  }
  setDevicePermissionHandler(handler) {
    this.permission.device = handler
  }
  beforeRequest = null
  webRequest = {
    onBeforeRequest: (_filter, listener) => {
      this.beforeRequest = listener
    },
  }
}
export const session = { defaultSession: new Session() }

const isCancelled = async (url) => {
  const { beforeRequest } = session.defaultSession
  if (!beforeRequest) return false
  return await new Promise((resolve) => beforeRequest({ url }, ({ cancel = false }) => resolve(cancel)))
}

/** Answers what a page asks for, from the app's own scheme or from the network where the app lets it. */
export const answerRoute = async (route) => {
  const request = route.request()
  const url = fromChromium(request.url())
  const handler = handlers.get(url.split(':')[0])
  if (await isCancelled(url)) return await route.abort('blockedbyclient')
  if (!handler) return await route.continue()
  try {
    const body = request.postDataBuffer()
    const answer = await handler(
      new Request(url, {
        method: request.method(),
        headers: request.headers(),
        ...(body ? { body, duplex: 'half' } : {}),
      }),
    )
    await route.fulfill({
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: Buffer.from(await answer.arrayBuffer()),
    })
  } catch (error) {
    console.error('STAND-IN: a protocol handler failed', error)
    await route.abort('failed').catch(() => {})
  }
}
