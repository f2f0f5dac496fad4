import type { CheckFinding, Face, Likeness, PictureAnalysis, SceneKept, ViewName } from '../../../contract/index.ts'
import type { Limits } from './limits.ts'

/** The scene a picture is compared with, and how much of it was to stay. */
export interface SceneBeside {
  readonly analysis: PictureAnalysis
  /** `head`: place and head alike. `place`: only where it plays; the pose may be another. */
  readonly keeps: 'head' | 'place'
}

/** What a picture was to be, and what it is compared with. */
export interface CheckContext {
  readonly step: 'views' | 'scene' | 'portrait' | 'final'
  readonly view: ViewName | null
  readonly limits: Limits
  /** Null where no scene went in. */
  readonly scene: SceneBeside | null
  /** Null where nobody agreed to have faces compared, or it was not compared. */
  readonly likeness: Likeness | null
  readonly sceneKept: SceneKept | null
}

/** One check: what it finds in a picture that was measured; null where it does not apply or has nothing to measure. */
export type Check = (picture: PictureAnalysis, context: CheckContext) => CheckFinding | null

/** The face a picture is about: the largest. */
export const mainFace = ({ faces }: PictureAnalysis): Face | null => faces[0] ?? null

/** Below this confidence an angle is a guess, and no picture is refused for it. */
export const SURE_POSE = 0.35
