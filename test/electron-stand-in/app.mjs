import { spawn } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createConnection, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'

const home = process.env.STAND_IN_HOME ?? mkdtempSync(join(tmpdir(), 'stand-in-home-'))
const paths = new Map([
  ['home', home],
  ['temp', tmpdir()],
])
const ready = Promise.withResolvers()
let isReady = false
let about = {}
let browser
let chromiumProcess
let profile
let lock

/** What must come before, or after, the app is ready fails here as it does there. */
export const beforeReady = (what) => {
  if (isReady) throw new Error(`${what} should be called before app is ready`)
}
export const afterReady = (what) => {
  if (!isReady) throw new Error(`${what} cannot be used before app is ready`)
}

/** An event that a listener can stop. */
export const stoppable = (more = {}) => ({
  defaultPrevented: false,
  preventDefault() {
    this.defaultPrevented = true
  },
  ...more,
})

const socketOf = () => join(app.getPath('userData'), 'SingletonSocket')

class App extends EventEmitter {
  isPackaged = false
  commandLine = { appendSwitch() {} }
  whenReady = () => ready.promise
  isReady = () => isReady
  getName = () => about.productName ?? about.name
  getVersion = () => about.version
  getAppPath = () => process.argv[2]
  getLocale = () => 'en-US'
  sandboxed = false
  enableSandbox() {
    beforeReady('app.enableSandbox()')
    this.sandboxed = true
  }
  setPath(name, path) {
    paths.set(name, path)
  }
  getPath(name) {
    const path = paths.get(name) ?? (name === 'userData' ? join(home, about.name) : join(home, name))
    mkdirSync(path, { recursive: true })
    return path
  }
  relaunched
  relaunch(options) {
    this.relaunched = options ?? {}
  }
  focus() {}
  // The real answer is there at once; here it has to be asked for before the main module runs.
  requestSingleInstanceLock = () => lock !== null
  quit() {
    const before = stoppable()
    this.emit('before-quit', before)
    if (before.defaultPrevented) return
    for (const window of this.windows?.() ?? []) window.emit('close', stoppable())
    const will = stoppable()
    this.emit('will-quit', will)
    if (!will.defaultPrevented) this.exit(0)
  }
  exit(code = 0) {
    this.emit('quit', {}, code)
    void shutDown().then(() => process.exit(code))
  }
}
export const app = new App()

const shutDown = async () => {
  lock?.close()
  await browser?.close().catch(() => {})
  chromiumProcess?.kill('SIGKILL')
  if (profile) rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
}
// An app that breaks takes its windows along, as Electron does.
process.on('exit', () => chromiumProcess?.kill('SIGKILL'))
process.on('SIGTERM', () => app.quit())
process.on('SIGINT', () => app.quit())

/** Takes the lock of the one instance, or tells the one that has it; null where another has it. */
const takeLock = async () => {
  const tell = () =>
    new Promise((resolve) => {
      const other = createConnection(socketOf(), () => other.end(JSON.stringify(process.argv)))
      other.on('error', () => resolve(false))
      other.on('close', (failed) => resolve(!failed))
    })
  if (await tell()) return null
  rmSync(socketOf(), { force: true })
  const server = createServer((other) => {
    let said = ''
    other.on('data', (chunk) => (said += chunk))
    other.on('end', () => app.emit('second-instance', {}, JSON.parse(said), '', {}))
  })
  await new Promise((resolve) => server.listen(socketOf(), resolve))
  server.unref()
  return server
}

/** To be awaited before the main module is read. */
export const prepare = async (told) => {
  about = told
  lock = await takeLock()
}

let context
/** A new page of the one browser; the first is the one it started with. */
export const newPage = async (isFirst) => (isFirst && context.pages()[0]) || (await context.newPage())
export const firstPage = () => context.pages()[0]
export const newSession = async (page) => await context.newCDPSession(page)

const SWITCHES = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--remote-debugging-port=0',
]

/** Starts the browser, and with it the app's life. */
export const boot = async () => {
  profile = mkdtempSync(join(tmpdir(), 'stand-in-chromium-'))
  const program = process.env.STAND_IN_CHROMIUM ?? '/usr/bin/chromium'
  chromiumProcess = spawn(program, [...SWITCHES, `--user-data-dir=${profile}`, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const endpoint = await new Promise((resolve, reject) => {
    let said = ''
    chromiumProcess.stderr.on('data', (chunk) => {
      said += chunk
      const found = /DevTools listening on (ws:\S+)/.exec(said)
      if (found) resolve(found[1])
    })
    chromiumProcess.on('exit', () => reject(new Error(`chromium ended: ${said.slice(-400)}`)))
  })
  browser = await chromium.connectOverCDP(endpoint)
  context = browser.contexts()[0]
  console.error(`DevTools listening on ${endpoint}`)
  isReady = true
  app.emit('ready', {})
  ready.resolve()
}
