import { canvas } from '../steps/canvas.ts'
import { finalStep, type Strategy } from './strategy.ts'

export const expandPortrait: Strategy = {
  name: 'expand-portrait',
  title: 'Expand portrait',
  goesIn: 'portrait on a large canvas, prompt',
  known: 'Blocked in the past. The canvas is made on this machine.',
  nodes: [
    { name: 'canvas', step: canvas, inputs: { portrait: 'portrait' } },
    {
      name: 'final',
      step: finalStep('final-expand-portrait', ['canvas', 'prompt']),
      inputs: { canvas: { node: 'canvas' } },
    },
  ],
}
