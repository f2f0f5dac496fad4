import { identityKeys, type Plan, type PlannedJob, type Sha256 } from '../../contract/index.ts'
import type { LibraryReader, NewJob } from '../library/types.ts'
import { answeredBefore, type Lookup } from './answered.ts'
import { askingOf } from './asking-of.ts'
import { composeLocal, type RenderPrompt } from './compose.ts'
import { gatherInputs, type GatheredInputs } from './inputs.ts'
import { stepOf } from './makers.ts'
import { isMeasurable } from './measuring.ts'
import { preflightOf } from './preflight.ts'
import type { PreparedRun } from './prepare.ts'
import type { Input, Step } from './steps/step.ts'

export interface PlanParts extends PreparedRun {
  /** Null when there is no library yet: nothing is cached. */
  readonly library: Pick<LibraryReader, 'cached' | 'recorded' | 'rejected'> | null
  readonly render: RenderPrompt
  /** Whether there are eyes, so that some questions are answered by measuring. */
  readonly eyes: boolean
}

const sum = (of: readonly PlannedJob[]): number => of.reduce((total, { estimateUsd }) => total + estimateUsd, 0)

/**
 * What a run would do, found out without sending anything: the graph is walked in order, and wherever everything that
 * goes into a request is known, the library is asked for its answer.
 */
export const planRun = ({ spec, jobs, ...parts }: PlanParts): Plan => {
  const answers = new Map<string, Input>()
  const keys = identityKeys(spec.identities)
  const planned: PlannedJob[] = []
  const seen = new Set<Sha256>()
  /** Paths of the jobs that are done here: they are no request, even where they are on standby. */
  const local = new Set<string>()

  const { checks } = spec.settings
  const { library } = parts
  const isReplay = parts.engine.name === 'replay'
  const lookup: Lookup = {
    accepted: ({ recorded }) => {
      if (!isReplay) return library?.cached(recorded.cacheKey) ?? null
      const answer = library?.recorded(recorded.contentKey)[0]
      const isGiven = answer?.status === 'succeeded' || (answer?.status === 'rejected' && !checks)
      return answer && isGiven ? answer : null
    },
    rejected: ({ recorded }) => {
      if (!checks || !library) return null
      if (!isReplay) return library.rejected(recorded.cacheKey)
      return library.recorded(recorded.contentKey).find(({ status }) => status === 'rejected') ?? null
    },
  }

  const look = (
    job: NewJob,
    step: Step,
    { inputs, known }: GatheredInputs,
  ): Pick<PlannedJob, 'will' | 'estimateUsd'> => {
    const standby = job.state === 'held'
    if (step.kind === 'local') {
      const stored = known ? parts.library?.cached(composeLocal(step, job.variant, inputs).cacheKey) : null
      if (stored?.image) remember(job, stored, [])
      return { will: stored ? 'cached' : standby ? 'standby' : 'local', estimateUsd: 0 }
    }
    const identity = job.identity === null ? null : keys.indexOf(job.identity)
    const asking = askingOf(job, step, { identity, view: job.view, variant: job.variant }, inputs, spec, {
      engine: parts.engine.name,
      model: parts.models[step.output],
      render: parts.render,
    })
    const { stored, next } = known ? answeredBefore(asking, lookup) : { stored: null, next: asking.after([]) }
    const { cacheKey } = next.recorded
    if (stored) {
      remember(job, stored.answer, stored.answer.turn)
      return { will: standby ? 'standby' : 'cached', estimateUsd: 0 }
    }
    if (parts.eyes && checks && isMeasurable(step)) {
      local.add(job.path)
      return { will: standby ? 'standby' : 'local', estimateUsd: 0 }
    }
    // The same request twice in one run is sent once: the second finds the first one's answer.
    if (known && seen.has(cacheKey)) return { will: standby ? 'standby' : 'cached', estimateUsd: 0 }
    if (known && !standby) seen.add(cacheKey)
    return { will: standby ? 'standby' : 'request', estimateUsd: parts.engine.estimateUsd(next.request) }
  }

  const remember = (
    job: NewJob,
    stored: { readonly image: Sha256 | null; readonly mimeType: string | null; readonly text: string | null },
    turn: Extract<Input, { kind: 'image' }>['turn'],
  ): void => {
    if (stored.image !== null) {
      const mimeType = stored.mimeType ?? 'image/png'
      answers.set(job.path, { kind: 'image', sha256: stored.image, mimeType, label: job.view, turn })
    } else if (stored.text !== null) answers.set(job.path, { kind: 'text', text: stored.text })
  }

  const storedPicture = (path: string): Sha256 | null => {
    const answer = answers.get(path)
    return answer?.kind === 'image' ? answer.sha256 : null
  }

  for (const job of jobs) {
    const step = stepOf(job.maker)
    if (!step) continue
    if (step.kind === 'local') local.add(job.path)
    const found = look(
      job,
      step,
      gatherInputs(job.inputs, spec, (path) => answers.get(path) ?? null),
    )
    planned.push({
      path: job.path,
      step: job.step,
      identity: job.identity,
      strategy: job.strategy,
      rung: job.rung,
      view: job.view,
      variant: job.variant,
      ...found,
      image: found.will === 'cached' ? storedPicture(job.path) : null,
      preflight: found.will === 'cached' ? null : preflightOf(step),
    })
  }

  const requests = planned.filter(({ will }) => will === 'request')
  const standby = planned.filter(({ will, path }) => will === 'standby' && !local.has(path))
  return {
    jobs: planned,
    requests: requests.length,
    requestsAtMost: requests.length + standby.length,
    cached: planned.filter(({ will }) => will === 'cached').length,
    costUsd: sum(requests),
    costUsdAtMost: sum(requests) + sum(standby),
    warnings: [],
  }
}
