import { failed, type Problem } from '../../../contract/index.ts'
import type { LibraryReader, StoredAnswer } from '../../library/types.ts'
import type { Engine, EngineAnswer, EngineRequest, ModelPart, ReceivedPart, SendContext } from '../engine.ts'
import { requestKeys } from '../keys.ts'
import { modelFacts, type ModelTable } from '../models.ts'
import { notRecorded, picturesGone } from './missing.ts'

export interface ReplayOptions {
  readonly library: LibraryReader
  readonly models: ModelTable
  /** Only answers of this model; absent is any model's, a real engine's before the simulator's. */
  readonly model?: string
}

/**
 * The engine without a network: it gives back what was answered to the same words, pictures, settings and variant number
 * before, whichever engine answered. A picture that was made wins over a block; what was never answered fails with a sentence
 * that names it. Costs nothing.
 */
export const openReplay = ({ library, models, model }: ReplayOptions): Engine => ({
  name: 'replay',
  defaultModel: models.gemini.defaultModel,
  facts: (id) => modelFacts(models.gemini, id) ?? modelFacts(models.simulator, id),
  estimateUsd: () => 0,
  send: async (request, context) => {
    const started = performance.now()
    const answer = await look(library, request, context, model)
    return { ...answer, latencyMs: performance.now() - started, ...NOTHING_SENT }
  },
  close: () => Promise.resolve(),
})

const NOTHING_SENT = { costUsd: 0, cached: true, httpStatus: null, tokens: null } as const

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never
type Recalled = DistributiveOmit<EngineAnswer, 'latencyMs' | keyof typeof NOTHING_SENT>

const look = async (
  library: LibraryReader,
  request: EngineRequest,
  { signal, picture }: SendContext,
  model: string | undefined,
): Promise<Recalled> => {
  if (signal.aborted) return { kind: 'cancelled', words: null }
  const { contentKey } = requestKeys(request, 'replay')
  const answers = library.recorded(contentKey).filter((answer) => model === undefined || answer.model === model)
  let gone = false
  for (const answer of answers) {
    if (answer.status === 'blocked') return gone ? failing(picturesGone(request)) : blocked(answer)
    const recalled = await recall(answer, picture)
    if (recalled !== null) return recalled
    gone = true
  }
  return failing(gone ? picturesGone(request) : notRecorded(request, model))
}

/** The answer as it was received; null when one of its pictures is missing or damaged, so that an older one may serve. */
const recall = async (answer: StoredAnswer, picture: SendContext['picture']): Promise<Recalled | null> => {
  try {
    const turn = await Promise.all(answer.turn.map((part) => received(part, picture)))
    if (answer.image === null) return { kind: 'text', text: answer.text ?? '', turn, words: answer.words }
    const bytes = await picture(answer.image)
    return { kind: 'image', bytes, mimeType: answer.mimeType ?? 'image/png', turn, words: answer.words }
  } catch {
    return null
  }
}

const received = async (part: ModelPart, picture: SendContext['picture']): Promise<ReceivedPart> => {
  if (part.kind === 'text') return part
  const { sha256, ...rest } = part
  return { ...rest, bytes: await picture(sha256) }
}

const STOP = { kind: 'stop', scope: 'request' } as const

const blocked = ({ reason, words }: StoredAnswer): Recalled => {
  const why = reason ?? 'no reason given'
  const { problem } = failed(
    'blocked',
    `The model blocked this request when it was made (${why}).`,
    'Change the prompt or try another strategy, on an engine that can answer.',
  )
  // The library does not keep whether prompt or picture was objected to; the reason says it where Google does.
  return { kind: 'blocked', where: 'output', reason: why, words, advice: STOP, problem }
}

const failing = (problem: Problem): Recalled => ({
  kind: 'failed',
  reason: problem.code,
  words: null,
  advice: STOP,
  problem,
})
