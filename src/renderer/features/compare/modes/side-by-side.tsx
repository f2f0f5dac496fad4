import { gridOf } from '../layout.ts'
import type { ComparePicture } from '../picture.ts'
import type { Mode, Scene } from './mode.ts'

const MOST = 12

/** All in their own order; fewer than all begin with A and B and go on behind B. */
const chosen = ({ pictures, a, b, amount }: Scene): readonly ComparePicture[] => {
  const count = Math.min(MOST, amount, pictures.length)
  if (count === pictures.length) return pictures
  const from = pictures.indexOf(b)
  const rest = [...pictures.slice(from + 1), ...pictures.slice(0, from)].filter(
    (picture) => picture !== a && picture !== b,
  )
  return [a, b, ...rest].slice(0, count)
}

export const sideBySide: Mode = {
  id: 'side-by-side',
  name: 'Side by side',
  tip: 'Each picture in a place of its own, moved and zoomed together',
  icon: <path d="M2.5 3.5h5v9h-5zM8.5 3.5h5v9h-5z" />,
  shows: 'all',
  setting: (pictures) =>
    pictures < 3
      ? null
      : {
          name: 'Pictures',
          least: 2,
          most: Math.min(MOST, pictures),
          step: 1,
          initial: Math.min(MOST, pictures),
          say: String,
        },
  arrange: (scene) => {
    const shown = chosen({ ...scene, amount: scene.amount || 2 })
    const proportions = scene.a.width / scene.a.height
    const cells = gridOf(scene.stage, scene.density, shown.length, proportions)
    return {
      panes: cells.flatMap(({ pane }, index) => {
        const picture = shown[index]
        return picture ? [{ rect: pane, layers: [{ sha256: picture.sha256 }] }] : []
      }),
    }
  },
  note: ({ pictures, amount }) =>
    pictures.length > Math.max(2, amount) && amount === MOST
      ? `${MOST} of ${pictures.length} pictures; survey shows all`
      : null,
}
