import type { RequestStep } from './step.ts'

/** A recreation prompt of the scene, never a facial feature: the person in it will be another. */
export const describe: RequestStep = {
  kind: 'request',
  maker: 'describe',
  step: 'describe',
  output: 'text',
  order: ['scene', 'prompt'],
}
