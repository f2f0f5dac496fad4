import { wholeStage } from '../layout.ts'
import { Divider } from './divider.tsx'
import type { Mode } from './mode.ts'
import { scaledNote } from './sizes.ts'

const wipe = (across: boolean): Mode['arrange'] => {
  return ({ stage, density, a, b, amount }) => {
    const { pane } = wholeStage(stage, density)
    const at = Math.round((across ? pane.width : pane.height) * amount)
    const far = across
      ? { ...pane, x: pane.x + at, width: pane.width - at }
      : { ...pane, y: pane.y + at, height: pane.height - at }
    const near = across ? { ...pane, width: at } : { ...pane, height: at }
    return {
      panes: [
        {
          rect: pane,
          layers: [
            { sha256: a.sha256, clip: near },
            { sha256: b.sha256, clip: far },
          ],
        },
      ],
    }
  }
}

const setting = (): ReturnType<Mode['setting']> => ({
  name: 'Divider',
  least: 0,
  most: 1,
  step: 0.01,
  initial: 0.5,
  say: (amount) => `${Math.round(amount * 100)} %`,
})

export const wipeVertical: Mode = {
  id: 'wipe-vertical',
  name: 'Wipe',
  tip: 'A left of the divider, B right of it',
  icon: <path d="M2.5 3.5h11v9h-11zM8 1.5v13" />,
  shows: 'pair',
  setting,
  arrange: wipe(true),
  note: scaledNote,
  Overlay: (props) => <Divider across {...props} />,
}

export const wipeHorizontal: Mode = {
  id: 'wipe-horizontal',
  name: 'Wipe down',
  tip: 'A above the divider, B below it',
  icon: <path d="M2.5 3.5h11v9h-11zM0.5 8h15" />,
  shows: 'pair',
  setting,
  arrange: wipe(false),
  note: scaledNote,
  Overlay: (props) => <Divider across={false} {...props} />,
}
