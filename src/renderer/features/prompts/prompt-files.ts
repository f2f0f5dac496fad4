import { desktop } from '../export/desktop.ts'

/** Saves words as a file: the desktop app asks where to, a browser puts it with its downloads. */
export const saveAsFile = async (name: string, text: string): Promise<void> => {
  const app = desktop()
  if (app) {
    await app.saveWords(name, text)
    return
  }
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}

/** A prompt is a page of words; a larger file is some other file and is left to the studio's refusal by its first part. */
const MOST = 64 * 1024

/** Files as the studio takes them in. */
export const readPromptFiles = async (
  files: readonly File[],
): Promise<readonly { readonly name: string; readonly text: string }[]> =>
  await Promise.all(
    files.slice(0, 60).map(async (file) => ({ name: file.name.slice(0, 200), text: await file.slice(0, MOST).text() })),
  )
