import { implement } from '@orpc/server'
import { contract } from '../../contract/api/index.ts'
import { given, tellProblems } from './failures.ts'
import { windowOf, withMoved } from './queue.ts'
import type { Runs } from './runs.ts'
import type { AppSettings } from './settings.ts'

/** What windows ask of the queue. */
export const queueMethods = (runs: Runs, settings: AppSettings) => {
  const os = implement(contract.queue).use(async ({ next }) => await tellProblems(async () => await next()))
  return os.router({
    get: os.get.handler(({ input: { windows } }) => {
      const begin = new Map(windows.map(({ run, from }) => [run, from]))
      return {
        paused: settings.get().paused,
        runs: runs.queue().map((queued) => windowOf(queued, begin.get(queued.run.run) ?? 0)),
      }
    }),
    orderRuns: os.orderRuns.handler(async ({ input }) => await runs.orderRuns(input.runs)),
    moveJob: os.moveJob.handler(async ({ input: { run, job, side, of } }) => {
      const queued = runs.queue().find((one) => one.run.run === run)
      const order = queued ? withMoved(queued.jobs, job, side, of) : null
      if (order !== null) given(await runs.orderJobs(run, order))
    }),
  })
}
