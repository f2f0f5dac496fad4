import { nearestView, pickView, viewInAnswer } from '../steps/nearest-view.ts'
import { finalStep, type Strategy } from './strategy.ts'

export const matchedViewSwap: Strategy = {
  name: 'matched-view-swap',
  title: 'Matched-view face swap',
  goesIn: 'scene, the view nearest in angle, prompt with swap wording',
  known: 'A known failure, kept to measure against: a new face appears.',
  nodes: [
    { name: 'nearest', step: nearestView, inputs: { scene: 'scene' } },
    {
      name: 'final',
      step: finalStep('final-matched-view-swap', ['scene', 'views', 'prompt'], {
        select: (inputs) => {
          const answer = inputs.nearest?.[0]
          const name = viewInAnswer(answer?.kind === 'text' ? answer.text : '')
          return { ...inputs, views: pickView(inputs.views ?? [], name) }
        },
      }),
      inputs: { scene: 'scene', views: 'views', nearest: { node: 'nearest' } },
    },
  ],
}
