import type { Face } from '../../../contract/index.ts'
import { type Check, type CheckContext, mainFace, SURE_POSE } from './check.ts'
import { degrees, edgeOf, graded, unsure } from './finding.ts'

const HARD = 'The angle is hard to read here, so look at it.'

const both = (picture: Parameters<Check>[0], { scene }: CheckContext): readonly [Face, Face] | null => {
  const face = mainFace(picture)
  const other = scene?.keeps === 'head' ? mainFace(scene.analysis) : null
  return face && other ? [face, other] : null
}

const where = (yaw: number): string =>
  Math.abs(yaw) < 5 ? 'at the viewer' : `${degrees(yaw)} to the ${edgeOf(yaw)} edge of the frame`

/** Whether the head is turned as far as in the scene. A final's own strategy may turn it a little: there it only warns. */
export const sameAngle: Check = (picture, context) => {
  const faces = both(picture, context)
  if (!faces) return null
  const [face, other] = faces
  const finding = graded('angle', Math.abs(face.yaw - other.yaw), context.limits, 'yaw-apart', {
    good: 'The head is turned as in the scene.',
    bad: `The nose points ${where(face.yaw)}; in the scene ${where(other.yaw)}.`,
  })
  return Math.min(face.poseConfidence, other.poseConfidence) >= SURE_POSE ? finding : unsure(finding, HARD)
}

/** Whether the head nods as in the scene: chin up or down. */
export const sameNod: Check = (picture, context) => {
  const faces = both(picture, context)
  if (!faces) return null
  const [face, other] = faces
  const apart = face.pitch - other.pitch
  const finding = graded('nod', Math.abs(apart), context.limits, 'pitch-apart', {
    good: 'The chin is held as in the scene.',
    bad: `The chin is ${degrees(apart)} ${apart > 0 ? 'higher' : 'lower'} than in the scene.`,
  })
  // Beyond a three-quarter a nod is hardly seen by the mesh.
  return Math.max(Math.abs(face.yaw), Math.abs(other.yaw)) < 50 ? finding : unsure(finding, HARD)
}

/** Whether the head is tilted as in the scene. */
export const sameTilt: Check = (picture, context) => {
  const faces = both(picture, context)
  if (!faces) return null
  const [face, other] = faces
  const apart = face.roll - other.roll
  return graded('tilt', Math.abs(apart), context.limits, 'roll-apart', {
    good: 'The head is tilted as in the scene.',
    bad: `The head is tilted ${degrees(apart)} further toward the ${edgeOf(apart)} edge of the frame than in the scene.`,
  })
}
