import type {
  AttemptPart,
  CheckFinding,
  Likeness,
  LimitChanges,
  PictureAnalysis,
  RunId,
  SceneKept,
  Sha256,
  StrategyName,
  Subject,
  SubjectId,
  ViewName,
} from '../../contract/index.ts'
import type { FaceShelf } from '../library/face-shelf.ts'
import { checkSeen } from '../vision/checks/check-picture.ts'
import type { CheckContext, SceneBeside } from '../vision/checks/check.ts'
import { limitsWith } from '../vision/checks/limits.ts'
import type { Vision } from '../vision/types.ts'
import { openComparing, type Reference } from './comparing.ts'

/** What a picture was to be, and what went into the request for it. */
export interface LookedAt {
  readonly run: RunId
  readonly step: CheckContext['step']
  readonly view: ViewName | null
  readonly strategy: StrategyName | null
  readonly parts: readonly AttemptPart[]
  /** The scene that a composite among them was laid over. */
  readonly beneath?: Sha256 | null
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
  readonly shelf: FaceShelf
  /** Whom a run is for, where that person agreed to have faces compared; null otherwise. */
  readonly mayCompare: (run: RunId) => SubjectId | null
}

/** The strategies whose final may hold its head otherwise than the scene: they take only the place from it. */
const PLACE_ONLY: ReadonlySet<StrategyName> = new Set(['environment-only'])

/** Eyes over a library. What is under way for a picture is waited for rather than begun twice. */
export const openLook = ({ vision, picture, shelf, mayCompare }: LookParts): Look => {
  const underWay = new Map<Sha256, Promise<PictureAnalysis>>()

  const measure = async (sha256: Sha256, bytes: Uint8Array | null, signal: AbortSignal): Promise<PictureAnalysis> => {
    const analysis = await vision.analyse(bytes ?? (await picture(sha256)), { signal })
    await shelf.keepAnalysis(sha256, vision.analyser, analysis)
    return analysis
  }

  const analysisOf = async (
    sha256: Sha256,
    bytes: Uint8Array | null,
    signal: AbortSignal,
  ): Promise<PictureAnalysis> => {
    const known = shelf.analysis(sha256, vision.analyser)
    if (known !== null && known !== 'unreadable') return known
    const ahead = underWay.get(sha256)
    // What somebody else has cancelled may still be wanted here.
    if (ahead) return await ahead.catch(async () => await measure(sha256, bytes, signal))
    const work = measure(sha256, bytes, signal).finally(() => underWay.delete(sha256))
    underWay.set(sha256, work)
    return await work
  }

  const comparing = openComparing({
    vision,
    shelf,
    picture,
    analysis: async ({ sha256, bytes = null }, signal) => await analysisOf(sha256, bytes, signal),
  })

  const keptOf = async (scene: Sha256, final: Shown, signal: AbortSignal): Promise<SceneKept> => {
    const known = shelf.sceneKept(scene, final.sha256, vision.analyser)
    if (known) return known
    const kept = await vision.sceneKept(await picture(scene), final.bytes, { signal })
    await shelf.keepSceneKept(scene, final.sha256, vision.analyser, kept)
    return kept
  }

  const likenessOf = async (
    shown: Shown,
    { run, subject, parts }: LookedAt,
    signal: AbortSignal,
  ): Promise<Likeness | null> => {
    const agreed = mayCompare(run)
    if (agreed === null) return null
    const views = parts.filter(({ kind, role }) => kind === 'image' && role === 'view')
    const references: readonly Reference[] = [
      ...subject.photos.map(({ sha256 }) => ({ sha256, kind: 'photo' as const })),
      ...views.map(({ sha256 }) => ({ sha256, kind: 'view' as const })),
    ]
    const compared = { subject: agreed, references }
    await comparing.describe(shown, compared, signal)
    const known = comparing.known(shown.sha256, compared)
    // Still missing: the consent was withdrawn while faces were described.
    return known === 'missing' ? null : known
  }

  return {
    analysis: async (sha256, signal) => await analysisOf(sha256, null, signal),
    check: async ({ sha256, bytes }, about, signal) => {
      const { step, view, strategy, parts, beneath, styled, limits } = about
      const isFinal = step === 'final' || step === 'composite'
      const sent = (wanted: AttemptPart['role']): Sha256 | null =>
        parts.find(({ kind, role }) => kind === 'image' && role === wanted)?.sha256 ?? null
      // A composite is its scene with the right face in it already; what is to be kept is the scene beneath.
      const sceneIn = sent('scene') ?? beneath ?? sent('composite')
      const analysis = await analysisOf(sha256, bytes, signal)
      const scene: SceneBeside | null =
        sceneIn === null
          ? null
          : {
              analysis: await analysisOf(sceneIn, null, signal),
              keeps: strategy !== null && PLACE_ONLY.has(strategy) ? 'place' : 'head',
            }
      return checkSeen(analysis, {
        step,
        view,
        limits: limitsWith(limits),
        scene,
        styled,
        likeness: isFinal ? await likenessOf({ sha256, bytes }, about, signal) : null,
        sceneKept: isFinal && sceneIn !== null ? await keptOf(sceneIn, { sha256, bytes }, signal) : null,
      })
    },
  }
}
