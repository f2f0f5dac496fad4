import { contextBridge, ipcRenderer } from 'electron'
import {
  CHOOSE_BACKUP,
  CHOOSE_FOLDER,
  CHOOSE_LIBRARY,
  CONNECT,
  type DesktopBridge,
  SAVE_WORDS,
  SHOW_EXPORT,
  SHOW_LIBRARY,
} from '../contract/bridge.ts'

// A port cannot cross contextBridge, so the page hands over its end as a message to its own window.
window.addEventListener('message', (event) => {
  const [port] = event.ports
  if (event.source === window && event.origin === location.origin && event.data === CONNECT && port)
    ipcRenderer.postMessage(CONNECT, null, [port])
})

const chosenPath = async (request: string): Promise<string | null> => {
  const path: unknown = await ipcRenderer.invoke(request)
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
  showExport: async () => {
    await ipcRenderer.invoke(SHOW_EXPORT)
  },
  saveWords: async (name, text) => (await ipcRenderer.invoke(SAVE_WORDS, name, text)) === true,
}

contextBridge.exposeInMainWorld('studio', bridge)
