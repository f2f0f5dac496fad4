import type { RunSpec } from '../../contract/index.ts'
import { isTemplateName, type TemplateName } from '../prompts/purposes.ts'
import { ladderOf } from './recipes/index.ts'
import { describe } from './steps/describe.ts'
import { nearestView } from './steps/nearest-view.ts'
import { portrait } from './steps/portrait.ts'
import { scene } from './steps/scene.ts'
import { secondOpinion } from './steps/second-opinion.ts'
import { views } from './steps/views.ts'

const UP_TO = {
  views: [views.maker],
  scene: [scene.maker],
  portrait: [views.maker, scene.maker, portrait.maker],
  describe: [scene.maker, describe.maker],
  'nearest-view': [scene.maker, nearestView.maker],
} as const

/** The templates a run of this spec may need: those of its steps, and of every rung of its ladder. */
export const templatesOf = (spec: Pick<RunSpec, 'recipe' | 'ladder' | 'upTo' | 'judge'>): readonly TemplateName[] => {
  const makers = spec.judge
    ? [secondOpinion.maker]
    : spec.upTo === undefined
      ? [
          ...UP_TO.portrait,
          ...ladderOf(spec.recipe, spec.ladder).flatMap(({ nodes }) => nodes.map(({ step }) => step.maker)),
        ]
      : UP_TO[spec.upTo]
  return [...new Set(makers)].filter(isTemplateName)
}
