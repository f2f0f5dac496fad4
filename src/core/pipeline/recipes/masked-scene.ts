import { maskScene } from '../steps/mask-scene.ts'
import { finalStep, type Strategy } from './strategy.ts'

export const maskedScene: Strategy = {
  name: 'masked-scene',
  title: 'Masked scene',
  goesIn: 'scene with its face painted out on this machine, portrait, prompt',
  known: 'Untried in the field. One face in the request.',
  nodes: [
    { name: 'masked', step: maskScene, inputs: { scene: 'scene' } },
    {
      name: 'final',
      step: finalStep('final-masked-scene', ['masked', 'portrait', 'prompt']),
      inputs: { masked: { node: 'masked' }, portrait: 'portrait' },
    },
  ],
}
