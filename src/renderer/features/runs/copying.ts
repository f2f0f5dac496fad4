import type { HistoryDetail } from '../../../contract/api/index.ts'
import type { AttemptId } from '../../../contract/index.ts'
import type { Studio } from '../../app/studio.tsx'
import { tell } from '../../studio/mirror.ts'

const copy = async ({ mirror, ask }: Studio, text: string, what: string): Promise<void> => {
  try {
    await navigator.clipboard.writeText(text)
    ask.done(`${what} is on the clipboard.`)
  } catch {
    tell(mirror, {
      kind: 'problem',
      message: 'The clipboard did not take it.',
      next: 'Allow this page to write to the clipboard, then copy again.',
    })
  }
}

/** Puts a request with all that is known of it on the clipboard. */
export const copyJson = async (studio: Studio, { attempt, sends }: HistoryDetail): Promise<void> =>
  await copy(studio, `${JSON.stringify({ ...attempt, sends }, null, 2)}\n`, 'The request')

/** Puts a request on the clipboard as a command for a shell, without the key. */
export const copyCurl = async (studio: Studio, attempt: AttemptId, inline: boolean): Promise<void> => {
  const found = await studio.ask.attempt(() => studio.client.history.curl({ attempt, inline }))
  if (found) await copy(studio, found.text, 'The command, which reads the key from $GEMINI_API_KEY,')
}
