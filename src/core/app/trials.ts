import { implement } from '@orpc/server'
import { contract, type Trial, type TrialCase, type TrialSide } from '../../contract/api/index.ts'
import { failed, type RunId } from '../../contract/index.ts'
import type { Library } from '../library/types.ts'
import type { Job } from '../library/types.ts'
import { originsOf } from '../library/origins.ts'
import { unitsOf } from '../library/units.ts'
import { given, tellProblems } from './failures.ts'

type Read = Pick<Library, 'run' | 'jobs' | 'casting' | 'spent'>

const ENDED: Partial<Record<Job['state'], TrialSide['state']>> = {
  succeeded: 'made',
  blocked: 'blocked',
  failed: 'failed',
  cancelled: 'stopped',
  skipped: 'stopped',
}

/** Of the steps that make something of their own, the later ones are made from the earlier. */
const ORDER: readonly Job['step'][] = ['views', 'scene', 'describe', 'nearest-view', 'portrait', 'final']

const NOT_THERE: TrialSide = { state: 'stopped', image: null, text: null, says: null, blocks: 0 }

/** One thing a run was to make, whichever rung gave it. */
interface Made {
  readonly job: Job
  readonly side: TrialSide
}

const nameOf = ({ slot, path }: Pick<Job, 'slot' | 'path'>): string => slot ?? path

const madeBy = (jobs: readonly Job[]): ReadonlyMap<string, Made> => {
  const blocks = Map.groupBy(
    jobs.filter(({ state }) => state === 'blocked'),
    nameOf,
  )
  return new Map(
    unitsOf(jobs).map(({ job }) => {
      const state = ENDED[job.state] ?? 'waiting'
      const side: TrialSide = {
        state,
        image: state === 'made' ? job.image : null,
        text: state === 'made' ? job.text : null,
        says: state === 'made' ? null : (job.problem?.message ?? null),
        blocks: blocks.get(nameOf(job))?.length ?? 0,
      }
      return [nameOf(job), { job, side }]
    }),
  )
}

/** The same picture twice. What was said in words is to be read, also where it is the same. */
const isSame = (one: TrialSide, other: TrialSide): boolean => one.image !== null && one.image === other.image

/** What the words that were tried made of the same work. Fails with `run-missing`. */
const outcomeOf = (library: Read, before: RunId, tried: RunId): Trial => {
  if (!library.run(before) || !library.run(tried))
    return given<never>(failed('run-missing', 'There is no such run in this library.', 'Try the words again.'))
  const olds = madeBy(library.jobs(before))
  const jobs = library.jobs(tried)
  const at = new Map(jobs.map((job) => [job.path, job]))
  const { subject, identities } = library.casting.of(tried)
  const cases: TrialCase[] = []
  let same = 0
  const units = madeBy(jobs)
  // What lies before the words cannot be another with them: that it is the same says nothing.
  const last = Math.max(...[...units.values()].map(({ job }) => ORDER.indexOf(job.step)))
  for (const [name, { job, side }] of units) {
    const old = olds.get(name)?.side ?? NOT_THERE
    if (isSame(old, side)) {
      if (ORDER.indexOf(job.step) === last) same++
      continue
    }
    const scene = originsOf(job.inputs, (path) => at.get(path)).find(({ role }) => role === 'scene')
    cases.push({
      step: job.step,
      view: job.view,
      strategy: job.strategy,
      variant: job.variant,
      subject,
      identity: identities.find(({ key }) => key === job.identity)?.id ?? null,
      scene: scene?.sha256 ?? null,
      before: old,
      tried: side,
    })
  }
  const spent = (run: RunId) => ({
    requests: library.casting.tally(run).requests,
    costUsd: library.spent(run),
  })
  return { cases, same, before: spent(before), tried: spent(tried) }
}

const added = (one: Trial['before'], other: Trial['before']): Trial['before'] => ({
  requests: one.requests + other.requests,
  costUsd: one.costUsd + other.costUsd,
})

/** What windows ask about tries of words. */
export const trialMethods = (library: Read) => {
  const os = implement(contract.trials).use(async ({ next }) => await tellProblems(async () => await next()))
  return os.router({
    outcome: os.outcome.handler(({ input }) =>
      input.pairs
        .map(({ before, tried }) => outcomeOf(library, before, tried))
        .reduce((all, one) => ({
          cases: [...all.cases, ...one.cases],
          same: all.same + one.same,
          before: added(all.before, one.before),
          tried: added(all.tried, one.tried),
        })),
    ),
  })
}
