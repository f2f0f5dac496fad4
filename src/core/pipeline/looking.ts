import type { AttemptPart, CheckFinding, LimitChanges, Sha256, StrategyName, Subject } from '../../contract/index.ts'
import type { Likeness, PictureAnalysis, ViewName } from '../../contract/index.ts'
import { checkSeen } from '../vision/checks/check-picture.ts'
import type { CheckContext, SceneBeside } from '../vision/checks/check.ts'
import { limitsWith } from '../vision/checks/limits.ts'
import type { Vision } from '../vision/types.ts'

/** What a picture was to be, and what went into the request for it. */
export interface LookedAt {
  readonly step: CheckContext['step']
  readonly view: ViewName | null
  readonly strategy: StrategyName | null
  readonly parts: readonly AttemptPart[]
  readonly subject: Subject
  /** Whether the run or the identity asks for a style of its own. */
  readonly styled: boolean
  readonly limits: LimitChanges
}

/** A picture as it came; its name is the hash of its bytes. */
export interface Shown {
  readonly sha256: Sha256
  readonly bytes: Uint8Array
}

/** The studio's eyes, as a run uses them. */
export interface Look {
  /** Everything that is found in a picture. Rejects where it cannot be measured. */
  readonly check: (picture: Shown, about: LookedAt, signal: AbortSignal) => Promise<readonly CheckFinding[]>
  /** What was measured in a stored picture, measured now where it was not. */
  readonly analysis: (sha256: Sha256, signal: AbortSignal) => Promise<PictureAnalysis>
}

export interface LookParts {
  readonly vision: Vision
  readonly picture: (sha256: Sha256) => Promise<Uint8Array>
  /** What was measured before, and where it is kept: the same picture is never measured twice. */
  readonly measured: {
    readonly get: (sha256: Sha256) => PictureAnalysis | null
    readonly put: (sha256: Sha256, analysis: PictureAnalysis) => Promise<void>
  }
  /** How like the subject the picture's face is; null where nobody agreed to have faces compared. */
  readonly likeness: (picture: Shown, subject: Subject) => Promise<Likeness | null>
}

/** The strategies whose final may hold its head otherwise than the scene: they take only the place from it. */
const PLACE_ONLY: ReadonlySet<StrategyName> = new Set(['environment-only'])

/** Eyes over a library. What is under way for a picture is waited for rather than begun twice. */
export const openLook = ({ vision, picture, measured, likeness }: LookParts): Look => {
  const underWay = new Map<Sha256, Promise<PictureAnalysis>>()

  const measure = async (sha256: Sha256, bytes: Uint8Array | null, signal: AbortSignal): Promise<PictureAnalysis> => {
    const analysis = await vision.analyse(bytes ?? (await picture(sha256)), { signal })
    await measured.put(sha256, analysis)
    return analysis
  }

  const analysisOf = async (
    sha256: Sha256,
    bytes: Uint8Array | null,
    signal: AbortSignal,
  ): Promise<PictureAnalysis> => {
    const known = measured.get(sha256)
    if (known) return known
    const ahead = underWay.get(sha256)
    // What somebody else has cancelled may still be wanted here.
    if (ahead) return await ahead.catch(async () => await measure(sha256, bytes, signal))
    const work = measure(sha256, bytes, signal).finally(() => underWay.delete(sha256))
    underWay.set(sha256, work)
    return await work
  }

  return {
    analysis: async (sha256, signal) => await analysisOf(sha256, null, signal),
    check: async ({ sha256, bytes }, { step, view, strategy, parts, subject, styled, limits }, signal) => {
      const sceneIn = parts.find(({ kind, role }) => kind === 'image' && role === 'scene')?.sha256 ?? null
      const analysis = await analysisOf(sha256, bytes, signal)
      const scene: SceneBeside | null =
        sceneIn === null
          ? null
          : {
              analysis: await analysisOf(sceneIn, null, signal),
              keeps: strategy !== null && PLACE_ONLY.has(strategy) ? 'place' : 'head',
            }
      const sceneKept =
        step === 'final' && sceneIn !== null ? await vision.sceneKept(await picture(sceneIn), bytes) : null
      return checkSeen(analysis, {
        step,
        view,
        limits: limitsWith(limits),
        scene,
        styled,
        likeness: step === 'final' ? await likeness({ sha256, bytes }, subject) : null,
        sceneKept,
      })
    },
  }
}

/** Where nobody agreed to have faces compared. */
export const NOT_COMPARED: LookParts['likeness'] = () => Promise.resolve(null)

/** Analyses kept in memory, the newest of them. */
export const openMeasured = (most = 400): LookParts['measured'] => {
  const kept = new Map<Sha256, PictureAnalysis>()
  return {
    get: (sha256) => kept.get(sha256) ?? null,
    put: (sha256, analysis) => {
      kept.set(sha256, analysis)
      const [oldest] = kept.keys()
      if (kept.size > most && oldest !== undefined) kept.delete(oldest)
      return Promise.resolve()
    },
  }
}
