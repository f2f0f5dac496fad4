import { POSTER, type RequestStep } from './step.ts'

/** Step 3: the subject's head and shoulders with the scene's angle, light, clothes and expression. */
export const portrait: RequestStep = {
  kind: 'request',
  maker: 'portrait',
  step: 'portrait',
  output: 'image',
  aspectRatio: POSTER,
  order: ['prompt', 'views', 'scene'],
}
