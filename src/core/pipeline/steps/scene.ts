import { POSTER, type RequestStep } from './step.ts'

/** Step 2: the cinematic scene with anyone's face. No picture goes in: a face reference turns cinema into documentary. */
export const scene: RequestStep = {
  kind: 'request',
  maker: 'scene',
  step: 'scene',
  output: 'image',
  aspectRatio: POSTER,
  order: ['prompt'],
}
