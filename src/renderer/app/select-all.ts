import { orderAround } from './shown.ts'
import type { Studio } from './studio.tsx'

/** As many as the studio tells of at once. */
const MOST = 500

/** Selects the lane in focus, or what the grid shows: also what was not scrolled to yet, as far as one answer of the studio goes. */
export const selectAll = async ({ client, ask, known, mirror, view, grid }: Studio): Promise<void> => {
  const { screen, layout, filter, sort, focus } = view.getState()
  if (screen !== 'board' || layout !== 'grid') {
    const order = orderAround({ mirror: mirror.getState(), view: view.getState(), grid: grid.current }, focus)
    view.setState({ selection: order, focus: focus ?? order[0] ?? null })
    return
  }
  const page = await ask.attempt(() => client.pictures.query({ filter, sort, offset: 0, limit: MOST }))
  if (!page) return
  known.keep(page.cards)
  const selection = page.cards.map(({ sha256 }) => sha256)
  view.setState({ selection, focus: focus !== null && selection.includes(focus) ? focus : (selection[0] ?? null) })
  if (page.total > MOST) ask.done(`The first ${MOST} of ${page.total.toLocaleString('en')} pictures are selected.`)
}
