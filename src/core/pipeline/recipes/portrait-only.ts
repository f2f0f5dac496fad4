import { describe } from '../steps/describe.ts'
import { finalStep, type Strategy } from './strategy.ts'

export const portraitOnly: Strategy = {
  name: 'portrait-only',
  title: 'Portrait only',
  goesIn: 'portrait, prompt with the scene in words',
  known: 'Untried in the field. One face in the request; the composition survives only as far as words carry it.',
  nodes: [
    { name: 'description', step: describe, inputs: { scene: 'scene' } },
    {
      name: 'final',
      step: finalStep('final-portrait-only', ['portrait', 'prompt']),
      inputs: { portrait: 'portrait', description: { node: 'description' } },
    },
  ],
}
