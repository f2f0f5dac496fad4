import type { Check } from './check.ts'
import { graded, share } from './finding.ts'

/** Whether a view stands on plain white: another background makes models take it for a second face. */
export const whiteBackground: Check = ({ background }, { limits }) =>
  graded('background', background.white, limits, 'background-white', {
    good: 'The background is plain white.',
    bad: `Only ${share(background.white)} of the border is white; views stand on plain white.`,
  })
