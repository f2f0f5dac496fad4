import { wholeStage } from '../layout.ts'
import type { Mode } from './mode.ts'
import { scaledNote } from './sizes.ts'

export const onion: Mode = {
  id: 'onion',
  name: 'Onion',
  tip: 'B lies over A like tracing paper',
  icon: <path d="M2.5 2.5h8v8h-8zM5.5 5.5h8v8h-8z" />,
  shows: 'pair',
  setting: () => ({
    name: 'Opacity of B',
    least: 0,
    most: 1,
    step: 0.05,
    initial: 0.5,
    say: (amount) => `${Math.round(amount * 100)} %`,
  }),
  arrange: ({ stage, density, a, b, amount }) => ({
    panes: [
      {
        rect: wholeStage(stage, density).pane,
        layers: [{ sha256: a.sha256 }, { sha256: b.sha256, opacity: amount }],
      },
    ],
  }),
  note: scaledNote,
}
