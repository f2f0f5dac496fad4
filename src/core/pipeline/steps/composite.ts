import type { LocalStep } from './step.ts'

/** The portrait's face laid over the scene's, made here: what a model is then asked to unify. */
export const composite: LocalStep = {
  kind: 'local',
  maker: 'composite',
  step: 'composite',
  version: 1,
  order: ['scene', 'portrait'],
  make: 'composite',
}

/** The same as a final of its own, without any model. */
export const localComposite: LocalStep = { ...composite, maker: 'local-composite', step: 'final' }
