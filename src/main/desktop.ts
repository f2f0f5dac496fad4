import { join, resolve } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { RPCHandler } from '@orpc/server/message-port'
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  Notification,
  protocol,
  safeStorage,
  session,
  shell,
} from 'electron'
import { OPEN_RESTORE } from '../contract/bridge.ts'
import { ok, type Problem } from '../contract/index.ts'
import { type App as Studio, openApp } from '../core/app/app.ts'
import { readEngineSwitches } from '../core/app/engine-switches.ts'
import { usualLibrary } from '../core/serving/home.ts'
import { openPage } from '../core/serving/page.ts'
import { openVision } from '../core/vision/vision.ts'
import { denyRequests } from './confine.ts'
import { recall, remember } from './memory.ts'
import { menuOf } from './menu.ts'
import { openNews } from './news.ts'
import { SCHEME } from './page-address.ts'
import { openPlaces } from './places.ts'
import { answerWindows } from './requests.ts'
import { answerOwn } from './serve-page.ts'
import { openVault } from './vault.ts'
import { focusFirst, openWindow } from './window.ts'

const LIBRARY = '--library='

/** What this start was told under a switch such as `--library=`. */
const told = (name: string): string | undefined =>
  process.argv.find((word) => word.startsWith(name))?.slice(name.length)

/** `--library=DIR` holds for one start; without it, the folder that was chosen last, or the usual one. */
const libraryFolder = (memory: string, home: string): string =>
  resolve(told(LIBRARY) ?? recall(memory).library ?? usualLibrary(home))

/** Ends the app and starts it on another library, which is the one of every start from now on. */
const startAgainOn = (memory: string, library: string): void => {
  remember(memory, { library })
  app.relaunch({ args: process.argv.slice(1).filter((word) => !word.startsWith(LIBRARY)) })
  app.quit()
}

/** Long enough for an answer to reach the window that asked. */
const ANSWERED_MS = 250

/** Asks for another library folder and starts the app again on it; false when the person thought better of it. */
const chooseLibrary = async (memory: string, from: string): Promise<boolean> => {
  const { canceled, filePaths } = await dialog.showOpenDialog({
    title: 'Open a library',
    message: 'Choose the folder of a library, or an empty one for a new library.',
    defaultPath: from,
    properties: ['openDirectory', 'createDirectory'],
  })
  const [chosen] = filePaths
  if (canceled || chosen === undefined) return false
  startAgainOn(memory, chosen)
  return true
}

/** Says why the library cannot be opened, and offers another; ends the app where none is chosen. */
const tellNoLibrary = async ({ message, next }: Problem, choose: () => Promise<boolean>): Promise<void> => {
  const { response } = await dialog.showMessageBox({
    type: 'error',
    message,
    detail: next,
    buttons: ['Choose Another Library', 'Quit'],
    defaultId: 1,
    cancelId: 1,
  })
  if (response !== 0 || !(await choose())) app.exit(3)
}

/** Tells of runs that ended while the person looks elsewhere, for as long as they want to be told. */
const tellNews = async (studio: Studio, signal: AbortSignal): Promise<void> => {
  const newsIn = openNews()
  const { settings } = createRouterClient(studio.router)
  for await (const event of studio.follow(signal))
    for (const news of newsIn(event)) {
      if (BrowserWindow.getFocusedWindow() || !Notification.isSupported()) continue
      if (!(await settings.get()).notifyWhenDone) continue
      const notification = new Notification(news)
      notification.on('click', focusFirst)
      notification.show()
    }
}

/** Closes the library before the app ends: what was paid for is on the disk first. */
const closeBeforeEnd = (close: () => Promise<void>): void => {
  let ending = false
  let ended = false
  app.on('will-quit', (event) => {
    if (ended) return
    event.preventDefault()
    if (ending) return
    ending = true
    void close().finally(() => {
      ended = true
      app.quit()
    })
  })
}

/** Opens the library and a window on it. Electron must be ready. */
export const startDesktop = async (): Promise<void> => {
  const home = app.getPath('userData')
  const memory = join(home, 'desktop.json')
  const folder = libraryFolder(memory, home)
  const choose = async (): Promise<boolean> => await chooseLibrary(memory, folder)
  const vault = openVault(safeStorage, {
    read: () => recall(memory).sealedKey,
    write: (sealedKey) => remember(memory, { sealedKey }),
  })
  const engines = readEngineSwitches({ baseUrl: told('--base-url='), misbehave: told('--misbehave=') })
  if (!engines.ok) return await tellNoLibrary(engines.problem, choose)
  const opened = await openApp({
    libraryFolder: folder,
    host: 'electron',
    version: app.getVersion(),
    vault,
    vision: openVision(),
    openLibrary: async (restored) => {
      setTimeout(() => startAgainOn(memory, restored), ANSWERED_MS)
      return await Promise.resolve(ok(null))
    },
    ...engines.value,
  })
  if (!opened.ok) return await tellNoLibrary(opened.problem, choose)
  const studio = opened.value

  denyRequests(session.defaultSession)
  const page = openPage(join(import.meta.dirname, '../renderer'))
  protocol.handle(SCHEME, async (request) => await answerOwn(request, page, studio.servePicture))
  const handler = new RPCHandler(studio.router)
  const showLibrary = (): void => void shell.openPath(folder)
  const places = openPlaces(createRouterClient(studio.router))
  answerWindows(ipcMain, (port) => handler.upgrade(port, { context: {} }), {
    showLibrary,
    chooseLibrary: choose,
    ...places.requests,
  })

  const newWindow = (): void =>
    void openWindow(recall(memory).window, (window) => remember(memory, { window })).catch(() => {
      // A window that was closed before its page had loaded.
    })
  const actions = {
    newWindow,
    chooseLibrary: () => void choose(),
    showLibrary,
    backUp: () => void places.backUp(),
    restore: () =>
      (BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0])?.webContents.send(OPEN_RESTORE),
  }
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuOf(actions, 'Identity Studio', process.platform === 'darwin')))
  app.on('activate', () => (BrowserWindow.getAllWindows().length === 0 ? newWindow() : focusFirst()))

  const ending = new AbortController()
  void tellNews(studio, ending.signal)
  closeBeforeEnd(async () => {
    ending.abort()
    await studio.close()
  })
  newWindow()
}
