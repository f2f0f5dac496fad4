import { implement } from '@orpc/server'
import { contract } from '../../contract/api/index.ts'
import { given, tellProblems } from './failures.ts'
import type { Runs } from './runs.ts'
import type { AppSettings } from './settings.ts'

/** What windows ask of the queue. */
export const queueMethods = (runs: Runs, settings: AppSettings) => {
  const os = implement(contract.queue).use(async ({ next }) => await tellProblems(async () => await next()))
  return os.router({
    get: os.get.handler(() => ({ paused: settings.get().paused, runs: runs.queue() })),
    orderRuns: os.orderRuns.handler(async ({ input }) => await runs.orderRuns(input.runs)),
    orderJobs: os.orderJobs.handler(async ({ input }) => {
      given(await runs.orderJobs(input.run, input.jobs))
    }),
  })
}
