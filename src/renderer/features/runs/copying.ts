import type { HistoryDetail } from '../../../contract/api/index.ts'
import type { AttemptId } from '../../../contract/index.ts'
import { copyWords } from '../../app/clipboard.ts'
import type { Studio } from '../../app/studio.tsx'

/** Puts a request with all that is known of it on the clipboard. */
export const copyJson = async (studio: Studio, { attempt, sends }: HistoryDetail): Promise<void> =>
  await copyWords(studio, `${JSON.stringify({ ...attempt, sends }, null, 2)}\n`, 'The request')

/** Puts a request on the clipboard as a command for a shell, without the key. */
export const copyCurl = async (studio: Studio, attempt: AttemptId, inline: boolean): Promise<void> => {
  const found = await studio.ask.attempt(() => studio.client.history.curl({ attempt, inline }))
  if (found) await copyWords(studio, found.text, 'The command, which reads the key from $GEMINI_API_KEY,')
}
