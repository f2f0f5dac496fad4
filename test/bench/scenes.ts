import type { NewJob } from '../../src/core/library/types.ts'

/** So many scenes of one identity, all ready to be made. */
export const scenes = (count: number): readonly NewJob[] =>
  Array.from({ length: count }, (_, index) => ({
    path: `conductor/scene/${index + 1}`,
    step: 'scene',
    maker: 'scene',
    identity: 'conductor',
    strategy: null,
    slot: null,
    rung: null,
    view: null,
    variant: index + 1,
    inputs: {},
    state: 'ready',
  }))
