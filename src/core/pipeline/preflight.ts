import type { Preflight } from '../../contract/index.ts'
import type { PictureInput, RequestStep, Step } from './steps/step.ts'

/**
 * Pictures that hold a face which models count. Views on white and reference photos are taken for material, a masked scene
 * has lost its face, and the model's own pictures are its own.
 */
const FACES: ReadonlySet<PictureInput> = new Set(['scene', 'portrait', 'canvas', 'composite'])

const NAMES: Readonly<Partial<Record<PictureInput, string>>> = {
  scene: 'the scene',
  portrait: 'the portrait',
  canvas: 'the portrait on its canvas',
  composite: 'the composite',
}

/** The pictures with a face that go out in all turns of a request. */
const facesIn = (step: RequestStep): readonly PictureInput[] => [
  ...(step.after ? facesIn(step.after.step) : []),
  ...step.order.flatMap((name) => (name !== 'prompt' && FACES.has(name) ? [name] : [])),
]

/** What is known of a request before it is sent: two pictures with a face each are blocked as a rule (learning 10). */
export const preflightOf = (step: Step): Preflight | null => {
  if (step.kind === 'local') return null
  const faces = facesIn(step)
  if (faces.length < 2) return null
  const carried = faces.map((name) => NAMES[name] ?? name).join(' and ')
  return {
    says: `This request carries ${faces.length} pictures with a face, ${carried}: models often block that (OTHER).`,
    instead:
      'Use masked scene, which paints the scene’s face out first, scene + views, whose views on white are not taken for a second face, or local composite, which asks no model.',
  }
}
