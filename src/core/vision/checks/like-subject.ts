import type { Check } from './check.ts'
import { graded, told, unsure } from './finding.ts'

/** Whether a final shows the subject. Nothing is said where faces may not be compared. */
export const likeSubject: Check = (_picture, { likeness, limits }) => {
  if (!likeness) return null
  const { band, distance, says } = likeness
  if (distance === null) return told('likeness', 'pass', says)
  if (band === 'possible-paste')
    return { ...told('likeness', 'warn', says), figure: distance, limit: limits('likeness-apart').warn }
  const finding = graded('likeness', distance, limits, 'likeness-apart', { good: says, bad: says })
  // What cannot be calibrated or is too small to be sure of is told, and no picture is refused for it.
  return band === 'unsure' || band === 'uncalibrated' ? unsure(finding, 'Look at it.') : finding
}
