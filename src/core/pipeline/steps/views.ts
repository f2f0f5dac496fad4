import { HEADSHOT, type RequestStep } from './step.ts'

/** Step 1: one standardized headshot of the subject. For consistency of a person the words come before the photos. */
export const views: RequestStep = {
  kind: 'request',
  maker: 'views',
  step: 'views',
  output: 'image',
  aspectRatio: HEADSHOT,
  order: ['prompt', 'references'],
}
