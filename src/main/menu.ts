import type { MenuItemConstructorOptions } from 'electron'

/** What the menu can do beyond what the system does by itself. */
export interface MenuActions {
  readonly newWindow: () => void
  readonly chooseLibrary: () => void
  readonly showLibrary: () => void
  readonly backUp: () => void
  readonly restore: () => void
}

/**
 * The app's menu. Undo and redo are left to the page: they mean words in a field, and reviews elsewhere, and the page knows
 * which. Every other key here does what its line says, whatever is shown.
 */
export const menuOf = (actions: MenuActions, name: string, isMac: boolean): MenuItemConstructorOptions[] => [
  ...(isMac
    ? [
        {
          label: name,
          submenu: [
            { role: 'about' },
            { type: 'separator' },
            { role: 'hide' },
            { role: 'hideOthers' },
            { role: 'unhide' },
            { type: 'separator' },
            { role: 'quit' },
          ],
        } satisfies MenuItemConstructorOptions,
      ]
    : []),
  {
    label: '&File',
    submenu: [
      { label: 'New Window', accelerator: 'CmdOrCtrl+Shift+N', click: actions.newWindow },
      { type: 'separator' },
      { label: 'Open Library…', accelerator: 'CmdOrCtrl+Shift+O', click: actions.chooseLibrary },
      { label: 'Show Library in Folder', click: actions.showLibrary },
      { label: 'Back Up Library…', click: actions.backUp },
      { label: 'Restore a Backup…', click: actions.restore },
      { type: 'separator' },
      isMac ? { role: 'close' } : { role: 'quit' },
    ],
  },
  {
    label: '&Edit',
    submenu: [{ role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { type: 'separator' }, { role: 'selectAll' }],
  },
  {
    label: '&View',
    submenu: [
      { role: 'reload' },
      { type: 'separator' },
      { label: 'Larger Text', role: 'zoomIn', accelerator: 'CmdOrCtrl+Alt+Plus' },
      { label: 'Smaller Text', role: 'zoomOut', accelerator: 'CmdOrCtrl+Alt+-' },
      { label: 'Usual Text', role: 'resetZoom', accelerator: 'CmdOrCtrl+Alt+0' },
      { type: 'separator' },
      { role: 'togglefullscreen' },
      { role: 'toggleDevTools' },
    ],
  },
  ...(isMac ? [{ role: 'windowMenu' } satisfies MenuItemConstructorOptions] : []),
]
