import { contextBridge, ipcRenderer } from 'electron'
import {
  CHOOSE_BACKUP,
  CHOOSE_FOLDER,
  CHOOSE_LIBRARY,
  CHOOSE_RESTORE,
  CONNECT,
  type DesktopBridge,
  SAVE_WORDS,
  OPEN_RESTORE,
  SHOW_BACKUP,
  SHOW_EXPORT,
  SHOW_LIBRARY,
} from '../contract/bridge.ts'

// A port cannot cross contextBridge, so the page hands over its end as a message to its own window.
window.addEventListener('message', (event) => {
  const [port] = event.ports
  if (event.source === window && event.origin === location.origin && event.data === CONNECT && port)
    ipcRenderer.postMessage(CONNECT, null, [port])
})

ipcRenderer.on(OPEN_RESTORE, () => window.dispatchEvent(new Event(OPEN_RESTORE)))

const chosenPath = async (request: string, told?: string): Promise<string | null> => {
  const path: unknown = await ipcRenderer.invoke(request, told)
  return typeof path === 'string' ? path : null
}

const bridge: DesktopBridge = {
  host: 'electron',
  showLibrary: async () => {
    await ipcRenderer.invoke(SHOW_LIBRARY)
  },
  chooseLibrary: async () => (await ipcRenderer.invoke(CHOOSE_LIBRARY)) === true,
  chooseFolder: async () => await chosenPath(CHOOSE_FOLDER),
  chooseBackup: async () => await chosenPath(CHOOSE_BACKUP),
  chooseRestore: async (kind) => await chosenPath(CHOOSE_RESTORE, kind),
  showBackup: async () => {
    await ipcRenderer.invoke(SHOW_BACKUP)
  },
  showExport: async () => {
    await ipcRenderer.invoke(SHOW_EXPORT)
  },
  saveWords: async (name, text) => (await ipcRenderer.invoke(SAVE_WORDS, name, text)) === true,
}

contextBridge.exposeInMainWorld('studio', bridge)
