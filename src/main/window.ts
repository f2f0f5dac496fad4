import { join } from 'node:path'
import { BrowserWindow, screen } from 'electron'
import { ORIGIN } from './page-address.ts'
import { placeWindow, SMALLEST, type WindowPlace } from './window-place.ts'

/** The neutral grey of the page, so that nothing flashes before it is there. */
const GREY = '#2b2b2b'

/** How long a moved window is left alone before its place is remembered. */
const SETTLED_MS = 500

const placeOf = (window: BrowserWindow): WindowPlace => ({
  ...window.getNormalBounds(),
  maximized: window.isMaximized(),
})

/** Opens a window on the page, where the last one was left; `moved` is told where it is whenever that has changed. */
export const openWindow = async (
  left: WindowPlace | null,
  moved: (place: WindowPlace) => void,
): Promise<BrowserWindow> => {
  const { maximized, ...bounds } = placeWindow(
    left,
    [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map(({ workArea }) => workArea),
  )
  const window = new BrowserWindow({
    ...bounds,
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    backgroundColor: GREY,
    title: 'Identity Studio',
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
    },
  })
  if (maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  let settling: NodeJS.Timeout | undefined
  const settle = (): void => {
    clearTimeout(settling)
    settling = setTimeout(() => {
      if (!window.isDestroyed()) moved(placeOf(window))
    }, SETTLED_MS)
  }
  window.on('resize', settle)
  window.on('move', settle)
  window.on('close', () => {
    clearTimeout(settling)
    moved(placeOf(window))
  })
  await window.loadURL(`${ORIGIN}/`)
  return window
}

/** Brings the first window to the front, out of the dock if it is there. */
export const focusFirst = (): void => {
  const [window] = BrowserWindow.getAllWindows()
  if (!window) return
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
