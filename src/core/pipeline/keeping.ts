import type { AttemptStatus, CheckFinding, Problem, Sha256 } from '../../contract/index.ts'
import type { EngineAnswer, ModelPart, ReceivedPart } from '../engines/engine.ts'
import type { LookedAt } from './looking.ts'
import { unlessAborted } from './pause.ts'
import { isUsable } from './tried.ts'
import type { WorkParts } from './work.ts'

type Storing = Pick<WorkParts, 'library' | 'readFacts'>

/** Writes an answer's bytes exactly as they came. */
const store = async (bytes: Uint8Array, mimeType: string, { library, readFacts }: Storing): Promise<Sha256> => {
  const { width, height } = readFacts(bytes) ?? { width: 0, height: 0 }
  return await library.putPicture(bytes, { kind: 'answer', mimeType, width, height })
}

/** Pictures of a model's turn become stored pictures; the answer itself is among them and is not written twice. */
const storeTurn = async (
  turn: readonly ReceivedPart[],
  answer: { readonly bytes: Uint8Array; readonly sha256: Sha256 } | null,
  parts: Storing,
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

/** How an answer is judged; null: it is not. */
export interface Judging {
  readonly aspectRatio: string
  /** What it was to be; null where only the picture as such is judged. */
  readonly about: LookedAt | null
}

/** A picture to be judged; its name may still be on its way. */
export interface JudgedBytes {
  readonly bytes: Uint8Array
  readonly sha256: () => Promise<Sha256>
}

/**
 * What eyes find in a picture that is whole; nothing without eyes. Eyes that fail are a finding too, never a lost picture.
 * Null when it was cancelled.
 */
export const lookAt = async (
  { bytes, sha256 }: JudgedBytes,
  about: LookedAt,
  { look }: Pick<WorkParts, 'look'>,
  cancel: AbortSignal,
): Promise<readonly CheckFinding[] | null> => {
  const see = async (): Promise<readonly CheckFinding[]> => {
    if (!look) return []
    const signal = AbortSignal.any([cancel, AbortSignal.timeout(PATIENCE_MS)])
    return await look.check({ sha256: await sha256(), bytes }, about, signal)
  }
  const seen = await unlessAborted(
    see().catch(unchecked('measured', 'What the picture shows could not be measured')),
    cancel,
  )
  return cancel.aborted ? null : seen
}

/**
 * What the checks find: whether it is a whole picture at all, and what it shows. A worker that died while checking is a
 * finding too, never a lost picture. Null when it was cancelled: then it is judged when its job is taken up again.
 */
export const judgePicture = async (
  picture: JudgedBytes,
  { aspectRatio, about }: Judging,
  parts: Pick<WorkParts, 'judge' | 'look'>,
  cancel: AbortSignal,
): Promise<readonly CheckFinding[] | null> => {
  const judge = parts
    .judge(picture.bytes, { aspectRatio })
    .then(({ findings }) => findings)
    .catch(unchecked('checked', 'The picture could not be checked'))
  const [whole, seen] = await Promise.all([
    unlessAborted(judge, cancel),
    about ? lookAt(picture, about, parts, cancel) : [],
  ])
  if (cancel.aborted || whole === null || seen === null) return null
  return isUsable(whole) ? [...whole, ...seen] : whole
}

/** How an attempt ends by what was found in its picture. */
export interface Judged {
  readonly status: Extract<AttemptStatus, 'succeeded' | 'failed'>
  readonly reason: string | null
  readonly checks: readonly CheckFinding[]
  /** Why the picture is not good enough; null when it is. */
  readonly problem: Problem | null
}

export const judgedBy = (checks: readonly CheckFinding[]): Judged => {
  const fault = checks.find(({ verdict }) => verdict === 'fail')
  if (!fault) return { status: 'succeeded', reason: null, checks, problem: null }
  return {
    status: 'failed',
    reason: `check: ${fault.check}`,
    checks,
    problem: {
      code: 'check-failed',
      message: fault.says,
      next: 'Change the prompt or the strategy, or run with checks off to keep such pictures.',
    },
  }
}

/** Stores a picture, since it may have been paid for, and what is to be given back with it in a chat. */
export const storePicture = async (
  { bytes, mimeType, turn }: Extract<EngineAnswer, { kind: 'image' }>,
  parts: Storing,
): Promise<{ readonly image: Sha256; readonly mimeType: string; readonly turn: readonly ModelPart[] }> => {
  const image = await store(bytes, mimeType, parts)
  return { image, mimeType, turn: await storeTurn(turn, { bytes, sha256: image }, parts) }
}

/** The same for an answer in words. */
export const storeWords = async (
  { text, turn }: Extract<EngineAnswer, { kind: 'text' }>,
  parts: Storing,
): Promise<{ readonly text: string; readonly turn: readonly ModelPart[] }> => ({
  text,
  turn: await storeTurn(turn, null, parts),
})
