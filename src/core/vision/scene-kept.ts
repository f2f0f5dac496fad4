import type { SceneKept } from '../../contract/index.ts'
import type { Seen } from './look.ts'
import type { Nets } from './nets/nets.ts'

export const compareScenes = (_scene: Seen, _final: Seen, _nets: Nets): SceneKept => ({
  score: 0,
  structure: 0,
  colour: 0,
})
