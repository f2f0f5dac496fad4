import { wholeStage } from '../layout.ts'
import type { Mode } from './mode.ts'
import { scaledNote } from './sizes.ts'

export const difference: Mode = {
  id: 'difference',
  name: 'Difference',
  tip: 'Black where A and B are the same, brighter the more they differ',
  icon: <path d="M6 3.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10 3.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9z" />,
  shows: 'pair',
  setting: () => ({
    name: 'Gain',
    least: 0,
    most: 6,
    step: 1,
    initial: 0,
    // Powers of two, so that a difference of 3 shows as exactly 6, 12, 24 ...
    say: (amount) => `×${2 ** amount}`,
  }),
  arrange: ({ stage, density, a, b, amount }) => ({
    panes: [
      {
        rect: wholeStage(stage, density).pane,
        layers: [{ sha256: a.sha256 }, { sha256: b.sha256 }],
        difference: { doublings: amount },
      },
    ],
  }),
  note: scaledNote,
}
