import type { LocalStep } from './step.ts'

/** The scene with its face painted out, made here: a request that carries it holds one face less. */
export const maskScene: LocalStep = {
  kind: 'local',
  maker: 'masked',
  step: 'masked',
  version: 1,
  order: ['scene'],
  make: 'mask-scene',
}
