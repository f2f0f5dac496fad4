import {
  AttemptStatus,
  identityKeys,
  type JobId,
  type Problem,
  type RunEvent,
  type RunId,
  type RunSpec,
  type Sha256,
} from '../../contract/index.ts'
import { originsOf } from '../library/origins.ts'
import type { Job } from '../library/types.ts'
import type { Waiter } from './slots.ts'
import { openTraffic } from './traffic.ts'
import { conclude, type RunResult, type Trouble } from './conclusion.ts'
import { gatherInputs } from './inputs.ts'
import { doJob } from './jobs.ts'
import { stepOf } from './makers.ts'
import { isOver, linkJobs, makesFinal, type Node } from './nodes.ts'
import { openPurse } from './purse.ts'
import { keepRecent } from './recent.ts'
import { canCancel, canRetry, CANCELLED_ALONE, reachOf, revived } from './reviving.ts'
import type { Input } from './steps/step.ts'
import { tellJob, type WorkParts, type WorkRun } from './work.ts'

/** A hand on single jobs of a run while it is worked off. */
export interface RunControl {
  /** False when the job is over, or the run. What was to follow from it stays undone. */
  readonly cancelJob: (job: JobId) => Promise<boolean>
  /** Makes a job that gave nothing again, with what it needs and what needs it; false when it is not one, or the run is over. */
  readonly retryJob: (job: JobId) => Promise<boolean>
  /** Another place among the runs: the smaller goes first. */
  readonly setPlace: (place: number) => void
  /** Another order of jobs that have not begun: the smaller place goes first. */
  readonly orderJobs: (places: ReadonlyMap<JobId, number>) => void
  /** Where only one job was taken up: the rest of the run too. */
  readonly takeUpRest: () => Promise<void>
}

export interface WorkOptions {
  readonly onControl?: ((control: RunControl) => void) | undefined
  /** Does no more than this job takes, with what it needs and what needs it; the rest stays as it is. All unless given. */
  readonly only?: JobId | undefined
}

/** More than a run has jobs: the order of runs comes before the order of their jobs. */
const RUN_STRIDE = 1_000_000

/**
 * Works off the open jobs of a run, a limited number at once, until nothing is left that can be done. What was done
 * before (by this process or one that was killed) is taken from the library.
 * @param spec the spec as asked for now: limits may differ from when the run was created
 */
