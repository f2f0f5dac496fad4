import { finalStep, type Strategy } from './strategy.ts'

export const environmentOnly: Strategy = {
  name: 'environment-only',
  title: 'Environment only',
  goesIn: 'scene for its environment, the person told in words, views',
  known: 'Untried in the field.',
  nodes: [
    {
      name: 'final',
      step: finalStep('final-environment-only', ['scene', 'prompt', 'views']),
      inputs: { scene: 'scene', views: 'views' },
    },
  ],
}
