// A stand-in for Electron where its binary cannot be had: the part of the main process's API that the app uses, with windows
// that are pages of a real Chromium. What it cannot prove: native modules inside Electron, the real custom scheme, the
// sandbox, real dialogs, menus and keychains.
import { app } from './app.mjs'
import { ipcMain, MessageChannelMain, MessagePortMain } from './ipc.mjs'
import { clipboard, dialog, Menu, Notification, safeStorage, screen, shell } from './native.mjs'
import { net, protocol, session } from './network.mjs'
import { BrowserWindow, webContents } from './window.mjs'

export {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  MessagePortMain,
  net,
  Notification,
  protocol,
}
export { safeStorage, screen, session, shell, webContents }
export { calls as __calls, script as __script } from './native.mjs'
export default {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  net,
  Notification,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  webContents,
}
