import { type Check, mainFace, SURE_POSE } from './check.ts'
import { degrees, edgeOf, told, unsure } from './finding.ts'

/** Whether the nose points to the other edge of the frame than in the scene. The figure is the picture's own yaw. */
export const mirrored: Check = (picture, { scene, limits }) => {
  const face = mainFace(picture)
  const other = scene?.keeps === 'head' ? mainFace(scene.analysis) : null
  if (!face || !other) return null
  const nearer = Math.min(Math.abs(face.yaw), Math.abs(other.yaw))
  const { warn, fail } = limits('mirrored-from')
  if (Math.sign(face.yaw) === Math.sign(other.yaw) || nearer < (warn ?? fail ?? Infinity))
    return { ...told('mirrored', 'pass', 'The head is not mirrored.'), figure: face.yaw }
  const finding = {
    ...told(
      'mirrored',
      fail !== null && nearer >= fail ? 'fail' : 'warn',
      `The nose points to the ${edgeOf(face.yaw)} edge of the frame; in the scene it points to the ${edgeOf(other.yaw)} edge (${degrees(other.yaw)}). The picture is mirrored.`,
    ),
    figure: face.yaw,
    limit: warn,
  }
  const sure = Math.min(face.poseConfidence, other.poseConfidence) >= SURE_POSE
  return sure ? finding : unsure(finding, 'The angle is hard to read here, so look at it.')
}
