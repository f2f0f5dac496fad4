import type { Problem } from '../contract/index.ts'

/** Where a command's words go. With `--json` every line on standard output is one JSON object and nothing else. */
export interface Output {
  readonly json: boolean
  /** A fact for programs; printed only with `--json`. */
  readonly fact: (fact: object) => void
  /** A line for people; printed only without `--json`. */
  readonly line: (text?: string) => void
  /** What went wrong: for programs on standard output, for people on standard error. */
  readonly problem: (problem: Problem) => void
}

/** Control characters of hostile names would move the cursor or recolour the terminal; tabs and line ends stay. */
export const plain = (text: string): string =>
  // oxlint-disable-next-line no-control-regex -- these are the characters to be shown as one sign
  text.replaceAll(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g, '\uFFFD')

export const openOutput = (json: boolean): Output => ({
  json,
  fact: (fact) => {
    if (json) process.stdout.write(`${JSON.stringify(fact)}\n`)
  },
  line: (text = '') => {
    if (!json) process.stdout.write(`${plain(text)}\n`)
  },
  problem: (problem) => {
    if (json) process.stdout.write(`${JSON.stringify({ event: 'problem', ...problem })}\n`)
    else process.stderr.write(`${plain(problem.message)}${problem.next === '' ? '' : ` ${plain(problem.next)}`}\n`)
  },
})

/**
 * Goes on quietly when whoever reads the output closes it (`history | head`): a command that only prints ends, one that
 * is at work finishes its work.
 */
export const outliveClosedPipe = (whenClosed: () => void): void => {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
      whenClosed()
    })
}
