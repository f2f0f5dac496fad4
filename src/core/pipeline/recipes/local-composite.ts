import { localComposite } from '../steps/composite.ts'
import type { Strategy } from './strategy.ts'

export const localCompositeStrategy: Strategy = {
  name: 'local-composite',
  title: 'Local composite',
  goesIn: 'scene, portrait; no model: the face is laid over on this machine',
  known: "Nothing can block it and it costs nothing; hair, neck and hands stay the scene's. Needs heads held alike.",
  nodes: [{ name: 'final', step: localComposite, inputs: { scene: 'scene', portrait: 'portrait' } }],
}