export const workOffRun = async (
  run: RunId,
  spec: RunSpec,
  models: WorkRun['models'],
  cancel: AbortSignal,
  emit: (event: RunEvent) => void,
  parts: WorkParts,
  { onControl = () => {}, only }: WorkOptions = {},
): Promise<RunResult> => {
  const { library } = parts
  const traffic = parts.traffic ?? openTraffic()
  for (const { cacheKey } of library.unjudged()) traffic.unjudged.add(cacheKey)
  traffic.slots.setPlaces(spec.settings.concurrency)
  const spentBefore = library.spent(run)
  const halt = new AbortController()
  const problems: Problem[] = []
  /** What befell single jobs; told at the end where it left a final unmade. */
  const troubles: Trouble[] = []
  const stop = (problem: Problem): void => {
    if (!problems.some(({ code }) => code === problem.code)) problems.push(problem)
    halt.abort()
  }
  const work: WorkRun = {
    spec,
    models,
    purse: openPurse(spec.settings.budgetUsd, spentBefore),
    cancel,
    halt: halt.signal,
    stop,
    emit,
    inFlight: traffic.inFlight,
    unjudged: traffic.unjudged,
    slots: traffic.slots,
    gate: traffic.gate,
    counts: { requests: 0, cached: 0 },
    picture: keepRecent(library.picture),
  }

  const linked = linkJobs(library.jobs(run))
  const { nodes, slots } = linked
  const queue: Node[] = []
  const keys = identityKeys(spec.identities)
  /** Cancels one job under way. */
  const single = new Map<JobId, AbortController>()

  let place = parts.place ?? 0
  /** Jobs that were taken up and wait for a place. */
  const atTheDoor = new Map<Node, Waiter>()
  let ordered = [...nodes.values()].some(({ job }) => job.place !== 0)
  /** The next in the queue: whatever somebody moved up, else in the order of the graph. */
  const nextInQueue = (): Node | undefined => {
    if (!ordered) return queue.shift()
    let best = 0
    for (let at = 1; at < queue.length; at++) if ((queue[at]?.job.place ?? 0) < (queue[best]?.job.place ?? 0)) best = at
    return queue.splice(best, 1)[0]
  }

  /** What may be done, where that is not everything. */
  let wanted = only === undefined ? null : reachOf(only, linked)

  const enqueue = (node: Node): void => {
    if (wanted && !wanted.has(node)) return
    if (node.queued || node.job.state !== 'ready' || node.waits > 0) return
    node.queued = true
    queue.push(node)
  }

  const move = async (node: Node, change: Parameters<typeof library.setJob>[1]): Promise<void> => {
    node.job = { ...node.job, ...change }
    await library.setJob(node.job.id, change)
    tell(node.job)
  }

  const tell = (job: Job): void => {
    emit({
      event: 'job',
      ...tellJob(job),
      state: job.state,
      outcome: AttemptStatus.safeParse(job.state).data ?? null,
      image: job.image,
      cached: job.cached,
      problem: job.problem,
    })
  }

  const skip = async (node: Node, problem: Problem | null): Promise<void> => {
    if (node.job.state !== 'ready' && node.job.state !== 'held') return
    await move(node, { state: 'skipped', problem })
    await follow(node)
  }

  /** What follows from a job being over: its answer feeds others, a rung is climbed, or what needed it is skipped. */
  const follow = async (node: Node): Promise<void> => {
    const { job } = node
    if (job.state === 'succeeded') {
      for (const fed of node.feeds) {
        fed.waits--
        enqueue(fed)
      }
      if (job.slot !== null && makesFinal(job))
        await Promise.all(
          (slots.get(job.slot) ?? [])
            .filter(({ job: other }) => other.rung !== null && job.rung !== null && other.rung > job.rung)
            .map(async (other) => await skip(other, null)),
        )
      return
    }
    if (job.state === 'cancelled') return
    await Promise.all(
      node.feeds.map(
        async (fed) =>
          await skip(fed, {
            code: 'upstream-missing',
            message: `Not made, since ${job.path} gave nothing.`,
            next: job.problem?.next ?? '',
          }),
      ),
    )
    if (job.slot === null || job.rung === null || job.problem === null) return
    // The rung gave nothing: what is left of it is not needed, and the next rung is tried.
    const others = slots.get(job.slot) ?? []
    await Promise.all(
      others.filter(({ job: other }) => other.rung === job.rung).map(async (other) => await skip(other, job.problem)),
    )
    await Promise.all(
      others
        .filter(({ job: other }) => other.state === 'held' && other.rung === (job.rung ?? 0) + 1)
        .map(async (other) => {
          await move(other, { state: 'ready' })
          enqueue(other)
        }),
    )
  }

  /** What a finished job hands on. */
  const answerOf = (path: string): Input | null => {
    const from = nodes.get(path)?.job
    if (!from) return null
    if (from.image === null) return from.text === null ? null : { kind: 'text', text: from.text }
    return {
      kind: 'image',
      sha256: from.image,
      mimeType: from.mimeType ?? 'image/png',
      label: from.view,
      turn: from.attempt === null ? [] : library.turn(from.attempt),
    }
  }

  /** The scene that a composite among a job's pictures was laid over. */
  const sceneBeneath = ({ inputs }: Job): Sha256 | null =>
    inputs['composite']
      ? (originsOf(inputs, (path) => nodes.get(path)?.job).find(({ role }) => role === 'scene')?.sha256 ?? null)
      : null

  const perform = async (node: Node): Promise<void> => {
    const step = stepOf(node.job.maker)
    if (!step) {
      stop({
        code: 'step-unknown',
        message: `This run holds a step that this version does not know (${node.job.maker}).`,
        next: 'Open it with the newer Identity Studio that made it.',
      })
      return
    }
    node.job = { ...node.job, state: 'running' }
    const alone = new AbortController()
    single.set(node.job.id, alone)
    const waiter: Waiter = { rank: () => RUN_STRIDE * place + node.job.place, leave: null }
    atTheDoor.set(node, waiter)
    const identity = node.job.identity === null ? null : keys.indexOf(node.job.identity)
    const outcome = await doJob(
      node.job,
      step,
      { identity, view: node.job.view, variant: node.job.variant, beneath: sceneBeneath(node.job) },
      gatherInputs(node.job.inputs, spec, answerOf).inputs,
      { ...work, waiter, cancel: AbortSignal.any([cancel, alone.signal]) },
      parts,
    )
    single.delete(node.job.id)
    if (atTheDoor.get(node) !== waiter && outcome.attempt === null && outcome.state === 'cancelled') {
      // It gave up waiting so that another goes first; nothing was asked for.
      if (!cancel.aborted && !alone.signal.aborted && !halt.signal.aborted) {
        node.job = { ...node.job, state: 'ready' }
        queue.push(node)
        return
      }
    }
    atTheDoor.delete(node)
    const { attempt, problem, state } = outcome
    const result = {
      state,
      problem,
      attempt: attempt?.id ?? null,
      image: state === 'succeeded' ? (attempt?.image ?? null) : null,
      mimeType: state === 'succeeded' ? (attempt?.mimeType ?? null) : null,
      text: state === 'succeeded' ? (attempt?.text ?? null) : null,
      cached: attempt?.cached ?? false,
    }
    node.job = { ...node.job, ...result }
    if (!outcome.recorded) await library.setJob(node.job.id, result)
    tell(node.job)
    if (problem && state !== 'cancelled') troubles.push({ job: node.job, problem })
    await follow(node)
  }

  const nodeOf = new Map([...nodes.values()].map((node) => [node.job.id, node]))
  let ended = false
  let wake = Promise.withResolvers<void>()
  onControl({
    cancelJob: async (id) => {
      const node = nodeOf.get(id)
      if (!node || ended || !canCancel(node.job.state)) return false
      if (node.job.state === 'running') single.get(id)?.abort()
      else await move(node, { state: 'cancelled', problem: CANCELLED_ALONE })
      return true
    },
    retryJob: async (id) => {
      const node = nodeOf.get(id)
      if (!node || ended || cancel.aborted || halt.signal.aborted || !canRetry(node.job.state)) return false
      if (wanted) wanted = new Set([...wanted, ...reachOf(id, linked)])
      const moves: Promise<void>[] = []
      // Everything is in the queue again before anything is waited for: the run may be about to end.
      for (const [again, state] of revived(node, nodes)) {
        again.queued = false
        moves.push(move(again, { state, problem: null }))
        enqueue(again)
      }
      wake.resolve()
      await Promise.all(moves)
      return true
    },
    setPlace: (to) => {
      place = to
    },
    orderJobs: (places) => {
      ordered = true
      for (const [id, at] of places) {
        const node = nodeOf.get(id)
        if (node) node.job = { ...node.job, place: at }
      }
      // Whoever waits for a place goes back into the queue, where the order is.
      for (const [node, waiter] of atTheDoor) {
        if (waiter.leave === null) continue
        atTheDoor.delete(node)
        waiter.leave()
      }
    },
    takeUpRest: async () => {
      if (!wanted || ended || cancel.aborted || halt.signal.aborted) return
      wanted = null
      const moves: Promise<void>[] = []
      for (const node of nodes.values()) {
        if (node.job.state === 'cancelled') {
          node.queued = false
          moves.push(move(node, { state: 'ready', problem: null }))
        }
        enqueue(node)
      }
      wake.resolve()
      await Promise.all(moves)
    },
  })

  // What an earlier process did is followed again: it may have been killed between a result and what it brings about.
  for (const node of nodes.values()) if (isOver(node.job.state)) await follow(node)
  for (const node of nodes.values()) enqueue(node)

  // More jobs than requests: answers are checked and stored, and requests put together, while others are under way.
  const jobsAtOnce = (): number => 2 * traffic.slots.places() + 2
  const deaf = traffic.slots.onPlaces(() => wake.resolve())
  const underWay = new Set<Promise<void>>()
  const faults: unknown[] = []
  while (queue.length > 0 || underWay.size > 0) {
    while (queue.length > 0 && underWay.size < jobsAtOnce() && faults.length === 0) {
      if (cancel.aborted || halt.signal.aborted) {
        queue.length = 0
        break
      }
      const node = nextInQueue()
      if (!node || node.job.state !== 'ready') continue
      const task: Promise<void> = perform(node)
        .catch((error: unknown) => {
          faults.push(error)
          halt.abort()
        })
        .finally(() => underWay.delete(task))
      underWay.add(task)
    }
    if (underWay.size === 0) break
    await Promise.race([...underWay, wake.promise])
    wake = Promise.withResolvers()
  }
  ended = true
  deaf()
  if (faults.length > 0) throw faults[0]

  return conclude(linked, work, spentBefore, { problems, troubles })
}
