import { Command, InvalidArgumentError } from 'commander'
import { HistoryFilter, HistorySort, HistoryStatus } from '../../contract/api/index.ts'
import {
  type Attempt,
  type AttemptId,
  EngineName,
  failed,
  ok,
  type Result,
  StepName,
  StrategyName,
} from '../../contract/index.ts'
import type { LibraryReader } from '../../core/library/types.ts'
import { openReader } from '../../core/studio.ts'
import { EXIT, exitOfProblem, type ExitCode } from '../exit.ts'
import { dollars, wholeNumber } from '../options.ts'
import { openOutput } from '../output.ts'

interface HistoryOptions {
  readonly library: string
  readonly json?: boolean
  readonly limit?: number
  readonly sort: HistorySort
  readonly search?: string
  readonly status?: readonly string[]
  readonly step?: readonly string[]
  readonly strategy?: readonly string[]
  readonly engine?: string
  readonly model?: string
  readonly reason?: string
  readonly since?: string
  readonly until?: string
  readonly costAtLeast?: number
  readonly costAtMost?: number
  readonly source?: 'asked' | 'library'
  readonly run?: number
}

const PAGE = 500

const list = (text: string): readonly string[] => text.split(',').map((part) => part.trim())

/** A day, from its midnight here, or a moment as ISO 8601 writes it. `after`: so many days later, where it is a day. */
const moment =
  (after: number) =>
  (text: string): string => {
    const day = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text.trim())
    const at = day ? new Date(Number(day[1]), Number(day[2]) - 1, Number(day[3]) + after) : new Date(text)
    if (Number.isNaN(at.getTime()))
      throw new InvalidArgumentError('Say a day, such as 2026-11-22, or a moment, such as 2026-11-22T18:00:00Z.')
    return at.toISOString()
  }

const sortOf = (text: string): HistorySort => {
  const found = HistorySort.safeParse(text)
  if (!found.success) throw new InvalidArgumentError(`It is one of ${HistorySort.options.join(', ')}.`)
  return found.data
}

const sourceOf = (text: string): 'asked' | 'library' => {
  if (text !== 'asked' && text !== 'library') throw new InvalidArgumentError('It is asked or library.')
  return text
}

/** What the options ask for, as the window's filter asks for it. */
const filterOf = (options: HistoryOptions): Result<HistoryFilter> => {
  const { search, status, step, strategy, engine, model, reason, since, until, costAtLeast, costAtMost, run } = options
  const cached = options.source === undefined ? undefined : options.source === 'library'
  const given = {
    text: search,
    statuses: status,
    steps: step,
    strategies: strategy,
    engine,
    model,
    reason,
    since,
    until,
    costAtLeast,
    costAtMost,
    run,
    cached,
  }
  const filter = HistoryFilter.safeParse(
    Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  )
  if (filter.success) return ok(filter.data)
  const [wrong] = filter.error.issues
  const NAMES: Readonly<Record<string, readonly [string, readonly string[]]>> = {
    statuses: ['status', HistoryStatus.options],
    steps: ['step', StepName.options],
    strategies: ['strategy', StrategyName.options],
    engine: ['engine', [...EngineName.options, 'local']],
  }
  const known = NAMES[String(wrong?.path[0])]
  if (!known)
    return failed('usage', `This cannot be looked for: ${wrong?.message ?? ''}.`, 'See `studio history --help`.')
  const [name, names] = known
  const said = Object.entries(given).find(([key]) => key === wrong?.path[0])?.[1]
  return failed('usage', `There is no ${name} "${String(said)}".`, `It is one of ${names.join(', ')}.`)
}

/** The attempts that are asked for, in their order. */
function* attemptsOf(library: LibraryReader, filter: HistoryFilter, sort: HistorySort): Generator<Attempt> {
  if (sort !== 'newest' || Object.keys(filter).length > 0) {
    for (const id of library.requests.attempts(filter, sort)) {
      const attempt = library.attempt(id)
      if (attempt) yield attempt
    }
    return
  }
  // Everything, newest first, needs no search: the first lines are there at once.
  let before: AttemptId | null = null
  for (;;) {
    const page: readonly Attempt[] = library.history({ limit: PAGE, ...(before === null ? {} : { before }) })
    yield* page
    const last = page.at(-1)
    if (!last) return
    before = last.id
  }
}

const retriesOf = ({ retries }: Attempt): string =>
  retries > 0 ? `${retries} ${retries === 1 ? 'retry' : 'retries'}, ` : ''

/** One attempt on one line: when, what, how it ended. */
const lineOf = (attempt: Attempt): string => {
  const what = [attempt.identity, attempt.step, attempt.view, attempt.strategy].filter(Boolean).join(' ')
  const outcome = attempt.reason === null ? attempt.status : `${attempt.status} (${attempt.reason})`
  const from = attempt.cached ? 'from the library' : `${retriesOf(attempt)}$${attempt.costUsd.toFixed(4)}`
  return `${attempt.startedAt}  #${attempt.id}  ${what}  ${outcome}  ${from}`
}

/** `studio history`: every request ever made, and those among them that somebody looks for. */
export const historyCommand = (done: (code: ExitCode) => void): Command =>
  new Command('history')
    .description('List every request ever made, newest first: what went in, what came back, what it cost.')
    .requiredOption('--library <dir>', 'the library folder')
    .option('--search <words>', 'words of the prompt, the answer or the reason; "words in quotes" as they stand')
    .option('--status <names>', `only ${HistoryStatus.options.join(', ')}`, list)
    .option('--step <names>', `only ${StepName.options.join(', ')}`, list)
    .option('--strategy <names>', 'only finals of these strategies', list)
    .option('--engine <name>', 'only of this engine')
    .option('--model <name>', 'only of this model')
    .option('--reason <text>', 'only with this block or failure reason')
    .option('--since <when>', 'from this day or moment on', moment(0))
    .option('--until <when>', 'to the end of this day, or before this moment', moment(1))
    .option('--cost-at-least <usd>', 'only what cost so much', dollars)
    .option('--cost-at-most <usd>', 'only what cost no more', dollars)
    .option('--source <asked|library>', 'only what was asked for, or what the library had already', sourceOf)
    .option('--run <n>', 'only of this run', wholeNumber(1, 1_000_000_000))
    .option('--sort <order>', HistorySort.options.join(', '), sortOf, 'newest')
    .option('--limit <n>', 'at most so many (default: all)', wholeNumber(1, 100_000_000))
    .option('--json', 'one JSON object per line')
    .action((options: HistoryOptions) => {
      const { library: folder, json = false, limit = Number.POSITIVE_INFINITY, sort } = options
      const output = openOutput(json)
      const filter = filterOf(options)
      if (!filter.ok) {
        output.problem(filter.problem)
        return done(EXIT.badInput)
      }
      const opened = openReader(folder)
      if (!opened.ok) {
        output.problem(opened.problem)
        return done(exitOfProblem(opened.problem))
      }
      const library = opened.value
      let told = 0
      for (const attempt of attemptsOf(library, filter.value, sort)) {
        output.fact(attempt)
        output.line(lineOf(attempt))
        told++
        if (told >= limit) break
      }
      if (told === 0)
        output.line(
          Object.keys(filter.value).length > 0 ? 'No request matches.' : 'Nothing was ever asked for in this library.',
        )
      library.close()
      done(EXIT.done)
    })
