import type { AttemptStatus, CheckFinding, Problem, Sha256 } from '../../contract/index.ts'
import type { EngineAnswer, ModelPart, ReceivedPart } from '../engines/engine.ts'
import type { AttemptEnd } from '../library/types.ts'
import type { LookedAt } from './looking.ts'
import { isUsable } from './tried.ts'
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

/** What is said where a check broke down: the picture is kept, and somebody looks at it. */
const unchecked =
  (check: string, says: string) =>
  (error: unknown): readonly CheckFinding[] => [
    {
      check,
      verdict: 'warn',
      says: `${says} (${error instanceof Error ? error.message : String(error)}).`,
      figure: null,
      limit: null,
    },
  ]

/** Nobody waits longer than this for eyes: a picture that was paid for is handed on unmeasured. */
const PATIENCE_MS = 120_000

/**
 * What the checks find: whether it is a whole picture at all, and what it shows. A worker that died while checking is a
 * finding too, never a lost picture.
 */
const judge = async (
  bytes: Uint8Array,
  sha256: Promise<Sha256>,
  aspectRatio: string,
  about: LookedAt | null,
  parts: WorkParts,
  cancel: AbortSignal,
): Promise<readonly CheckFinding[]> => {
  const look = async (): Promise<readonly CheckFinding[]> => {
    if (!parts.look || !about) return []
    const signal = AbortSignal.any([cancel, AbortSignal.timeout(PATIENCE_MS)])
    return await parts.look.check({ sha256: await sha256, bytes }, about, signal)
  }
  const [whole, seen] = await Promise.all([
    parts
      .judge(bytes, { aspectRatio })
      .then(({ findings }) => findings)
      .catch(unchecked('checked', 'The picture could not be checked')),
    look().catch(unchecked('measured', 'What the picture shows could not be measured')),
  ])
  return isUsable(whole) ? [...whole, ...seen] : whole
}

/** What is wrong with a picture, as a problem; null where nothing is. */
export const faultOf = (
  checks: readonly CheckFinding[],
): { readonly reason: string; readonly problem: Problem } | null => {
  const fault = checks.find(({ verdict }) => verdict === 'fail')
  if (!fault) return null
  return {
    reason: `check: ${fault.check}`,
    problem: {
      code: 'check-failed',
      message: fault.says,
      next: 'Change the prompt or the strategy, or run with checks off to keep such pictures.',
    },
  }
}

/** How an answer is judged; null: it is not. */
export interface Judging {
  readonly aspectRatio: string
  /** What it was to be; null where only the picture as such is judged. */
  readonly about: LookedAt | null
}

/** Stores an answer, since it may have been paid for, and meanwhile has it judged. */
export const keepAnswer = async (
  answer: Extract<EngineAnswer, { kind: 'image' | 'text' }>,
  judging: Judging | null,
  parts: WorkParts,
  cancel: AbortSignal,
): Promise<Kept> => {
  if (answer.kind === 'text') {
    const turn = await storeTurn(answer.turn, null, parts)
    return { status: 'succeeded', kept: { text: answer.text, turn }, problem: null }
  }
  const { bytes, mimeType } = answer
  const stored = store(bytes, mimeType, parts)
  const [image, checks] = await Promise.all([
    stored,
    judging ? judge(bytes, stored, judging.aspectRatio, judging.about, parts, cancel) : [],
  ])
  const turn = await storeTurn(answer.turn, { bytes, sha256: image }, parts)
  const kept = { image, mimeType, checks, turn }
  const fault = faultOf(checks)
  return fault
    ? { status: 'failed', kept: { ...kept, reason: fault.reason }, problem: fault.problem }
    : { status: 'succeeded', kept, problem: null }
}
