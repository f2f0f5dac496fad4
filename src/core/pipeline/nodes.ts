import type { Job } from '../library/types.ts'
import { STRATEGIES } from './recipes/index.ts'

/** A job with what the runner keeps about it while the run is worked off. */
export interface Node {
  job: Job
  /** Jobs whose answer it still needs. */
  waits: number
  queued: boolean
  readonly feeds: Node[]
}

/** Paths of the jobs whose answers go into a job. */
export const jobsNamed = (inputs: Job['inputs']): readonly string[] =>
  Object.values(inputs).flatMap((sources) => sources.flatMap((source) => ('job' in source ? [source.job] : [])))

/** Whether this job's answer is the final of its rung. */
export const makesFinal = (job: Pick<Job, 'strategy' | 'path'>): boolean => {
  if (job.strategy === null) return false
  const last = STRATEGIES[job.strategy].nodes.at(-1)
  return job.path.endsWith(`/${job.strategy}/${last?.name ?? ''}`)
}

export const isOver = (state: Job['state']): boolean => state !== 'ready' && state !== 'held' && state !== 'running'

export interface Linked {
  readonly nodes: ReadonlyMap<string, Node>
  /** The jobs of each ladder, all rungs together. */
  readonly slots: ReadonlyMap<string, readonly Node[]>
}

/** Ties the jobs of a run together by what feeds what. */
export const linkJobs = (jobs: readonly Job[]): Linked => {
  const nodes = new Map<string, Node>()
  for (const job of jobs) nodes.set(job.path, { job, waits: 0, queued: false, feeds: [] })
  for (const node of nodes.values())
    for (const path of jobsNamed(node.job.inputs)) {
      const from = nodes.get(path)
      if (!from) continue
      from.feeds.push(node)
      node.waits++
    }
  const slots = Map.groupBy(nodes.values(), ({ job }) => job.slot ?? '')
  slots.delete('')
  return { nodes, slots }
}
