import type { IdentityId, JobId, RunId, SubjectId } from '../../contract/index.ts'
import type { Casting } from './app.ts'
import { asking } from './problems.ts'
import { type JobRow, type RunRow, toJob, toRun } from './rows.ts'
import { sealedUpdate } from './sealing.ts'
import { unitsOf } from './units.ts'
import type { WritingParts } from './writing.ts'

interface FactsRow {
  readonly subject_id: SubjectId | null
  readonly sample: number | null
  readonly cancelled_at: string | null
}

/** Whom runs are for, and which of them still have work left. */
export const openCasting = ({ database, write, now }: Omit<WritingParts, 'reader'>): Casting => {
  const facts = database.prepare<[number], FactsRow>('SELECT subject_id, sample, cancelled_at FROM runs WHERE id = ?')
  const identities = database.prepare<[number], { readonly key: string; readonly id: IdentityId }>(
    'SELECT key, identity_id AS id FROM run_identities WHERE run_id = ?',
  )
  const open = database.prepare<[], RunRow>("SELECT * FROM runs WHERE status = 'open' ORDER BY id")
  const newest = database.prepare<[number, number, number], RunRow>(
    `SELECT r.* FROM runs r JOIN run_identities i ON i.run_id = r.id
     WHERE r.subject_id = ? AND i.identity_id = ? ORDER BY r.id DESC LIMIT ?`,
  )
  const jobs = database.prepare<[number], JobRow>('SELECT * FROM jobs WHERE run_id = ? ORDER BY id')
  const sends = database.prepare<[number], { readonly job: JobId; readonly sends: number }>(
    'SELECT job_id AS job, count(*) + sum(retries) AS sends FROM attempts WHERE run_id = ? AND cached = 0 GROUP BY job_id',
  )
  const asked = database.prepare<[number], { readonly cached: number; readonly asked: number }>(
    'SELECT cached, count(*) + sum(retries) AS asked FROM attempts WHERE run_id = ? GROUP BY cached',
  )
  const opinion = database.prepare<[string], JobRow>(
    `SELECT * FROM jobs WHERE step = 'second-opinion' AND path = ? AND state IN ('succeeded', 'blocked', 'failed')
     ORDER BY id DESC LIMIT 1`,
  )
  const runOf = database.prepare<[number], RunId>('SELECT run_id FROM jobs WHERE id = ?').pluck()
  const cancel = sealedUpdate(database, 'runs', 'UPDATE runs SET cancelled_at = @at WHERE id = @run')
  const place = database.prepare<[number], number | null>('SELECT place FROM runs WHERE id = ?').pluck()
  const placeRun = sealedUpdate(database, 'runs', 'UPDATE runs SET place = @place WHERE id = @run')
  const unplaceRuns = sealedUpdate(database, 'runs', 'UPDATE runs SET place = NULL WHERE place IS NOT NULL')
  const placeJob = sealedUpdate(database, 'jobs', 'UPDATE jobs SET place = @place WHERE id = @job AND run_id = @run')
  const unplaceJobs = sealedUpdate(
    database,
    'jobs',
    'UPDATE jobs SET place = NULL WHERE run_id = @run AND place IS NOT NULL',
  )
  const reopen = sealedUpdate(database, 'runs', "UPDATE runs SET status = 'open', ended_at = NULL WHERE id = @run")

  return {
    of: (run: RunId) =>
      asking(() => {
        const row = facts.get(run)
        return {
          subject: row?.subject_id ?? null,
          identities: identities.all(run),
          sample: row?.sample === 1,
          cancelled: row !== undefined && row.cancelled_at !== null,
        }
      }),
    open: () => asking(() => open.all().map(toRun)),
    newest: (subject, identity, limit) => asking(() => newest.all(subject, identity, limit).map(toRun)),
    unresolved: (run, key) =>
      asking(() => {
        const rows = jobs.all(run).filter(({ identity }) => identity === null || identity === key)
        return {
          jobs: unitsOf(rows)
            .filter(({ state }) => state !== 'done')
            .map(({ job }) => toJob(job)),
          paths: new Set(rows.map(({ slot, path }) => slot ?? path)),
          sends: new Map(sends.all(run).map((row) => [row.job, row.sends])),
        }
      }),
    tally: (run) =>
      asking(() => {
        const units = unitsOf(jobs.all(run))
        const count = (wanted: string): number => units.filter(({ state }) => state === wanted).length
        const attempts = asked.all(run)
        return {
          total: units.length,
          done: count('done'),
          running: count('running'),
          waiting: count('waiting'),
          lost: count('lost'),
          requests: attempts.find(({ cached }) => cached === 0)?.asked ?? 0,
          cached: attempts.find(({ cached }) => cached === 1)?.asked ?? 0,
        }
      }),
    newestOpinion: (path) =>
      asking(() => {
        const row = opinion.get(path)
        return row ? toJob(row) : null
      }),
    runOf: (job) => asking(() => runOf.get(job) ?? null),
    setCancelled: (run, cancelled) =>
      write(() => {
        cancel({ run, at: cancelled ? now() : null })
      }),
    placeOf: (run) => asking(() => place.get(run) ?? 0),
    orderRuns: (runs) =>
      write(() => {
        unplaceRuns({})
        for (const [at, run] of runs.entries()) placeRun({ run, place: at - runs.length })
      }),
    orderJobs: (run, ordered) =>
      write(() => {
        unplaceJobs({ run })
        for (const [at, job] of ordered.entries()) placeJob({ run, job, place: at - ordered.length })
      }),
    reopen: (run) =>
      write(() => {
        reopen({ run })
      }),
  }
}
