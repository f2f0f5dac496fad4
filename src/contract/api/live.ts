import { z } from 'zod'
import { JobState, RunStatus } from '../events.ts'
import { IdentityId, JobId, RunId, Sha256, SubjectId } from '../ids.ts'
import { EngineName, StepName, StrategyName, ViewName } from '../names.ts'
import { Problem } from '../problem.ts'
import { Origin } from './card.ts'

/** Why a job is not being answered this moment, and until when it waits. */
export const Waiting = z.object({
  reason: z.string(),
  httpStatus: z.int().nullable(),
  until: z.iso.datetime(),
})
export type Waiting = Readonly<z.infer<typeof Waiting>>

/** A piece of work that is queued, under way, or ended without a picture. */
export const LiveJob = z.object({
  run: RunId,
  job: JobId,
  /** Readable and unique in its run. */
  path: z.string(),
  step: StepName,
  subject: SubjectId.nullable(),
  identity: IdentityId.nullable(),
  strategy: StrategyName.nullable(),
  rung: z.int().nullable(),
  view: ViewName.nullable(),
  variant: z.int(),
  state: JobState,
  /** Which request this is: 1 the first, one more for every time it was sent again or asked anew. 0: none sent yet. */
  attempt: z.int().min(0),
  waiting: Waiting.nullable(),
  /** Why it ended without a picture; null otherwise. */
  problem: Problem.nullable(),
  image: Sha256.nullable(),
  cached: z.boolean(),
  /** Pictures it is made from, as far as they are there. */
  madeFrom: z.array(Origin).readonly(),
  can: z.object({ cancel: z.boolean(), retry: z.boolean() }),
})
export type LiveJob = Readonly<z.infer<typeof LiveJob>>

/**
 * `interrupted`: work is left and nobody is at it, since the studio was closed, a cap reached or an account at its end.
 * `cancelled`: somebody said so. Both can be taken up again.
 */
export const LiveRunStatus = z.enum(['running', 'interrupted', ...RunStatus.options])
export type LiveRunStatus = z.infer<typeof LiveRunStatus>

export const LiveRun = z.object({
  run: RunId,
  subject: SubjectId.nullable(),
  identities: z.array(IdentityId).readonly(),
  engine: EngineName,
  status: LiveRunStatus,
  /** The run that fills a new library with the samples. */
  sample: z.boolean(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  jobs: z.object({
    /** Rungs that are only there in case an earlier one gives nothing do not count. */
    total: z.int(),
    done: z.int(),
    running: z.int(),
    waiting: z.int(),
    /** Ended without a picture. */
    lost: z.int(),
  }),
  requests: z.int(),
  cached: z.int(),
  costUsd: z.number(),
  budgetUsd: z.number().nullable(),
  problems: z.array(Problem).readonly(),
})
export type LiveRun = Readonly<z.infer<typeof LiveRun>>
