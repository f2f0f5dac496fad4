import type { RunSpec, StepName } from '../../contract/index.ts'
import { type Corrected, correctionOf } from '../prompts/corrections.ts'
import type { Job, NewJob, RecordedRequest } from '../library/types.ts'
import type { Asking } from './answered.ts'
import { compose, type ComposeJob, type Composed, type RenderPrompt } from './compose.ts'
import type { Judging } from './keeping.ts'
import type { LookedAt } from './looking.ts'
import { makesFinal } from './nodes.ts'
import type { WorkRun } from './work.ts'
import { HEADSHOT, type Inputs, type RequestStep } from './steps/step.ts'
import type { EngineName } from '../../contract/index.ts'

/** The steps whose pictures are looked at for what they show. */
const SEEN: Readonly<Partial<Record<StepName, Corrected['step']>>> = {
  views: 'views',
  scene: 'scene',
  portrait: 'portrait',
  final: 'final',
}

/** What a job's picture is looked at as; null for what stands between, such as the first turns of a chat. */
const seenAs = (job: Pick<NewJob, 'step' | 'strategy' | 'path'>): Corrected['step'] | null => {
  const step = SEEN[job.step] ?? null
  return step === 'final' && !makesFinal(job) ? null : step
}

/** How a job asks: its request, and how that changes with what is found in its pictures. */
export const askingOf = (
  job: Pick<NewJob, 'step' | 'strategy' | 'path' | 'view'>,
  step: RequestStep,
  composing: ComposeJob,
  inputs: Inputs,
  spec: RunSpec,
  asked: { readonly engine: EngineName; readonly model: string; readonly render: RenderPrompt },
): Asking => {
  const seen = seenAs(job)
  const composeWith = (correction: string | null): Composed =>
    compose(step, { ...composing, correction }, inputs, spec, asked.engine, asked.model, asked.render)
  const first = composeWith(null)
  return {
    after: (tried) => {
      const words = seen === null || tried.length === 0 ? null : correctionOf(tried, { step: seen, view: job.view })
      return words === null ? first : composeWith(words)
    },
    regenerations: spec.settings.checks ? spec.settings.regenerations : 0,
    keepsBest: seen !== null && seen !== 'final',
  }
}

/** What a job's picture is looked at for, by what went into it; null where only the picture as such is judged. */
export const lookedAt = (
  job: Pick<Job, 'run' | 'step' | 'strategy' | 'path' | 'view'>,
  recorded: Pick<RecordedRequest, 'parts' | 'engine'>,
  composing: ComposeJob,
  spec: RunSpec,
): LookedAt | null => {
  const seen = seenAs(job)
  if (seen === null) return null
  const identity = composing.identity === null ? undefined : spec.identities[composing.identity]
  return {
    run: job.run,
    // What was made here keeps its scene's framing, colours and light by construction, with all their faults.
    step: seen === 'final' && recorded.engine === 'local' ? 'composite' : seen,
    view: job.view,
    strategy: job.strategy,
    parts: recorded.parts,
    beneath: composing.beneath ?? null,
    subject: spec.subject,
    styled: spec.style !== undefined || identity?.style !== undefined,
    limits: spec.settings.limits,
  }
}

/** How the pictures of a job are judged. */
export const judgingOf =
  (
    job: Pick<Job, 'run' | 'step' | 'strategy' | 'path' | 'view'>,
    step: RequestStep,
    composing: ComposeJob,
    { spec }: WorkRun,
  ) =>
  ({ recorded }: Composed): Judging => ({
    aspectRatio: step.aspectRatio ?? HEADSHOT,
    about: lookedAt(job, recorded, composing, spec),
  })
