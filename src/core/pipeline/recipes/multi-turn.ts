import { finalStep, type Strategy } from './strategy.ts'

const first = finalStep('final-multi-turn', ['scene', 'views', 'prompt'])
const second = finalStep('final-multi-turn-2', ['prompt'], { after: { step: first, answer: 'first' } })
const third = finalStep('final-multi-turn-3', ['prompt'], { after: { step: second, answer: 'second' } })

const given = { scene: 'scene', views: 'views' } as const

export const multiTurn: Strategy = {
  name: 'multi-turn',
  title: 'Multi-turn refinement',
  goesIn: 'scene, views, prompt; then corrections in further turns of the same chat',
  known: 'Untried in the field.',
  nodes: [
    { name: 'first', step: first, inputs: given },
    { name: 'second', step: second, inputs: { ...given, first: { node: 'first' } } },
    { name: 'final', step: third, inputs: { ...given, first: { node: 'first' }, second: { node: 'second' } } },
  ],
}
