import type { ViewName } from '../../../contract/index.ts'
import { type Check, mainFace } from './check.ts'
import { graded } from './finding.ts'

/** The expression each view is asked for. Of a profile it cannot be read: half of the mouth is hidden. */
const SMILES: Readonly<Partial<Record<ViewName, boolean>>> = {
  front: true,
  'three-quarter-left': true,
  'three-quarter-right': false,
}

/** Whether a view smiles or not, as it was named. */
export const expression: Check = (picture, { view, limits }) => {
  const face = mainFace(picture)
  const smiles = view === null ? undefined : SMILES[view]
  if (!face || smiles === undefined) return null
  return smiles
    ? graded('expression', face.smile, limits, 'smiling-least', {
        good: 'The face smiles.',
        bad: 'A friendly smile was asked for, and the mouth looks closed and still.',
      })
    : graded('expression', face.smile, limits, 'neutral-most', {
        good: 'The expression is neutral.',
        bad: 'A neutral face with a closed mouth was asked for, and it smiles.',
      })
}
