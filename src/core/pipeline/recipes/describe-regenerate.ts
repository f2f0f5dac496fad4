import { describe } from '../steps/describe.ts'
import { finalStep, type Strategy } from './strategy.ts'

export const describeRegenerate: Strategy = {
  name: 'describe-regenerate',
  title: 'Describe and regenerate',
  goesIn: 'the scene is described, then prompt, views',
  known: 'Works; less cinematic, the face imperfect.',
  nodes: [
    { name: 'description', step: describe, inputs: { scene: 'scene' } },
    {
      name: 'final',
      step: finalStep('final-describe-regenerate', ['prompt', 'views']),
      inputs: { description: { node: 'description' }, views: 'views' },
    },
  ],
}
