import type { LightSide } from '../../../contract/index.ts'
import { type Check, mainFace } from './check.ts'
import { graded } from './finding.ts'

const FROM: Readonly<Record<LightSide, string>> = {
  left: 'from the LEFT edge of the frame',
  right: 'from the RIGHT edge of the frame',
  front: 'from the front',
}

/** Whether the light falls on the face from the side it has in the scene. */
export const sameLight: Check = (picture, { scene, limits }) => {
  const face = mainFace(picture)
  const other = scene ? mainFace(scene.analysis) : null
  if (!face || !other || scene?.keeps !== 'head') return null
  const good = `The light comes ${FROM[other.light.side]}, as in the scene.`
  // The same side is the same light, however strong: only another side is told.
  const apart = face.light.side === other.light.side ? 0 : Math.abs(face.light.balance - other.light.balance)
  return graded('light', apart, limits, 'light-apart', {
    good,
    bad: `The light on the face comes ${FROM[face.light.side]}; in the scene ${FROM[other.light.side]}.`,
  })
}
