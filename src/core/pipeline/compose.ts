import type { AttemptPart, EngineName, RequestConfig, RunSpec, Sha256, ViewName } from '../../contract/index.ts'
import type { EngineRequest, RequestPart, Turn } from '../engines/engine.ts'
import { requestKeys, sha256OfText } from '../engines/keys.ts'
import type { RecordedRequest } from '../library/types.ts'
import type { PromptFacts } from '../prompts/types.ts'
import { type Inputs, type LocalStep, type RequestStep, ROLE } from './steps/step.ts'

/** A rendered prompt and where it came from. */
export interface RenderedPrompt {
  readonly template: string
  readonly version: string
  readonly text: string
}

/** Renders the prompt of a step; `maker` names its template, `identity` is the place of the identity in the run. */
export type RenderPrompt = (maker: string, facts: PromptFacts, identity: number | null) => RenderedPrompt

export interface Composed {
  readonly request: EngineRequest
  readonly recorded: RecordedRequest
}

/** What one job says about the request, beside the run and the inputs. */
export interface ComposeJob {
  readonly identity: number | null
  readonly view: ViewName | null
  readonly variant: number
  /** What pictures asked for before had missed; goes behind the step's own words. */
  readonly correction?: string | null
  /** The scene that a composite among its pictures was laid over; it is no part of the request. */
  readonly beneath?: Sha256 | null
}

const factsOf = (spec: RunSpec, job: ComposeJob, inputs: Inputs): PromptFacts => {
  const identity = job.identity === null ? undefined : spec.identities[job.identity]
  const described = inputs.description?.[0]
  const pictures = {
    reference: inputs.references?.length ?? 0,
    view: inputs.views?.length ?? 0,
    scene: (inputs.scene ?? inputs.masked)?.length ?? 0,
    portrait: inputs.portrait?.length ?? 0,
  }
  return {
    traits: spec.subject.traits,
    ...(identity ? { identity } : {}),
    ...(spec.style === undefined ? {} : { style: spec.style }),
    ...(job.view === null ? {} : { view: job.view }),
    ...(described?.kind === 'text' ? { description: described.text } : {}),
    pictures,
  }
}

const picturesOf = (inputs: Inputs, name: keyof typeof ROLE): readonly RequestPart[] =>
  (inputs[name] ?? []).flatMap((input) =>
    input.kind === 'image'
      ? [{ kind: 'image' as const, role: ROLE[name], sha256: input.sha256, mimeType: input.mimeType }]
      : [],
  )

const turnsOf = (
  step: RequestStep,
  given: Inputs,
  prompt: (step: RequestStep, inputs: Inputs) => string,
): readonly Turn[] => {
  const inputs = step.select ? step.select(given) : given
  const parts = step.order.flatMap((slot): readonly RequestPart[] =>
    slot === 'prompt' ? [{ kind: 'text', role: 'prompt', text: prompt(step, inputs) }] : picturesOf(inputs, slot),
  )
  const user: Turn = { role: 'user', parts }
  if (!step.after) return [user]
  const answer = given[step.after.answer]?.[0]
  return [
    ...turnsOf(step.after.step, given, prompt),
    { role: 'model', parts: answer?.kind === 'image' ? answer.turn : [] },
    user,
  ]
}

/** The parts of all turns in the order they are sent, as the history keeps them. */
const recordedParts = (turns: readonly Turn[]): readonly AttemptPart[] =>
  turns.flatMap(({ role, parts }) =>
    parts.map((part): AttemptPart => {
      const said = role === 'model' ? 'result' : 'role' in part ? part.role : 'prompt'
      return part.kind === 'text'
        ? { kind: 'text', role: said, turn: role, sha256: sha256OfText(part.text), text: part.text }
        : { kind: 'image', role: said, turn: role, sha256: part.sha256, mimeType: part.mimeType }
    }),
  )

/** Puts a request together: renders the words, orders the parts as the step says, and names it by its hashes. */
export const compose = (
  step: RequestStep,
  job: ComposeJob,
  inputs: Inputs,
  spec: RunSpec,
  engine: EngineName,
  model: string,
  render: RenderPrompt,
): Composed => {
  const rendered = new Map<string, RenderedPrompt>()
  const prompt = (asked: RequestStep, given: Inputs): string => {
    const made = render(asked.maker, factsOf(spec, job, given), job.identity)
    rendered.set(asked.maker, made)
    return asked === step && job.correction ? `${made.text}\n\n${job.correction}` : made.text
  }
  const turns = turnsOf(step, inputs, prompt)
  const config: RequestConfig = {
    output: step.output,
    ...(step.output === 'image' && step.aspectRatio
      ? { aspectRatio: step.aspectRatio, imageSize: spec.settings.imageSize }
      : {}),
    ...(spec.seed === undefined ? {} : { seed: spec.seed }),
  }
  const request: EngineRequest = { model, config, turns, variant: job.variant }
  const own = rendered.get(step.maker)
  return {
    request,
    recorded: {
      ...requestKeys(request, engine),
      engine,
      model,
      config,
      variant: job.variant,
      parts: recordedParts(turns),
      prompt: own ? { template: own.template, version: own.version } : null,
    },
  }
}

/** Local work, recorded like a request so that it is found again and shows in the history. It costs nothing. */
export const composeLocal = (step: LocalStep, variant: number, inputs: Inputs): RecordedRequest => {
  const model = `${step.maker}@${step.version}`
  const parts = step.order.flatMap((name) => picturesOf(inputs, name))
  const config: RequestConfig = { output: 'image' }
  const request: EngineRequest = { model, config, turns: [{ role: 'user', parts }], variant: 1 }
  return {
    ...requestKeys(request, 'local'),
    engine: 'local',
    model,
    config,
    variant,
    parts: recordedParts(request.turns),
    prompt: null,
  }
}
