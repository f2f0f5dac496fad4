import type { IpcMain, IpcMainEvent, IpcMainInvokeEvent, MessagePortMain, WebFrameMain } from 'electron'
import { z } from 'zod'
import {
  CHOOSE_BACKUP,
  CHOOSE_FOLDER,
  CHOOSE_LIBRARY,
  CHOOSE_RESTORE,
  CONNECT,
  SAVE_WORDS,
  SHOW_BACKUP,
  SHOW_EXPORT,
  SHOW_LIBRARY,
} from '../contract/bridge.ts'
import { isOwnPage } from './page-address.ts'

/** Only the top frame of an own page is answered: a frame inside of it, or a page that got there by a bug, is not. */
const isOwn = (frame: WebFrameMain | null): boolean => frame !== null && frame.parent === null && isOwnPage(frame.url)

/** What the page may ask for beside the contract. */
export interface PageRequests {
  readonly showLibrary: () => void
  readonly chooseLibrary: () => Promise<boolean>
  readonly chooseFolder: () => Promise<string | null>
  readonly chooseBackup: () => Promise<string | null>
  readonly chooseRestore: (kind: 'zip' | 'folder') => Promise<string | null>
  readonly showBackup: () => Promise<void>
  readonly showExport: () => Promise<void>
  readonly saveWords: (name: string, text: string) => Promise<boolean>
}

/** A name is only proposed, and a prompt is a page of words: more than this is not what the page was made for. */
const Words = z.tuple([z.string().max(200), z.string().max(1_000_000)])

/** Answers the windows: their ports are spoken to, and the bridge's requests are carried out. */
export const answerWindows = (ipc: IpcMain, speak: (port: MessagePortMain) => void, requests: PageRequests): void => {
  ipc.on(CONNECT, (event: IpcMainEvent) => {
    const [port] = event.ports
    if (!port) return
    if (!isOwn(event.senderFrame)) return port.close()
    speak(port)
    port.start()
  })
  const answer = (name: string, act: (...told: readonly unknown[]) => unknown): void =>
    ipc.handle(name, async (event: IpcMainInvokeEvent, ...told: readonly unknown[]) => {
      if (!isOwn(event.senderFrame)) throw new Error('This page may not ask.')
      return await act(...told)
    })
  answer(SHOW_LIBRARY, requests.showLibrary)
  answer(CHOOSE_LIBRARY, requests.chooseLibrary)
  answer(CHOOSE_FOLDER, requests.chooseFolder)
  answer(CHOOSE_BACKUP, requests.chooseBackup)
  answer(CHOOSE_RESTORE, async (kind) => await requests.chooseRestore(kind === 'folder' ? 'folder' : 'zip'))
  answer(SHOW_BACKUP, requests.showBackup)
  answer(SHOW_EXPORT, requests.showExport)
  answer(SAVE_WORDS, async (...told) => await requests.saveWords(...Words.parse(told)))
}
