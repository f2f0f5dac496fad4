import { pickView } from '../steps/nearest-view.ts'
import { finalStep, type Strategy } from './strategy.ts'

export const faceSwap: Strategy = {
  name: 'face-swap',
  title: 'Face swap',
  goesIn: 'scene, the front view, prompt with swap wording',
  known: 'A known failure, kept to measure against: a new face appears, or the request is blocked.',
  nodes: [
    {
      name: 'final',
      step: finalStep('final-face-swap', ['scene', 'views', 'prompt'], {
        select: (inputs) => ({ ...inputs, views: pickView(inputs.views ?? [], 'front') }),
      }),
      inputs: { scene: 'scene', views: 'views' },
    },
  ],
}
