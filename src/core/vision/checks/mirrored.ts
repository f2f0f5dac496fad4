import { type Check, mainFace, SURE_POSE } from './check.ts'
import { degrees, edgeOf, told, unsure } from './finding.ts'

/** Both noses must point to an edge at all: below this, in degrees, they point at the viewer. */
const FRONT = 4

/**
 * Whether the nose points to the other edge of the frame than in the scene. The figure is how far they are apart, above 0
 * where the picture's nose is the one nearer to the RIGHT edge.
 */
export const mirrored: Check = (picture, { scene, limits }) => {
  const face = mainFace(picture)
  const other = scene?.keeps === 'head' ? mainFace(scene.analysis) : null
  if (!face || !other) return null
  const apart = face.yaw - other.yaw
  const { warn, fail } = limits('mirrored-from')
  const opposite = Math.sign(face.yaw) !== Math.sign(other.yaw)
  if (
    !opposite ||
    Math.min(Math.abs(face.yaw), Math.abs(other.yaw)) < FRONT ||
    Math.abs(apart) < (warn ?? fail ?? Infinity)
  )
    return { ...told('mirrored', 'pass', 'The head is not mirrored.'), figure: apart }
  const finding = {
    ...told(
      'mirrored',
      fail !== null && Math.abs(apart) >= fail ? 'fail' : 'warn',
      `The nose points to the ${edgeOf(face.yaw)} edge of the frame; in the scene it points to the ${edgeOf(other.yaw)} edge (${degrees(other.yaw)}). The picture is mirrored.`,
    ),
    figure: apart,
    limit: warn,
  }
  const sure = Math.min(face.poseConfidence, other.poseConfidence) >= SURE_POSE
  return sure ? finding : unsure(finding, 'The angle is hard to read here, so look at it.')
}
