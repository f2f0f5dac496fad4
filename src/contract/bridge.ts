/**
 * What the desktop app hands its page as `window.studio`; absent in a browser. Everything else goes over the contract, whose
 * port the page sends to the preload as a window message holding {@link CONNECT}.
 */
export interface DesktopBridge {
  readonly host: 'electron'
  /** Shows the folder of the library in the system's file browser. */
  readonly showLibrary: () => Promise<void>
  /** Lets the person choose another library folder; the app then starts again on it. False: they thought better of it. */
  readonly chooseLibrary: () => Promise<boolean>
  /** Lets the person choose a folder to export to; null when they thought better of it. */
  readonly chooseFolder: () => Promise<string | null>
  /** Lets the person choose where a backup is written; null when they thought better of it. */
  readonly chooseBackup: () => Promise<string | null>
  /** Lets the person choose a backup to restore, a zip or a folder; null when they thought better of it. */
  readonly chooseRestore: (kind: 'zip' | 'folder') => Promise<string | null>
  /** Shows the last backup of this session in the system's file browser. */
  readonly showBackup: () => Promise<void>
  /** Shows the folder of the last export in the system's file browser. */
  readonly showExport: () => Promise<void>
  /** Lets the person choose where words are saved as a file of this name, and saves them; false when they thought better of it. */
  readonly saveWords: (name: string, text: string) => Promise<boolean>
}

/** The message with which a page hands the preload its end of the contract's port. */
export const CONNECT = 'studio:connect'

/** Names of the requests of {@link DesktopBridge} between preload and main. */
export const SHOW_LIBRARY = 'studio:show-library'
export const CHOOSE_LIBRARY = 'studio:choose-library'
export const CHOOSE_FOLDER = 'studio:choose-folder'
export const CHOOSE_BACKUP = 'studio:choose-backup'
export const CHOOSE_RESTORE = 'studio:choose-restore'
export const SHOW_BACKUP = 'studio:show-backup'
export const SHOW_EXPORT = 'studio:show-export'
export const SAVE_WORDS = 'studio:save-words'

/** The event on the page's window with which the app's menu asks for its dialog. */
export const OPEN_RESTORE = 'studio:open-restore'
