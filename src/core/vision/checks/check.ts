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
  /** `composite`: a final that was laid together here from its scene. */
  readonly step: 'views' | 'scene' | 'portrait' | 'final' | 'composite'
  readonly view: ViewName | null
  readonly limits: Limits
  /** Null where no scene went in. */
  readonly scene: SceneBeside | null
  /** Whether the run or the identity asks for a style of its own. */
  readonly styled: boolean
  /** Null where nobody agreed to have faces compared, or it was not compared. */
  readonly likeness: Likeness | null
  readonly sceneKept: SceneKept | null
}

/** One check: what it finds in a picture that was measured; null where it does not apply or has nothing to measure. */
export type Check = (picture: PictureAnalysis, context: CheckContext) => CheckFinding | null

/** From here on a detection is a face for sure; folds and pans score less, and so do profiles. */
const SURE_FACE = 0.8

/** The faces that count, largest first: where one is sure, what is unsure beside it is taken for a shape. */
export const facesIn = ({ faces }: PictureAnalysis): readonly Face[] => {
  const sure = faces.filter(({ confidence }) => confidence >= SURE_FACE)
  return sure.length > 0 ? sure : faces
}

/** The face a picture is about: the largest that counts. */
export const mainFace = (picture: PictureAnalysis): Face | null => facesIn(picture)[0] ?? null

/** Below this confidence an angle is a guess, and no picture is refused for it. */
export const SURE_POSE = 0.35
