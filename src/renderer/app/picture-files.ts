import type { Card } from '../../contract/api/index.ts'
import type { Sha256 } from '../../contract/index.ts'
import { desktop } from '../features/export/desktop.ts'
import { startExport } from '../features/export/exporting.ts'
import { pictureUrl } from '../studio/pictures.ts'
import { count } from '../ui/figures.ts'
import { titleOf } from '../ui/naming.ts'
import { copyWords } from './clipboard.ts'
import type { Studio } from './studio.tsx'

/** Names that differ, of letters that every file system takes: "conductor-final-2-1f3a9c04.png". */
const fileName = ({ mirror }: Studio, card: Card): string => {
  const title = titleOf(card, mirror.getState().identities) ?? 'picture'
  const words = title.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-')
  return `${words}-${card.sha256.slice(0, 8)}.${card.mimeType.replace('image/', '').replace('jpeg', 'jpg')}`
}

/** Saves pictures as they were made, byte by byte: the desktop app asks for a folder, a browser puts them with its downloads. */
export const saveOriginals = async (studio: Studio, cards: readonly Card[]): Promise<void> => {
  const app = desktop()
  if (app) {
    const folder = await app.chooseFolder()
    if (folder === null) return
    const what = cards.map(({ sha256 }) => sha256)
    const { started } = await startExport(studio, {
      what,
      options: { format: 'original' },
      to: { kind: 'folder', folder },
    })
    if (started) studio.ask.done(`${count(cards.length, 'original')} saved to ${folder}.`)
    return
  }
  for (const card of cards) {
    const link = document.createElement('a')
    link.href = pictureUrl(card.sha256, 'full')
    link.download = fileName(studio, card)
    link.click()
  }
}

/** Puts the names by which the library knows pictures on the clipboard, one a line. */
export const copyIds = async (studio: Studio, pictures: readonly Sha256[]): Promise<void> =>
  await copyWords(studio, pictures.join('\n'), pictures.length === 1 ? 'The picture’s id' : 'The list of ids')

/** Puts the request that made a picture on the clipboard, with all that is known of it and without the key. */
export const copyRequest = async (studio: Studio, sha256: Sha256): Promise<void> => {
  const facts = await studio.ask.attempt(() => studio.client.pictures.facts({ pictures: [sha256] }))
  const attempt = facts?.[0]?.attempt
  if (attempt) await copyWords(studio, `${JSON.stringify(attempt, null, 2)}\n`, 'The request')
}
