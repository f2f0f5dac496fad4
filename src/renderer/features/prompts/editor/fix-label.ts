import type { PromptFinding } from '../../../../contract/api/index.ts'

const SHOWN = 48

const short = (text: string): string => {
  const line = text.trim().replaceAll(/\s+/g, ' ')
  return line.length > SHOWN ? `${line.slice(0, SHOWN - 1)}…` : line
}

/** What a fix does, in the words of a button. */
export const fixLabel = (fix: NonNullable<PromptFinding['fix']>): string => {
  if (fix.text === '') return 'Take it out'
  return fix.start === fix.end ? `Add “${short(fix.text)}”` : `Write “${short(fix.text)}”`
}
