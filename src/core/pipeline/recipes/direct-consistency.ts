import { finalStep, type Strategy } from './strategy.ts'

export const directConsistency: Strategy = {
  name: 'direct-consistency',
  title: 'Direct consistency',
  goesIn: 'identity prompt, views',
  known: 'The face is right, the cinema is lost. The baseline.',
  nodes: [
    { name: 'final', step: finalStep('final-direct-consistency', ['prompt', 'views']), inputs: { views: 'views' } },
  ],
}
