import type { JobId, Problem } from '../../contract/index.ts'
import type { Job } from '../library/types.ts'
import { jobsNamed, type Linked, type Node } from './nodes.ts'

/** A job that somebody cancelled alone; the rest of its run goes on. */
export const CANCELLED_ALONE: Problem = {
  code: 'cancelled',
  message: 'Cancelled.',
  next: 'Make it again when you want it.',
}

const GAVE_NOTHING: ReadonlySet<Job['state']> = new Set(['blocked', 'failed', 'cancelled', 'skipped'])

/** Whether a job ended without an answer and can be made again. */
export const canRetry = (state: Job['state']): boolean => GAVE_NOTHING.has(state)

/** Whether a job can still be kept from happening. */
export const canCancel = (state: Job['state']): boolean => state === 'ready' || state === 'held' || state === 'running'

/**
 * What has to be done for a job to be made again: itself, what it needs and has not got, and what was skipped for want of it.
 * Later rungs of a ladder wait again for the one before.
 */
export const revived = (
  wanted: Node,
  nodes: ReadonlyMap<string, Node>,
): ReadonlyMap<Node, Extract<Job['state'], 'ready' | 'held'>> => {
  const found = new Map<Node, 'ready' | 'held'>()
  const need = (node: Node): void => {
    if (found.has(node) || !canRetry(node.job.state)) return
    found.set(node, 'ready')
    for (const path of jobsNamed(node.job.inputs)) {
      const from = nodes.get(path)
      if (from) need(from)
    }
  }
  const feed = (node: Node): void => {
    for (const fed of node.feeds) {
      if (found.has(fed) || fed.job.state !== 'skipped') continue
      const { rung } = fed.job
      found.set(fed, rung === null || rung === 0 || rung === wanted.job.rung ? 'ready' : 'held')
      feed(fed)
    }
  }
  need(wanted)
  for (const node of found.keys()) feed(node)
  return found
}

/**
 * Everything that making one job takes up: what it needs, what needs it, and the other rungs of a ladder it leads to. What else
 * those need is not made for their sake.
 */
export const reachOf = (job: JobId, { nodes, slots }: Linked): ReadonlySet<Node> => {
  const needed = new Set<Node>()
  const fed = new Set<Node>()
  const upwards = (node: Node): void => {
    if (needed.has(node)) return
    needed.add(node)
    for (const path of jobsNamed(node.job.inputs)) {
      const from = nodes.get(path)
      if (from) upwards(from)
    }
  }
  const downwards = (node: Node): void => {
    if (fed.has(node)) return
    fed.add(node)
    for (const next of node.feeds) downwards(next)
    for (const rung of node.job.slot === null ? [] : (slots.get(node.job.slot) ?? [])) downwards(rung)
  }
  for (const node of nodes.values())
    if (node.job.id === job) {
      upwards(node)
      downwards(node)
    }
  return new Set([...needed, ...fed])
}
