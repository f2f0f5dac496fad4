import { composite } from '../steps/composite.ts'
import { finalStep, type Strategy } from './strategy.ts'

export const compositeHarmonize: Strategy = {
  name: 'composite-harmonize',
  title: 'Composite + harmonize',
  goesIn: 'the local composite, prompt',
  known: 'Untried in the field. One picture with one face; the model unifies light and grain.',
  nodes: [
    { name: 'composite', step: composite, inputs: { scene: 'scene', portrait: 'portrait' } },
    {
      name: 'final',
      step: finalStep('final-composite-harmonize', ['composite', 'prompt']),
      inputs: { composite: { node: 'composite' } },
    },
  ],
}
