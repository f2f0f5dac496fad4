import { ViewName } from '../../../contract/index.ts'
import type { Input, RequestStep } from './step.ts'

/** Asks which of the five views is nearest in angle to the head in the scene. */
export const nearestView: RequestStep = {
  kind: 'request',
  maker: 'nearest-view',
  step: 'nearest-view',
  output: 'text',
  order: ['scene', 'prompt'],
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
