import { finalStep, type Strategy } from './strategy.ts'

export const directEdit: Strategy = {
  name: 'direct-edit',
  title: 'Direct edit',
  goesIn: 'scene, portrait, prompt',
  known: 'Often blocked: two pictures with faces in one request.',
  nodes: [
    {
      name: 'final',
      step: finalStep('final-direct-edit', ['scene', 'portrait', 'prompt']),
      inputs: { scene: 'scene', portrait: 'portrait' },
    },
  ],
}
