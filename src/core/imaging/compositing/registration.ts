/** A point of a picture, in pixels from its upper left corner. */
export type Spot = readonly [number, number]

/** Turn, even scale and shift: `x' = a x - b y + x0`, `y' = b x + a y + y0`. */
export interface Similarity {
  readonly a: number
  readonly b: number
  readonly x: number
  readonly y: number
}

export const applySimilarity = ({ a, b, x, y }: Similarity, [px, py]: Spot): Spot => [
  a * px - b * py + x,
  b * px + a * py + y,
]

export const scaleOf = ({ a, b }: Similarity): number => Math.hypot(a, b)

/**
 * The turn, scale and shift that bring points nearest to others, by least squares (Umeyama, "Least-squares estimation of
 * transformation parameters between two point patterns", 1991; never mirrored).
 */
export const fitSimilarity = (from: readonly Spot[], to: readonly Spot[]): Similarity => {
  const count = Math.max(1, Math.min(from.length, to.length))
  const mean = (spots: readonly Spot[], axis: 0 | 1): number =>
    spots.slice(0, count).reduce((sum, spot) => sum + spot[axis], 0) / count
  const [fx, fy, tx, ty] = [mean(from, 0), mean(from, 1), mean(to, 0), mean(to, 1)]
  let along = 0
  let across = 0
  let spread = 0
  for (let k = 0; k < count; k++) {
    const f = from[k]
    const t = to[k]
    if (!f || !t) continue
    const [dx, dy, ex, ey] = [f[0] - fx, f[1] - fy, t[0] - tx, t[1] - ty]
    along += dx * ex + dy * ey
    across += dx * ey - dy * ex
    spread += dx * dx + dy * dy
  }
  const a = spread === 0 ? 1 : along / spread
  const b = spread === 0 ? 0 : across / spread
  return { a, b, x: tx - (a * fx - b * fy), y: ty - (b * fx + a * fy) }
}

/** Solves a dense system with two right sides, the last two numbers of each row (Gauss and Jordan, rows exchanged). */
const solve = (rows: readonly Float64Array[], size: number): readonly Spot[] => {
  const matrix = [...rows]
  for (let column = 0; column < size; column++) {
    let best = column
    for (let row = column + 1; row < size; row++)
      if (Math.abs(matrix[row]?.[column] ?? 0) > Math.abs(matrix[best]?.[column] ?? 0)) best = row
    const pivot = matrix[best]
    const displaced = matrix[column]
    if (!pivot || !displaced) break
    matrix[best] = displaced
    matrix[column] = pivot
    const head = pivot[column] ?? 0
    if (Math.abs(head) < 1e-12) continue
    for (let k = column; k < pivot.length; k++) pivot[k] = (pivot[k] ?? 0) / head
    for (const row of matrix) {
      const factor = row[column] ?? 0
      if (row === pivot || factor === 0) continue
      for (let k = column; k < row.length; k++) row[k] = (row[k] ?? 0) - factor * (pivot[k] ?? 0)
    }
  }
  return matrix.map((row): Spot => [row[size] ?? 0, row[size + 1] ?? 0])
}

const kernel = (squared: number): number => (squared === 0 ? 0 : squared * Math.log(squared))

/**
 * A smooth map that takes each point `from` to its point `to` and bends as little as possible between them (thin-plate
 * spline: Bookstein, "Principal warps", 1989). `ease` lets it miss the points a little rather than bend sharply.
 */
export const fitSpline = (from: readonly Spot[], to: readonly Spot[], ease: number): ((spot: Spot) => Spot) => {
  const [cx, cy] = [
    from.reduce((sum, [x]) => sum + x, 0) / from.length,
    from.reduce((sum, [, y]) => sum + y, 0) / from.length,
  ]
  const unit = Math.sqrt(from.reduce((sum, [x, y]) => sum + (x - cx) ** 2 + (y - cy) ** 2, 0) / from.length) || 1
  const nodes = from.map(([x, y]): Spot => [(x - cx) / unit, (y - cy) / unit])
  const size = nodes.length + 3
  const rows = Array.from({ length: size }, () => new Float64Array(size + 2))
  for (const [i, [x, y]] of nodes.entries()) {
    const row = rows[i]
    if (!row) continue
    for (const [j, [u, v]] of nodes.entries()) row[j] = kernel((x - u) ** 2 + (y - v) ** 2) + (i === j ? ease : 0)
    row.set([1, x, y], nodes.length)
    const target = to[i] ?? [0, 0]
    row.set([target[0], target[1]], size)
    for (const [k, value] of [1, x, y].entries()) {
      const bottom = rows[nodes.length + k]
      if (bottom) bottom[i] = value
    }
  }
  const weights = solve(rows, size)
  const [base, right, down] = weights.slice(nodes.length)
  return ([px, py]) => {
    const x = (px - cx) / unit
    const y = (py - cy) / unit
    let u = (base?.[0] ?? 0) + (right?.[0] ?? 0) * x + (down?.[0] ?? 0) * y
    let v = (base?.[1] ?? 0) + (right?.[1] ?? 0) * x + (down?.[1] ?? 0) * y
    for (const [k, [nx, ny]] of nodes.entries()) {
      const bend = kernel((x - nx) ** 2 + (y - ny) ** 2)
      u += bend * (weights[k]?.[0] ?? 0)
      v += bend * (weights[k]?.[1] ?? 0)
    }
    return [u, v]
  }
}
