import type { Check } from './check.ts'
import { graded, told } from './finding.ts'

/** Whether a final shows the subject, on the person's own scale. Nothing is said where faces may not be compared. */
export const likeSubject: Check = (_picture, { likeness, limits }) => {
  if (!likeness) return null
  const { band, score, says } = likeness
  if (score === null || band === 'unknown' || band === 'uncalibrated')
    return { ...told('likeness', 'pass', says), figure: score }
  if (band === 'possible-paste') return { ...told('likeness', 'warn', says), figure: score, limit: 1 }
  return graded('likeness', score, limits, 'likeness-least', { good: says, bad: says })
}
