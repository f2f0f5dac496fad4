import { blink } from './blink.tsx'
import { difference } from './difference.tsx'
import type { Mode } from './mode.ts'
import { onion } from './onion.tsx'
import { sideBySide } from './side-by-side.tsx'
import { survey } from './survey.tsx'
import { wipeHorizontal, wipeVertical } from './wipe.tsx'

/** Every way to compare, in the order M goes through them. A new one is a file and a line here. */
export const MODES: readonly [Mode, ...Mode[]] = [
  sideBySide,
  wipeVertical,
  wipeHorizontal,
  blink,
  onion,
  difference,
  survey,
]

export const modeOf = (id: string): Mode => MODES.find((mode) => mode.id === id) ?? MODES[0]
