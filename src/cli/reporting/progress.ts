import { Listr, type ListrTaskWrapper, type SimpleRenderer, type DefaultRenderer } from 'listr2'
import { identityKeys, type RunEvent, type RunSpecInput } from '../../contract/index.ts'
import { plain, type Output } from '../output.ts'

/** Shows a run while it works. */
export interface Progress {
  readonly onEvent: (event: RunEvent) => void
  /** Ends the display; what is printed afterwards stands below it. */
  readonly finish: () => Promise<void>
}

const QUIET: Progress = { onEvent: () => {}, finish: async () => await Promise.resolve() }

/** What one group of jobs (the views, an identity) has done so far. */
interface Group {
  readonly title: string
  readonly all: number
  over: number
  made: number
  now: string
}

const groupKey = (identity: string | null): string => identity ?? ''

const describe = (event: Extract<RunEvent, { event: 'sending' | 'waiting' }>): string => {
  const what = [event.view ?? event.step, event.strategy].filter(Boolean).join(', ')
  if (event.event === 'sending')
    return event.retries > 0 ? `${what}: asking again, retry ${event.retries}` : `${what} ...`
  const seconds = (event.waitMs / 1000).toFixed(1).replace(/\.0$/, '')
  return `${what}: ${event.reason}, asking again in ${seconds} s (retry ${event.retries + 1})`
}

/** The groups of a run in their order, from its plan; rungs on standby are not counted as work. */
const groupsOf = (
  event: Extract<RunEvent, { event: 'planned' }>,
  titles: ReadonlyMap<string, string>,
): Map<string, Group> => {
  const groups = new Map<string, Group>()
  for (const [key, jobs] of Map.groupBy(
    event.plan.jobs.filter(({ will }) => will !== 'standby'),
    ({ identity }) => groupKey(identity),
  ))
    groups.set(key, { title: titles.get(key) ?? key, all: jobs.length, over: 0, made: 0, now: '' })
  return groups
}

/** Lines for logs and pipes: one when something ended or has to wait. */
const plainProgress = (output: Output, titles: ReadonlyMap<string, string>): Progress => ({
  onEvent: (event) => {
    if (event.event === 'started' && event.resumed)
      output.line(
        event.lost > 0
          ? `Going on with run ${event.run}. ${event.lost} answers were lost (outcome unknown, maybe billed); they are asked for again.`
          : `Going on with run ${event.run}.`,
      )
    if (event.event === 'waiting') output.line(`  ${titles.get(groupKey(event.identity)) ?? ''}: ${describe(event)}`)
    if (event.event === 'job' && event.state !== 'skipped' && event.state !== 'ready') {
      const what = [titles.get(groupKey(event.identity)), event.view ?? event.step, event.strategy]
        .filter(Boolean)
        .join(', ')
      const how = event.problem
        ? `${event.state}: ${event.problem.message}`
        : event.cached
          ? 'from the library'
          : 'done'
      output.line(`  ${what}: ${how}`)
    }
  },
  finish: async () => await Promise.resolve(),
})

type Wrapper = ListrTaskWrapper<unknown, typeof DefaultRenderer, typeof SimpleRenderer>

/** A live list for terminals: one line per group with its count and what it is doing. */
const liveProgress = (titles: ReadonlyMap<string, string>): Progress => {
  let groups = new Map<string, Group>()
  const shown = new Map<string, { readonly task: Wrapper; readonly end: () => void }>()
  let running: Promise<unknown> = Promise.resolve()

  const refresh = (key: string): void => {
    const group = groups.get(key)
    const line = shown.get(key)
    if (!group || !line) return
    line.task.title = plain(`${group.title}  ${Math.min(group.over, group.all)}/${group.all}`)
    line.task.output = plain(group.now)
    if (group.over >= group.all) line.end()
  }

  const start = (): void => {
    const list = new Listr(
      [...groups].map(([key, group]) => ({
        title: plain(`${group.title}  0/${group.all}`),
        task: async (_context: unknown, task: Wrapper) =>
          await new Promise<void>((resolve) => {
            shown.set(key, { task, end: resolve })
            refresh(key)
          }),
      })),
      { concurrent: true, rendererOptions: { collapseSubtasks: false }, registerSignalListeners: false },
    )
    running = list.run().catch(() => {})
  }

  return {
    onEvent: (event) => {
      if (event.event === 'planned') {
        groups = groupsOf(event, titles)
        start()
      } else if (event.event === 'sending' || event.event === 'waiting') {
        const group = groups.get(groupKey(event.identity))
        if (group) group.now = describe(event)
        refresh(groupKey(event.identity))
      } else if (event.event === 'job') {
        const group = groups.get(groupKey(event.identity))
        if (!group) return
        if (event.state === 'succeeded' || event.state === 'blocked' || event.state === 'failed') {
          group.over++
          if (event.problem) group.now = `${event.strategy ?? event.step}: ${event.problem.message}`
        }
        refresh(groupKey(event.identity))
      }
    },
    finish: async () => {
      for (const { end } of shown.values()) end()
      await running
    },
  }
}

/** Progress for the terminal there is; none with `--json`, where every event is a line anyway. */
export const openProgress = (output: Output, spec: RunSpecInput): Progress => {
  if (output.json) return QUIET
  const keys = identityKeys(spec.identities)
  const titles = new Map([
    ['', 'Character views'],
    ...keys.map((key, index): [string, string] => [key, spec.identities[index]?.name ?? key]),
  ])
  return process.stdout.isTTY ? liveProgress(titles) : plainProgress(output, titles)
}
