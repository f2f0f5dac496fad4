import type { AttemptStatus, CheckFinding, Problem, Sha256 } from '../../contract/index.ts'
import type { EngineAnswer, ModelPart, ReceivedPart } from '../engines/engine.ts'
import type { AttemptEnd } from '../library/types.ts'
import type { RequestStep } from './steps/step.ts'
import { HEADSHOT } from './steps/step.ts'
import type { WorkParts } from './work.ts'

/** An answer after it was stored and judged. */
export interface Kept {
  readonly status: Extract<AttemptStatus, 'succeeded' | 'failed'>
  readonly kept: Partial<AttemptEnd>
  /** Why it is not good enough; null when it is. */
  readonly problem: Problem | null
}

/** Writes an answer's bytes exactly as they came. */
const store = async (bytes: Uint8Array, mimeType: string, { library, readFacts }: WorkParts): Promise<Sha256> => {
  const { width, height } = readFacts(bytes) ?? { width: 0, height: 0 }
  return await library.putPicture(bytes, { kind: 'answer', mimeType, width, height })
}

/** Pictures of a model's turn become stored pictures; the answer itself is among them and is not written twice. */
const storeTurn = async (
  turn: readonly ReceivedPart[],
  answer: { readonly bytes: Uint8Array; readonly sha256: Sha256 } | null,
  parts: WorkParts,
): Promise<readonly ModelPart[]> =>
  await Promise.all(
    turn.map(async (part): Promise<ModelPart> => {
      if (part.kind === 'text') return part
      const { bytes, ...rest } = part
      const sha256 = bytes === answer?.bytes ? answer.sha256 : await store(bytes, part.mimeType, parts)
      return { ...rest, sha256 }
    }),
  )

/** What the checks find; a worker that died while checking is a finding too, never a lost picture. */
const judge = async (bytes: Uint8Array, aspectRatio: string, parts: WorkParts): Promise<readonly CheckFinding[]> => {
  try {
    return (await parts.judge(bytes, { aspectRatio })).findings
  } catch (error) {
    const says = `The picture could not be checked (${error instanceof Error ? error.message : String(error)}).`
    return [{ check: 'checked', verdict: 'warn', says, figure: null, limit: null }]
  }
}

/** Stores an answer, since it may have been paid for, and meanwhile has it judged. */
export const keepAnswer = async (
  answer: Extract<EngineAnswer, { kind: 'image' | 'text' }>,
  step: RequestStep,
  checked: boolean,
  parts: WorkParts,
): Promise<Kept> => {
  if (answer.kind === 'text') {
    const turn = await storeTurn(answer.turn, null, parts)
    return { status: 'succeeded', kept: { text: answer.text, turn }, problem: null }
  }
  const [image, checks] = await Promise.all([
    store(answer.bytes, answer.mimeType, parts),
    checked ? judge(answer.bytes, step.aspectRatio ?? HEADSHOT, parts) : [],
  ])
  const turn = await storeTurn(answer.turn, { bytes: answer.bytes, sha256: image }, parts)
  const kept = { image, mimeType: answer.mimeType, checks, turn }
  const fault = checks.find(({ verdict }) => verdict === 'fail')
  if (!fault) return { status: 'succeeded', kept, problem: null }
  return {
    status: 'failed',
    kept: { ...kept, reason: `check: ${fault.check}` },
    problem: {
      code: 'check-failed',
      message: fault.says,
      next: 'Change the prompt or the strategy, or run with checks off to keep such pictures.',
    },
  }
}
