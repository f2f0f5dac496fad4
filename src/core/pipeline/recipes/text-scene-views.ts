import { finalStep, type Strategy } from './strategy.ts'

export const textSceneViews: Strategy = {
  name: 'text-scene-views',
  title: 'Text scene + views',
  goesIn: 'prompt with the scene in words only, views',
  known: 'Works, but a new composition each time.',
  nodes: [
    { name: 'final', step: finalStep('final-text-scene-views', ['prompt', 'views']), inputs: { views: 'views' } },
  ],
}
