import {
  failed,
  issuesInWords,
  ok,
  type Problem,
  type Result,
  RunSpec,
  type RunSpecInput,
} from '../../contract/index.ts'
import type { Engine } from '../engines/engine.ts'
import type { NewJob } from '../library/types.ts'
import { expandRun, type PickedPictures } from './graph.ts'

/** A run that can start: its spec filled in, its graph, and the models it asks. */
export interface PreparedRun {
  readonly spec: RunSpec
  readonly engine: Engine
  readonly jobs: readonly NewJob[]
  readonly models: Readonly<Record<'image' | 'text', string>>
}

/** Parses a spec as it came from outside. */
export const parseSpec = (input: RunSpecInput): Result<RunSpec> => {
  const parsed = RunSpec.safeParse(input)
  return parsed.success
    ? ok(parsed.data)
    : failed('run-invalid', `${issuesInWords(parsed.error.issues)}.`, 'Correct it and run again.')
}

/** A model that cannot do what the run asks for is told before anything is sent. */
const unsuitable = (engine: Engine, model: string, spec: RunSpec): Problem | null => {
  const facts = engine.facts(model)
  if (!facts) return null
  if (facts.kind !== 'image')
    return {
      code: 'model-unsuitable',
      message: `${model} answers in words; pictures need an image model.`,
      next: 'Choose another with --model, or leave it out.',
    }
  if (facts.sizes.includes(spec.settings.imageSize)) return null
  return {
    code: 'model-unsuitable',
    message: `${model} does not make pictures at ${spec.settings.imageSize}.`,
    next: `It makes ${facts.sizes.join(', ')}.`,
  }
}

/** Turns a spec into the graph that is run or planned. */
export const prepareRun = (spec: RunSpec, engine: Engine, pictures: PickedPictures): Result<PreparedRun> => {
  const models = {
    image: spec.model ?? engine.defaultModel.image,
    text: spec.textModel ?? engine.defaultModel.text,
  }
  const problem = unsuitable(engine, models.image, spec)
  if (problem) return { ok: false, problem }
  const jobs = expandRun(spec, pictures)
  return jobs.ok ? ok({ spec, engine, jobs: jobs.value, models }) : jobs
}
