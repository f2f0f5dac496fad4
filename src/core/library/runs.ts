import { type AttemptId, ProblemError, RunId, failed } from '../../contract/index.ts'
import { openAdopting } from './adopting.ts'
import { openJobRows } from './jobs.ts'
import { LOST, type RunRow, toRun } from './rows.ts'
import { sealedInsert, sealedUpdate } from './sealing.ts'
import type { Library, NewJob } from './types.ts'
import type { WritingParts } from './writing.ts'

type RunWriting = Pick<Library, 'createRun' | 'openRun' | 'resumeRun' | 'setJob' | 'endRun'>

const RUN_COLUMNS = 'spec, spec_hash, recipe, status, started_at'
const JOB_COLUMNS =
  'run_id, path, step, maker, identity, strategy, slot, rung, view, variant, inputs, state, released, cached'

/** What an attempt is that was waiting between two sendings when its process ended: nothing was under way, nothing lost. */
const STOPPED_WAITING = 'stopped while waiting to send again'

/** Runs and their queue: put in, taken up again, moved on, ended. */
export const runWriting = ({ database, write, now }: WritingParts): RunWriting => {
  const jobs = openJobRows(database)
  const adopting = openAdopting(database, now)
  const insertRun = sealedInsert(database, 'runs', RUN_COLUMNS)
  const insertJob = sealedInsert(database, 'jobs', JOB_COLUMNS)
  const setRun = sealedUpdate(database, 'runs', 'UPDATE runs SET status = @status, ended_at = @endedAt WHERE id = @run')
  const takeUp = sealedUpdate(
    database,
    'runs',
    `UPDATE runs SET status = 'open', ended_at = NULL, cancelled_at = CASE @whole WHEN 1 THEN NULL ELSE cancelled_at END
     WHERE id = @run`,
  )
  const openRun = database.prepare<[string], RunRow>(
    `SELECT * FROM runs WHERE spec_hash = ? AND status = 'open' ORDER BY id DESC LIMIT 1`,
  )
  // An answer that was recorded is not lost; it is judged when its job is taken up.
  const openAttempts = database.prepare<[number], { readonly id: AttemptId; readonly sending: number }>(
    `SELECT id, EXISTS (SELECT 1 FROM sends WHERE attempt_id = attempts.id AND ended_at IS NULL) AS sending
     FROM attempts WHERE status IS NULL AND image IS NULL AND +run_id = ?`,
  )
  const endUnfinished = sealedUpdate(
    database,
    'attempts',
    'UPDATE attempts SET status = @status, reason = @reason, cost_usd = @rate * estimate_usd WHERE id = @attempt',
  )
  const requeue = sealedUpdate(
    database,
    'jobs',
    `UPDATE jobs SET state = CASE released WHEN 1 THEN 'ready' ELSE 'held' END, lease_until = NULL, lease_session = NULL
     WHERE run_id = @run AND (state = 'running' OR (state = 'cancelled' AND @whole = 1))`,
  )
  /** Unknown attempts that are the last of a job still to do: those whose request is sent once more. */
  const lost = database
    .prepare<[number], number>(
      `SELECT count(*) FROM jobs j
       WHERE j.run_id = ? AND j.state = 'ready' AND 'unknown' = (
         SELECT a.status FROM attempts a WHERE a.run_id = j.run_id AND a.job_id = j.id ORDER BY a.id DESC LIMIT 1)`,
    )
    .pluck()
  const needed = (run: RunId): void => {
    if (database.prepare('SELECT 1 FROM runs WHERE id = ?').get(run) !== undefined) return
    throw new ProblemError(
      failed('run-missing', `There is no run ${run} in this library.`, 'See history for those there are.').problem,
    )
  }

  return {
    createRun: (spec, specHash, planned, cast) =>
      write(() => {
        const started = { status: 'open', started_at: now() }
        const run = insertRun({ spec: JSON.stringify(spec), spec_hash: specHash, recipe: spec.recipe, ...started })
        adopting.link(run, spec, cast ?? null)
        for (const job of planned) insertJob({ run_id: run, ...jobValues(job) })
        return RunId.parse(run)
      }),
    openRun: (specHash) => {
      const row = openRun.get(specHash)
      return row === undefined ? null : toRun(row)
    },
    resumeRun: (run, whole = true) =>
      write(() => {
        needed(run)
        for (const { id, sending } of openAttempts.all(run)) {
          const end =
            sending === 1 ? { status: 'unknown', reason: LOST } : { status: 'cancelled', reason: STOPPED_WAITING }
          endUnfinished({ attempt: id, rate: sending, ...end })
        }
        requeue({ run, whole: Number(whole) })
        takeUp({ run, whole: Number(whole) })
        return { lost: lost.get(run) ?? 0 }
      }),
    setJob: (job, change) =>
      write(() => {
        jobs.change(jobs.get(job), change)
      }),
    endRun: (run, status) =>
      write(() => {
        needed(run)
        setRun({ run, status, endedAt: now() })
      }),
  }
}

const jobValues = (job: NewJob) => ({
  path: job.path,
  step: job.step,
  maker: job.maker,
  identity: job.identity,
  strategy: job.strategy,
  slot: job.slot,
  rung: job.rung,
  view: job.view,
  variant: job.variant,
  inputs: JSON.stringify(job.inputs),
  state: job.state,
  released: job.state === 'held' ? 0 : 1,
  cached: 0,
})
