import { basename } from 'node:path'
import type { RouterClient } from '@orpc/server'
import { dialog, shell } from 'electron'
import type { AppRouter } from '../core/app/router.ts'
import { writeWhole } from '../core/export/files.ts'
import type { PageRequests } from './requests.ts'

/** Folders and files that the person chooses in the system's own dialogs. */
export interface Places {
  readonly requests: Pick<
    PageRequests,
    'chooseFolder' | 'chooseBackup' | 'chooseRestore' | 'showBackup' | 'showExport' | 'saveWords'
  >
  /** Asks where to and writes a backup there; windows tell how far it is. */
  readonly backUp: () => Promise<void>
}

const chooseFolder = async (): Promise<string | null> => {
  const { canceled, filePaths } = await dialog.showOpenDialog({
    title: 'Export to a folder',
    buttonLabel: 'Choose',
    properties: ['openDirectory', 'createDirectory'],
  })
  return canceled ? null : (filePaths[0] ?? null)
}

const saveWords = async (name: string, text: string): Promise<boolean> => {
  const { canceled, filePath } = await dialog.showSaveDialog({
    title: 'Save as a file',
    // Only the last part of a path: the page proposes a name, and no place.
    defaultPath: basename(name),
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  })
  if (canceled || filePath === '') return false
  const saved = await writeWhole(filePath, text)
  if (!saved.ok) dialog.showErrorBox('It was not saved', `${saved.problem.message} ${saved.problem.next}`)
  return saved.ok
}

const chooseRestore = async (kind: 'zip' | 'folder'): Promise<string | null> => {
  const { canceled, filePaths } = await dialog.showOpenDialog({
    title: 'Restore a backup',
    buttonLabel: 'Look',
    ...(kind === 'zip'
      ? { properties: ['openFile'], filters: [{ name: 'Backups', extensions: ['zip'] }] }
      : { properties: ['openDirectory'] }),
  })
  return canceled ? null : (filePaths[0] ?? null)
}

export const openPlaces = (client: RouterClient<AppRouter, Record<string, never>>): Places => {
  const chooseBackup = async (): Promise<string | null> => {
    const { zip } = await client.backups.suggest()
    const { canceled, filePath } = await dialog.showSaveDialog({
      title: 'Back up the library',
      message: 'A name that ends in .zip makes one file, any other name a folder.',
      defaultPath: zip,
      buttonLabel: 'Back Up',
      properties: ['createDirectory'],
    })
    return canceled || filePath === '' ? null : filePath
  }
  return {
    requests: {
      chooseFolder,
      chooseBackup,
      chooseRestore,
      showBackup: async () => {
        const backup = await client.backups.state()
        if (backup?.status === 'done') shell.showItemInFolder(backup.to)
      },
      saveWords,
      showExport: async () => {
        const folder = (await client.exports.list()).find((one) => one.folder !== null)?.folder
        // Shown, not opened: a page must not be able to start a program.
        if (folder) shell.showItemInFolder(folder)
      },
    },
    backUp: async () => {
      const to = await chooseBackup()
      if (to === null) return
      await client.backups.start({ to }).catch((error: unknown) => {
        dialog.showErrorBox('The library was not backed up', error instanceof Error ? error.message : String(error))
      })
    },
  }
}
