import type { Card } from '../../contract/api/index.ts'
import type { Sha256 } from '../../contract/index.ts'
import type { Mirror } from '../studio/mirror.ts'
import { lanesInView } from './pictures-in-view.ts'
import type { View } from './view.ts'

/** Pictures in the order they are shown, and how many stand in a row. */
export type Shown = { readonly order: readonly Sha256[]; readonly columns: number }

export const NOTHING_SHOWN: Shown = { order: [], columns: 1 }

type State = { readonly mirror: Pick<Mirror, 'board'>; readonly view: View; readonly grid: Shown }

const hashes = (cards: readonly Card[]): readonly Sha256[] => cards.map(({ sha256 }) => sha256)

/** The pictures that stand together with this one: its lane on the board, everything in the grid. */
export const orderAround = ({ mirror, view, grid }: State, sha256: Sha256 | null): readonly Sha256[] => {
  if (view.layout === 'grid') return grid.order
  const lanes = lanesInView(mirror, view).map(hashes)
  const lane = sha256 === null ? undefined : lanes.find((order) => order.includes(sha256))
  return lane ?? lanes.slice(1).find((order) => order.length > 0) ?? lanes[0] ?? []
}

/** Where a step from the focus leads: along the lane or grid, or (down, up) to the next lane or row. Null: nowhere. */
export const stepFrom = (state: State, direction: 'next' | 'previous' | 'down' | 'up'): Sha256 | null => {
  const { focus, layout } = state.view
  const order = orderAround(state, focus)
  const at = focus === null ? -1 : order.indexOf(focus)
  if (at < 0) return order[0] ?? null
  if (direction === 'next') return order[at + 1] ?? null
  if (direction === 'previous') return order[at - 1] ?? null
  if (layout === 'grid') return order[at + (direction === 'down' ? state.grid.columns : -state.grid.columns)] ?? null
  const lanes = lanesInView(state.mirror, state.view).map(hashes)
  const lane = lanes.findIndex((other) => focus !== null && other.includes(focus))
  const rest = direction === 'down' ? lanes.slice(lane + 1) : lanes.slice(0, Math.max(0, lane)).toReversed()
  return rest.find((other) => other.length > 0)?.[0] ?? null
}
