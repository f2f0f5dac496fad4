import type { LocalStep } from './step.ts'

/** The portrait on a large empty canvas, made here: what the model then grows outward. */
export const canvas: LocalStep = {
  kind: 'local',
  maker: 'canvas',
  step: 'canvas',
  version: 1,
  order: ['portrait'],
  make: 'expand-canvas',
}
