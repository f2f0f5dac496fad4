import { gridOf } from '../layout.ts'
import type { Mode } from './mode.ts'

/** The middle of the pictures' proportions: most of them then fill their cells. */
const usualProportions = (pictures: readonly { readonly width: number; readonly height: number }[]): number => {
  const sorted = pictures.map(({ width, height }) => width / height).toSorted((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)] ?? 1
}

export const survey: Mode = {
  id: 'survey',
  name: 'Survey',
  tip: 'All pictures, as large as their number allows; take the weakest away until one is left',
  icon: <path d="M2.5 2.5h3v3h-3zM6.5 2.5h3v3h-3zM10.5 2.5h3v3h-3zM2.5 9.5h5v4h-5zM8.5 9.5h5v4h-5z" />,
  shows: 'all',
  setting: () => null,
  arrange: ({ stage, density, pictures }) => {
    const cells = gridOf(stage, density, pictures.length, usualProportions(pictures))
    return {
      panes: cells.flatMap(({ pane }, index) => {
        const picture = pictures[index]
        return picture ? [{ rect: pane, layers: [{ sha256: picture.sha256 }] }] : []
      }),
    }
  },
}
