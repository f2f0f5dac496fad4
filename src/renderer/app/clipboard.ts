import { tell } from '../studio/mirror.ts'
import type { Studio } from './studio.tsx'

/**
 * Puts words on the clipboard and says so.
 * @param what begins the sentence that says it: "The request"
 */
export const copyWords = async ({ mirror, ask }: Studio, text: string, what: string): Promise<void> => {
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
