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
}

/** The message with which a page hands the preload its end of the contract's port. */
export const CONNECT = 'studio:connect'

/** Names of the two requests of {@link DesktopBridge} between preload and main. */
export const SHOW_LIBRARY = 'studio:show-library'
export const CHOOSE_LIBRARY = 'studio:choose-library'
