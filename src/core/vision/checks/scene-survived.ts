import type { Check } from './check.ts'
import { graded, share } from './finding.ts'

/** Whether a final that was made from the scene's picture still shows that scene. */
export const sceneSurvived: Check = (_picture, { sceneKept, scene, limits }) => {
  if (!sceneKept || !scene) return null
  const { score, structure, colour } = sceneKept
  const finding = graded('scene-kept', score, limits, 'scene-kept-least', {
    good: `${share(score)} of the scene survived around the face.`,
    bad: `Only ${share(score)} of the scene survived around the face: composition ${share(structure)}, colour ${share(colour)}.`,
  })
  // A place that is only the setting may be framed anew.
  return scene.keeps === 'place' && finding.verdict === 'fail' ? { ...finding, verdict: 'warn' } : finding
}
