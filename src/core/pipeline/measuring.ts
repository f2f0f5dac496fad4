import type { PictureAnalysis, RequestConfig, Sha256 } from '../../contract/index.ts'
import { requestKeys } from '../engines/keys.ts'
import type { Job, RecordedRequest } from '../library/types.ts'
import type { Inputs, RequestStep } from './steps/step.ts'
import { endedAs, LEASE_MS, type Outcome, tellJob, type WorkParts, type WorkRun } from './work.ts'

/** Whether a step's question can be answered by measuring, where there are eyes and checks are on. */
export const isMeasurable = (step: RequestStep): boolean => step.measured !== undefined

/** The question as it is recorded when nobody was asked: the picture, and the analyser in the model's place. */
const recordedFor = (step: RequestStep, sha256: Sha256, mimeType: string, variant: number, analyser: string) => {
  const model = `${step.maker}@${analyser}`.slice(0, 200)
  const config: RequestConfig = { output: 'text' }
  const part = { kind: 'image', role: 'scene', sha256, mimeType } as const
  const request = { model, config, turns: [{ role: 'user', parts: [part] }], variant: 1 } as const
  const recorded: RecordedRequest = {
    ...requestKeys(request, 'local'),
    engine: 'local',
    model,
    config,
    variant,
    parts: [{ ...part, turn: 'user' }],
    prompt: null,
  }
  return recorded
}

const analysisOf = async (sha256: Sha256, run: WorkRun, parts: WorkParts): Promise<PictureAnalysis | null> => {
  try {
    return (await parts.look?.analysis(sha256, run.cancel)) ?? null
  } catch {
    // What cannot be measured is asked.
    return null
  }
}

/** Answers a question about the scene from what is measured in it, in place of a request; null where that says nothing. */
export const answerByMeasuring = async (
  job: Job,
  step: RequestStep,
  inputs: Inputs,
  run: WorkRun,
  parts: WorkParts,
): Promise<Outcome | null> => {
  const scene = inputs.scene?.[0]
  if (!step.measured || !parts.look || !run.spec.settings.checks || scene?.kind !== 'image') return null
  const started = performance.now()
  const analysis = await analysisOf(scene.sha256, run, parts)
  const text = analysis && step.measured(analysis)
  if (!analysis || text === null) return null
  const { library } = parts
  const recorded = recordedFor(step, scene.sha256, scene.mimeType, job.variant, analysis.analyser)
  const id = await library.startAttempt(job.id, recorded, 0, LEASE_MS)
  const ended = endedAs('succeeded', { latencyMs: performance.now() - started, text })
  const attempt = await library.endAttempt(id, ended, { state: 'succeeded', problem: null })
  run.emit({ event: 'attempt', ...tellJob(job), attempt })
  return { state: 'succeeded', attempt, problem: null, recorded: true }
}
