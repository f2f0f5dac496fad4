import { finalStep, type Strategy } from './strategy.ts'

export const sceneViews: Strategy = {
  name: 'scene-views',
  title: 'Scene + views',
  goesIn: 'scene, views, prompt',
  known: 'Views on white are not treated as a second face.',
  nodes: [
    {
      name: 'final',
      step: finalStep('final-scene-views', ['scene', 'views', 'prompt']),
      inputs: { scene: 'scene', views: 'views' },
    },
  ],
}
