import type { Plane } from './lab.ts'

/** The finest grid that is solved: what a membrane does is smooth, and is read from this by interpolation. */
const FINEST = 144
const SWEEPS = 24
/** Over-relaxation that suits grids of this size (Young, 1954). */
const RELAX = 1.7

interface Grid {
  readonly width: number
  readonly height: number
  /** Wanted heights times their weights, and the weights. */
  readonly pull: Float32Array
  readonly weight: Float32Array
}

const halved = ({ width, height, pull, weight }: Grid): Grid => {
  const small = { width: Math.ceil(width / 2), height: Math.ceil(height / 2) }
  const size = small.width * small.height
  const out = { ...small, pull: new Float32Array(size), weight: new Float32Array(size) }
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const to = (y >> 1) * small.width + (x >> 1)
      out.pull[to] = (out.pull[to] ?? 0) + (pull[y * width + x] ?? 0)
      out.weight[to] = (out.weight[to] ?? 0) + (weight[y * width + x] ?? 0)
    }
  return out
}

const sampled = (values: Float32Array, width: number, height: number, x: number, y: number): number => {
  const left = Math.max(0, Math.min(width - 1, Math.floor(x)))
  const top = Math.max(0, Math.min(height - 1, Math.floor(y)))
  const u = Math.max(0, Math.min(1, x - left))
  const v = Math.max(0, Math.min(1, y - top))
  const right = Math.min(width - 1, left + 1)
  const bottom = Math.min(height - 1, top + 1)
  return (
    ((values[top * width + left] ?? 0) * (1 - u) + (values[top * width + right] ?? 0) * u) * (1 - v) +
    ((values[bottom * width + left] ?? 0) * (1 - u) + (values[bottom * width + right] ?? 0) * u) * v
  )
}

/** Relaxes toward the least bent sheet, from a start; rows in turn, in place. */
const relax = ({ width, height, pull, weight }: Grid, sheet: Float32Array): void => {
  for (let sweep = 0; sweep < SWEEPS; sweep++)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const at = y * width + x
        let sum = pull[at] ?? 0
        let count = weight[at] ?? 0
        if (x > 0) {
          sum += sheet[at - 1] ?? 0
          count++
        }
        if (x < width - 1) {
          sum += sheet[at + 1] ?? 0
          count++
        }
        if (y > 0) {
          sum += sheet[at - width] ?? 0
          count++
        }
        if (y < height - 1) {
          sum += sheet[at + width] ?? 0
          count++
        }
        const here = sheet[at] ?? 0
        sheet[at] = here + RELAX * (sum / count - here)
      }
}

const settle = (grid: Grid): Float32Array => {
  const { width, height } = grid
  const sheet = new Float32Array(width * height)
  if (width > 4 || height > 4) {
    const coarse = halved(grid)
    const start = settle(coarse)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        sheet[y * width + x] = sampled(start, coarse.width, coarse.height, (x - 0.5) / 2, (y - 0.5) / 2)
  }
  relax(grid, sheet)
  return sheet
}

/**
 * A sheet as smooth as can be that passes through the given heights where they count, and spans the rest like a soap film.
 * Added to a patch it makes the patch meet its surroundings while every gradient inside stays as it was: the solution of
 * seamless cloning (Pérez, Gangnet, Blake, "Poisson image editing", 2003) split into patch and membrane. Solved from coarse
 * to fine; the grid is at most 144 wide, since membranes are smooth.
 * @param weights how much the height at a pixel counts: 0 not at all, above 10 nearly fixed
 */
export const membrane = (heights: Plane, weights: Float32Array): Float32Array => {
  const { width, height, data } = heights
  const cell = Math.max(1, Math.ceil(Math.max(width, height) / FINEST))
  const columns = Math.ceil(width / cell)
  const rows = Math.ceil(height / cell)
  const grid: Grid = {
    width: columns,
    height: rows,
    pull: new Float32Array(columns * rows),
    weight: new Float32Array(columns * rows),
  }
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++) {
      const weight = (weights[at] ?? 0) / (cell * cell)
      if (weight === 0) continue
      const to = Math.floor(y / cell) * columns + Math.floor(x / cell)
      grid.pull[to] = (grid.pull[to] ?? 0) + weight * (data[at] ?? 0)
      grid.weight[to] = (grid.weight[to] ?? 0) + weight
    }
  const sheet = settle(grid)
  const out = new Float32Array(width * height)
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++)
      out[at] = sampled(sheet, columns, rows, (x + 0.5) / cell - 0.5, (y + 0.5) / cell - 0.5)
  return out
}
