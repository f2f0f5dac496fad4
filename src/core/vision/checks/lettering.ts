import type { Check } from './check.ts'
import { told } from './finding.ts'

/** Lettering is not looked for: nothing on this machine reads. Said rather than passed over. */
export const lettering: Check = () =>
  told(
    'lettering',
    'pass',
    'Whether there is text in the picture cannot be told here; look for it, or ask for a second opinion.',
  )
