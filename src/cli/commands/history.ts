import { Command } from 'commander'
import { type Attempt, type AttemptId, AttemptStatus } from '../../contract/index.ts'
import { openReader } from '../../core/studio.ts'
import { EXIT, exitOfProblem, type ExitCode } from '../exit.ts'
import { wholeNumber } from '../options.ts'
import { openOutput } from '../output.ts'

interface HistoryOptions {
  readonly library: string
  readonly json?: boolean
  readonly limit?: number
  readonly status?: string
}

const PAGE = 500

/** One attempt on one line: when, what, how it ended. */
const lineOf = (attempt: Attempt): string => {
  const what = [attempt.identity, attempt.step, attempt.view, attempt.strategy].filter(Boolean).join(' ')
  const outcome = attempt.reason === null ? attempt.status : `${attempt.status} (${attempt.reason})`
  const from = attempt.cached
    ? 'from the library'
    : `${attempt.retries > 0 ? `${attempt.retries} retries, ` : ''}$${attempt.costUsd.toFixed(4)}`
  return `${attempt.startedAt}  #${attempt.id}  ${what}  ${outcome}  ${from}`
}

/** `studio history`: every request ever made, newest first. */
export const historyCommand = (done: (code: ExitCode) => void): Command =>
  new Command('history')
    .description('List every request ever made, newest first: what went in, what came back, what it cost.')
    .requiredOption('--library <dir>', 'the library folder')
    .option('--limit <n>', 'at most so many', wholeNumber(1, 100_000_000))
    .option('--status <status>', `only ${AttemptStatus.options.join(', ')}`)
    .option('--json', 'one JSON object per line')
    .action(({ library: folder, json = false, limit = Number.POSITIVE_INFINITY, status }: HistoryOptions) => {
      const output = openOutput(json)
      const wanted = AttemptStatus.optional().safeParse(status)
      if (!wanted.success) {
        output.problem({
          code: 'usage',
          message: `There is no status "${status}".`,
          next: `It is one of ${AttemptStatus.options.join(', ')}.`,
        })
        return done(EXIT.badInput)
      }
      const opened = openReader(folder)
      if (!opened.ok) {
        output.problem(opened.problem)
        return done(exitOfProblem(opened.problem))
      }
      const library = opened.value
      let before: AttemptId | null = null
      for (let left = limit; left > 0;) {
        const page: readonly Attempt[] = library.history({
          limit: Math.min(PAGE, left),
          ...(before === null ? {} : { before }),
          ...(wanted.data === undefined ? {} : { status: wanted.data }),
        })
        for (const attempt of page) {
          output.fact(attempt)
          output.line(lineOf(attempt))
        }
        const last = page.at(-1)
        if (!last) break
        left -= page.length
        before = last.id
      }
      if (before === null) output.line('Nothing was ever asked for in this library.')
      library.close()
      done(EXIT.done)
    })
