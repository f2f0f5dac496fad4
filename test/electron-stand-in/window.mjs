import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { afterReady, app, newPage, newSession, stoppable } from './app.mjs'
import { ipcMain, MessagePortMain, unwrap, wrap } from './ipc.mjs'
import { answerRoute, fromChromium, session, toChromium } from './network.mjs'
import { pagePart } from './page-part.mjs'

const ISOLATED = 'Electron Isolated Context'
const PART = String(pagePart)
const windows = new Set()
let numbers = 1
let opened = 0
let focused = null

class WebContents extends EventEmitter {
  openHandler = null
  constructor(window) {
    super()
    this.id = window.id
    this.window = window
  }
  setWindowOpenHandler(handler) {
    this.openHandler = handler
  }
  getURL = () => this.window.url()
  isDestroyed = () => this.window.isDestroyed()
  send = (ch, ...args) => this.window.tell({ t: 'send', ch, args })
  close = () => this.window.close()
}

export class BrowserWindow extends EventEmitter {
  id = numbers++
  options
  #page
  #cdp
  #isolated
  #ports = new Map()
  #opening
  #bounds
  #isMaximized = false
  #isMinimized = false
  static getAllWindows = () => [...windows]
  static getFocusedWindow = () => focused
  static fromWebContents = (contents) => [...windows].find((window) => window.webContents === contents) ?? null

  constructor(options = {}) {
    super()
    afterReady('BrowserWindow')
    const preferences = options.webPreferences ?? {}
    if (preferences.sandbox === false || preferences.contextIsolation === false || preferences.nodeIntegration)
      throw new Error('STAND-IN: only sandboxed, isolated windows are modelled')
    if (preferences.preload?.endsWith('.mjs')) throw new Error('sandboxed preload scripts cannot be ES modules')
    this.options = options
    this.#bounds = { x: options.x ?? 0, y: options.y ?? 0, width: options.width ?? 800, height: options.height ?? 600 }
    windows.add(this)
    this.webContents = new WebContents(this)
    app.emit('web-contents-created', {}, this.webContents)
    this.#opening = this.#open(preferences.preload)
  }

