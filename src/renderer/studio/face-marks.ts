import type { PictureInsight } from '../../contract/api/index.ts'
import type { FaceMarks } from '../viewer/registration.ts'

/**
 * Where the main face of a picture is. Undefined while nothing was measured yet; null where there is no face.
 */
export const marksOf = (insight: PictureInsight | undefined): FaceMarks | null | undefined => {
  if (!insight?.analysis) return undefined
  const { analysis, eyes } = insight
  const [face] = analysis.faces
  if (!face) return null
  const { leftEye, rightEye, mouth } = face.landmarks
  const inPixels = ({ x, y }: { readonly x: number; readonly y: number }) => ({
    x: x * analysis.width,
    y: y * analysis.height,
  })
  return {
    eyes: eyes
      ? { left: inPixels(eyes.left), right: inPixels(eyes.right) }
      : leftEye && rightEye
        ? { left: leftEye, right: rightEye }
        : null,
    eye: leftEye ?? rightEye,
    mouth,
    box: { x: face.x, y: face.y, width: face.w, height: face.h },
  }
}
