import { contains, type Point, type Rect } from './geometry.ts'

/** One picture in a pane. Layers lie over each other in order. */
export type Layer = {
  readonly sha256: string
  /** Only this part of the pane, in device pixels of the stage. */
  readonly clip?: Rect
  /** 0 to 1; a layer of 0 is kept ready and not drawn. */
  readonly opacity?: number
}

/** A place on the stage, in device pixels, and what is shown in it. */
export type Pane = {
  readonly rect: Rect
  readonly layers: readonly Layer[]
  /** Shows the absolute difference of the first two layers, times this power of two, in place of the layers. */
  readonly difference?: { readonly doublings: number }
}

/** Everything on the stage at one moment: data, so that a mode is a function and a test can compare it. */
export type Composition = { readonly panes: readonly Pane[] }

/** The pane and the uppermost picture under a point of the stage, or null between panes. */
export const pictureAt = (
  composition: Composition,
  at: Point,
): { readonly pane: Pane; readonly sha256: string } | null => {
  const pane = composition.panes.find(({ rect }) => contains(rect, at))
  const layer = pane?.layers.findLast(({ clip, opacity }) => opacity !== 0 && (!clip || contains(clip, at)))
  return pane && layer ? { pane, sha256: layer.sha256 } : null
}
