import { z } from 'zod'
import { Attempt, AttemptStatus } from './attempt.ts'
import { AttemptId, JobId, RunId, Sha256 } from './ids.ts'
import { StepName, StrategyName, ViewName } from './names.ts'
import { Plan } from './plan.ts'
import { Problem } from './problem.ts'

export const JobState = z.enum(['held', 'ready', 'running', 'succeeded', 'blocked', 'failed', 'cancelled', 'skipped'])
export type JobState = z.infer<typeof JobState>

const job = {
  run: RunId,
  job: JobId,
  path: z.string(),
  step: StepName,
  identity: z.string().nullable(),
  strategy: StrategyName.nullable(),
  view: ViewName.nullable(),
  variant: z.int(),
}

/** A final that a run made. */
export const FinalMade = z.object({
  identity: z.string(),
  sha256: Sha256,
  strategy: StrategyName,
  rung: z.int(),
  attempt: AttemptId,
})
export type FinalMade = Readonly<z.infer<typeof FinalMade>>

export const RunStatus = z.enum(['succeeded', 'partial', 'failed', 'cancelled'])
export type RunStatus = z.infer<typeof RunStatus>

/** Everything a run tells while it works, in order. Facts only: they are also in the library. */
export const RunEvent = z.discriminatedUnion('event', [
  z.object({ event: z.literal('planned'), run: RunId, plan: Plan }),
  /** `lost`: requests of an earlier session whose answer was lost and that are sent again by this resume. */
  z.object({ event: z.literal('started'), run: RunId, resumed: z.boolean(), lost: z.int(), jobs: z.int() }),
  z.object({ event: z.literal('sending'), ...job, attempt: AttemptId, number: z.int(), retries: z.int() }),
  z.object({
    event: z.literal('waiting'),
    ...job,
    attempt: AttemptId,
    reason: z.string(),
    httpStatus: z.int().nullable(),
    retries: z.int(),
    waitMs: z.number(),
    until: z.iso.datetime(),
  }),
  z.object({ event: z.literal('attempt'), ...job, attempt: Attempt }),
  z.object({
    event: z.literal('job'),
    ...job,
    state: JobState,
    outcome: AttemptStatus.nullable(),
    image: Sha256.nullable(),
    cached: z.boolean(),
    problem: Problem.nullable(),
  }),
  z.object({ event: z.literal('spent'), run: RunId, costUsd: z.number(), budgetUsd: z.number().nullable() }),
  z.object({
    event: z.literal('done'),
    run: RunId,
    status: RunStatus,
    finals: z.array(FinalMade).readonly(),
    requests: z.int(),
    cached: z.int(),
    costUsd: z.number(),
    problems: z.array(Problem).readonly(),
  }),
])
export type RunEvent = Readonly<z.infer<typeof RunEvent>>
export type RunDone = Extract<RunEvent, { event: 'done' }>
