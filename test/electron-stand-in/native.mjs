// What the system would show or keep: recorded, and answered as a test has scripted it.
import { EventEmitter } from 'node:events'
import { afterReady, firstPage } from './app.mjs'

/** Everything that was asked of the system, in order. */
export const calls = []
const scripted = new Map()

/** What a call answers from now on, such as `script('dialog.showOpenDialog', { canceled: false, filePaths: [...] })`. */
export const script = (name, answer) => scripted.set(name, answer)

const recorded =
  (name, usual) =>
  (...args) => {
    afterReady(name)
    calls.push({ name, args })
    return scripted.get(name) ?? usual
  }
const later = (name, usual) => {
  const call = recorded(name, usual)
  return async (...args) => call(...args)
}

export const dialog = {
  showOpenDialog: later('dialog.showOpenDialog', { canceled: true, filePaths: [] }),
  showSaveDialog: later('dialog.showSaveDialog', { canceled: true, filePath: '' }),
  showMessageBox: later('dialog.showMessageBox', { response: 1, checkboxChecked: false }),
  showErrorBox: recorded('dialog.showErrorBox'),
}

export const Menu = {
  buildFromTemplate: (template) => ({ template }),
  setApplicationMenu: (menu) => {
    Menu.current = menu
    calls.push({ name: 'Menu.setApplicationMenu', args: [] })
  },
  getApplicationMenu: () => Menu.current ?? null,
}

export const shell = {
  openExternal: later('shell.openExternal'),
  openPath: later('shell.openPath', ''),
  showItemInFolder: recorded('shell.showItemInFolder'),
}

/** What is copied lies with the browser; reading it takes a moment, for which real callers need not wait. */
export const clipboard = {
  readText: async () => {
    const page = firstPage()
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    return await page.evaluate(() => navigator.clipboard.readText())
  },
}

export class Notification extends EventEmitter {
  static isSupported = () => true
  constructor(options) {
    super()
    this.options = options
  }
  show() {
    recorded('Notification.show')(this.options)
  }
}

const area = { x: 0, y: 0, width: 1920, height: 1040 }
const display = { id: 1, bounds: { ...area, height: 1080 }, workArea: area, scaleFactor: 1 }
export const screen = {
  getPrimaryDisplay: () => {
    afterReady('screen')
    return scripted.get('screen')?.[0] ?? display
  },
  getAllDisplays: () => scripted.get('screen') ?? [display],
}

const flip = (bytes) => Buffer.from(bytes.map((byte) => byte ^ 0x5a))
const SEAL = 'v11'
export const safeStorage = {
  isEncryptionAvailable: () => {
    afterReady('safeStorage')
    return process.env.STAND_IN_KEYCHAIN !== 'none'
  },
  getSelectedStorageBackend: () => process.env.STAND_IN_KEYCHAIN ?? 'basic_text',
  encryptString: (text) => flip(Buffer.from(SEAL + text)),
  decryptString: (bytes) => {
    const text = flip(bytes).toString()
    if (!text.startsWith(SEAL))
      throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptString.')
    return text.slice(SEAL.length)
  },
}