  tell(message) {
    return this.#cdp
      .send('Runtime.evaluate', { expression: `standInIn(${JSON.stringify(message)})`, contextId: this.#isolated })
      .catch(() => {})
  }
  url = () => fromChromium(this.#page?.url() ?? '')

  async #open(preload) {
    this.#page = await newPage(opened++ === 0)
    const { width, height } = this.#bounds
    await this.#page.setViewportSize({ width, height })
    await this.#page.route('**/*', async (route) => {
      if (route.request().isNavigationRequest() && this.#isStopped(route.request())) return await route.abort('aborted')
      return await answerRoute(route)
    })
    this.#page.on('popup', (popup) => {
      const { action } = this.webContents.openHandler?.({ url: fromChromium(popup.url()) }) ?? { action: 'allow' }
      if (action === 'deny') void popup.close()
    })
    this.#page.on('download', (download) => {
      const event = stoppable()
      session.defaultSession.emit('will-download', event, download, this.webContents)
      if (event.defaultPrevented) void download.cancel()
    })
    this.#page.on('close', () => this.#closed())
    this.#cdp = await newSession(this.#page)
    this.targetId = (await this.#cdp.send('Target.getTargetInfo')).targetInfo.targetId
    await this.#cdp.send('Page.enable')
    await this.#cdp.send('Runtime.enable')
    this.#cdp.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.name !== ISOLATED || context.auxData?.frameId !== this.#mainFrame()) return
      this.#closePorts()
      this.#isolated = context.id
    })
    this.#cdp.on('Runtime.bindingCalled', (event) => void this.#heard(JSON.parse(event.payload)))
    await this.#cdp.send('Runtime.addBinding', { name: 'standInOut', executionContextName: ISOLATED })
    const source = preload ? readFileSync(preload, 'utf8') : ''
    await this.#cdp.send('Page.addScriptToEvaluateOnNewDocument', {
      worldName: ISOLATED,
      source: `(()=>{if(top!==window)return;const require=(${PART})('iso');const module={exports:{}};(function(require,module,exports){${source}\n})(require,module,module.exports)})()`,
    })
    await this.#cdp.send('Page.addScriptToEvaluateOnNewDocument', {
      source: `(()=>{if(top!==window)return;(${PART})('main')})()`,
    })
  }
  // A page's target has the number of its main frame.
  #mainFrame = () => this.targetId
  #byApp = null
  /** A navigation that the page, not the app, began is told first; a listener can stop it. */
  #isStopped(request) {
    const url = fromChromium(request.url())
    if (this.#byApp === url) {
      this.#byApp = null
      return false
    }
    const event = stoppable({ url, isMainFrame: request.frame() === this.#page.mainFrame() })
    this.webContents.emit('will-frame-navigate', event)
    if (event.isMainFrame) this.webContents.emit('will-navigate', event, url)
    return event.defaultPrevented
  }
  #closePorts() {
    for (const port of this.#ports.values()) port.emit('close')
    this.#ports.clear()
  }
  #closed() {
    this.#closePorts()
    windows.delete(this)
    if (focused === this) focused = null
    this.emit('closed')
    if (windows.size > 0) return
    if (!app.emit('window-all-closed')) app.quit()
  }
  async #heard(message) {
    const event = { sender: this.webContents, senderFrame: { url: this.url(), parent: null }, ports: [] }
    switch (message.t) {
      case 'port':
        return this.#ports.get(message.id)?.receive(unwrap(message.v))
      case 'portclose':
        this.#ports.get(message.id)?.emit('close')
        return this.#ports.delete(message.id)
      case 'send':
        event.ports = message.ports.map((id) => {
          const port = new MessagePortMain((sent) => void this.tell({ ...sent, id }))
          this.#ports.set(id, port)
          return port
        })
        return ipcMain.emit(message.ch, event, ...message.args)
      default:
        try {
          const value = await ipcMain.answer(message.ch, event, message.args)
          await this.tell({ t: 'reply', id: message.id, v: wrap(value) })
        } catch (error) {
          const e = `Error invoking remote method '${message.ch}': ${String(error)}`
          await this.tell({ t: 'reply', id: message.id, e })
        }
    }
  }

  async loadURL(url) {
    await this.#opening
    this.#byApp = url
    await this.#page.goto(toChromium(url))
    this.emit('ready-to-show')
    this.webContents.emit('did-finish-load')
  }
  show() {
    this.focus()
  }
  focus() {
    focused = this
    this.emit('focus')
  }
  blur() {
    if (focused === this) focused = null
  }
  close() {
    const event = stoppable()
    this.emit('close', event)
    if (!event.defaultPrevented) void this.#page?.close()
  }
  destroy() {
    void this.#page?.close()
  }
  isDestroyed = () => !windows.has(this)
  isMaximized = () => this.#isMaximized
  isMinimized = () => this.#isMinimized
  maximize() {
    this.#isMaximized = true
    this.emit('maximize')
  }
  minimize() {
    this.#isMinimized = true
    this.blur()
  }
  restore() {
    this.#isMinimized = false
  }
  getBounds = () => ({ ...this.#bounds })
  getNormalBounds = () => ({ ...this.#bounds })
  setBounds(bounds) {
    this.#bounds = { ...this.#bounds, ...bounds }
    this.emit('move')
    this.emit('resize')
  }
  setTitle() {}
}
app.windows = BrowserWindow.getAllWindows

export const webContents = {
  fromDevToolsTargetId: (id) => [...windows].find((window) => window.targetId === id)?.webContents,
  getAllWebContents: () => [...windows].map((window) => window.webContents),
}
