import type { CheckFinding, PictureAnalysis } from '../../../contract/index.ts'
import { labOf } from '../colour.ts'
import type { Check } from './check.ts'
import { graded, share } from './finding.ts'

/** Mean chroma (CIELAB) of the colours a picture is made of: how strong they are. Null where nothing was measured. */
export const colourStrength = ({ palette }: PictureAnalysis): number | null => {
  const parts = palette.map(({ colour, share: part }) => {
    const channel = (at: number): number => Number.parseInt(colour.slice(at, at + 2), 16)
    const [, a, b] = labOf(channel(1), channel(3), channel(5))
    return { chroma: Math.hypot(a, b), part }
  })
  const whole = parts.reduce((sum, { part }) => sum + part, 0)
  return whole === 0 ? null : parts.reduce((sum, { chroma, part }) => sum + chroma * part, 0) / whole
}

/** A style may want pale colours, and a scene that is pale itself says nothing about what was made from it. */
const PALE = 8

/**
 * Whether a picture looks like cinema, as far as colour tells: a graded film frame has strong colours, a flash snapshot faded
 * ones. Portraits and finals are measured against their scene.
 */
export const cinema: Check = (picture, { scene, styled, limits }): CheckFinding | null => {
  const own = colourStrength(picture)
  if (own === null) return null
  if (scene) {
    const before = colourStrength(scene.analysis)
    if (before === null || before < PALE) return null
    return graded('cinema', own / before, limits, 'cinema-kept', {
      good: 'The colours are as strong as those of the scene.',
      bad: `The look of cinema is lost: the colours have ${share(own / before)} of the strength they have in the scene.`,
    })
  }
  const finding = graded('cinema', own, limits, 'cinema-least', {
    good: 'The colours are those of a graded film frame.',
    bad: 'The picture looks like a snapshot: its colours are faint, as under a flash.',
  })
  return styled && finding.verdict === 'fail' ? { ...finding, verdict: 'warn' } : finding
}
