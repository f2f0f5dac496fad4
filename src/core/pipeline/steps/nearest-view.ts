import { type PictureAnalysis, ViewName } from '../../../contract/index.ts'
import { mainFace, SURE_POSE } from '../../vision/checks/check.ts'
import type { Input, RequestStep } from './step.ts'

/** Half way between a front and a three-quarter of 42 degrees, and between that and what reads as a profile. */
const TURNED = 20
const SIDEWAYS = 60

/** The view whose angle is nearest to the measured head's; null where no face is seen, or not well enough. */
const nearestByYaw = (scene: PictureAnalysis): ViewName | null => {
  const face = mainFace(scene)
  if (!face || face.poseConfidence < SURE_POSE) return null
  const turned = Math.abs(face.yaw)
  if (turned < TURNED) return 'front'
  // Left and right are the subject's: a nose toward the RIGHT edge of the frame shows the left side.
  if (face.yaw > 0) return turned < SIDEWAYS ? 'three-quarter-left' : 'profile-left'
  return turned < SIDEWAYS ? 'three-quarter-right' : 'profile-right'
}

/** Asks which of the five views is nearest in angle to the head in the scene. */
export const nearestView: RequestStep = {
  kind: 'request',
  maker: 'nearest-view',
  step: 'nearest-view',
  output: 'text',
  order: ['scene', 'prompt'],
  measured: nearestByYaw,
}

/** Longest name first, so that `three-quarter-left` is not read as a part of something shorter. */
const NAMES = ViewName.options.toSorted((a, b) => b.length - a.length)

/**
 * The view an answer names, whatever stands around it; `front` when it names none, since most scenes face the camera.
 */
export const viewInAnswer = (answer: string): ViewName => {
  const plain = answer.toLowerCase().replaceAll(/[\s_]+/g, '-')
  return NAMES.find((name) => plain.includes(name)) ?? 'front'
}

/** The one view with this name out of the five. */
export const pickView = (views: readonly Input[], name: ViewName): readonly Input[] => {
  const found = views.filter((view) => view.kind === 'image' && view.label === name)
  return found.length > 0 ? found : views.slice(0, 1)
}
