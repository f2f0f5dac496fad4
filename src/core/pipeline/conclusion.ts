import { type FinalMade, identityKeys, type Problem, type RunStatus } from '../../contract/index.ts'
import type { Job } from '../library/types.ts'
import { isOver, type Linked, makesFinal } from './nodes.ts'
import type { WorkRun } from './work.ts'

/** What befell a single job. */
export interface Trouble {
  readonly job: Job
  readonly problem: Problem
}

export interface RunResult {
  readonly status: RunStatus
  /** Whether work is left that running it again would do: it was cancelled, or stopped by a cap or an account. */
  readonly left: boolean
  readonly finals: readonly FinalMade[]
  readonly requests: number
  readonly cached: number
  readonly costUsd: number
  readonly problems: readonly Problem[]
}

/** Sums up a run from how its jobs ended. `costUsd` is what was spent since this session took it up. */
export const conclude = (
  { nodes, slots }: Linked,
  work: WorkRun,
  spentBefore: number,
  told: { readonly problems: readonly Problem[]; readonly troubles: readonly Trouble[] },
): RunResult => {
  const { spec, cancel, counts, purse } = work
  const keys = identityKeys(spec.identities)
  const filled = new Set<string>()
  const finals: FinalMade[] = []
  for (const { job } of nodes.values()) {
    const { image, strategy, attempt, slot } = job
    if (job.state !== 'succeeded' || !makesFinal(job) || !image || !strategy || !attempt || slot === null) continue
    const identity = spec.identities[keys.indexOf(job.identity ?? '')]?.name ?? ''
    finals.push({ identity, sha256: image, strategy, rung: job.rung ?? 0, attempt })
    filled.add(slot)
  }
  // A rung that gave nothing is history, not a problem, once another rung gave the final.
  const untold = told.troubles
    .filter(({ job }) => job.slot === null || !filled.has(job.slot))
    .map(({ job, problem }) => ({ ...problem, message: `${job.path}: ${problem.message}` }))
  const left = [...nodes.values()].some(({ job }) => !isOver(job.state) || job.state === 'cancelled')
  const statusOf = (): RunStatus => {
    if (left && cancel.aborted) return 'cancelled'
    // A run that was not to go as far as a final is measured by what it was to make.
    const wanted = slots.size > 0 ? slots.size : nodes.size
    const made =
      slots.size > 0 ? filled.size : [...nodes.values()].filter(({ job }) => job.state === 'succeeded').length
    if (!left && made === wanted) return 'succeeded'
    return made > 0 ? 'partial' : 'failed'
  }
  return {
    status: statusOf(),
    left,
    finals,
    requests: counts.requests,
    cached: counts.cached,
    costUsd: purse.spentUsd() - spentBefore,
    problems: [...told.problems, ...untold],
  }
}
