import { type Check, mainFace } from './check.ts'
import { graded } from './finding.ts'

/** From here on half of the mouth is hidden. */
const READABLE = 50

/** Whether the face smiles as in the scene. */
export const sameExpression: Check = (picture, { scene, limits }) => {
  const face = mainFace(picture)
  const other = scene?.keeps === 'head' ? mainFace(scene.analysis) : null
  if (!face || !other || Math.max(Math.abs(face.yaw), Math.abs(other.yaw)) > READABLE) return null
  const apart = face.smile - other.smile
  return graded('expression', Math.abs(apart), limits, 'smile-apart', {
    good: 'The expression is that of the scene.',
    bad:
      apart > 0
        ? 'The face smiles, and in the scene it does not.'
        : 'In the scene the face smiles, and here it does not.',
  })
}
