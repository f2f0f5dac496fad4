import { wholeStage } from '../layout.ts'
import type { Mode } from './mode.ts'
import { scaledNote } from './sizes.ts'

export const blink: Mode = {
  id: 'blink',
  name: 'Blink',
  tip: 'A and B in turn, in the same place: what differs jumps',
  icon: <path d="M1.5 8c3-5 10-5 13 0-3 5-10 5-13 0zM8 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4z" />,
  shows: 'pair',
  setting: () => ({
    name: 'Speed',
    least: 0.5,
    // Three flashes a second are safe for people with photosensitive epilepsy (WCAG 2.3.1); a flash is two changes.
    most: 6,
    step: 0.5,
    initial: 2,
    say: (amount) => `${amount} per second`,
  }),
  pace: (amount) => 1000 / amount,
  arrange: ({ stage, density, a, b, beat }) => ({
    panes: [
      {
        rect: wholeStage(stage, density).pane,
        // Both are kept ready, so that no change waits for a detail.
        layers: [
          { sha256: a.sha256, opacity: beat ? 0 : 1 },
          { sha256: b.sha256, opacity: beat ? 1 : 0 },
        ],
      },
    ],
  }),
  note: scaledNote,
}
