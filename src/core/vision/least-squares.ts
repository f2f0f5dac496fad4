/** A little of the identity in the normal matrix: columns that say the same share what they explain. */
const RIDGE = 1e-3

/** The weights of columns that explain values best in the mean of squares; normal equations, Gauss with pivots. */
export const leastSquares = (rows: readonly (readonly number[])[], values: readonly number[]): readonly number[] => {
  const n = rows[0]?.length ?? 0
  const system = Array.from({ length: n }, (_, i) => [
    ...Array.from({ length: n }, (_unused, j) =>
      rows.reduce((sum, row) => sum + (row[i] ?? 0) * (row[j] ?? 0), i === j ? RIDGE * rows.length : 0),
    ),
    rows.reduce((sum, row, k) => sum + (row[i] ?? 0) * (values[k] ?? 0), 0),
  ])
  for (let column = 0; column < n; column++) {
    const pivot = system
      .slice(column)
      .reduce(
        (best, row, i) => (Math.abs(row[column] ?? 0) > Math.abs(system[best]?.[column] ?? 0) ? column + i : best),
        column,
      )
    const [a, b] = [system[column], system[pivot]]
    if (!a || !b) return []
    system[column] = b
    system[pivot] = a
    const top = system[column]
    for (const row of system) {
      if (!top || row === top) continue
      const share = (row[column] ?? 0) / (top[column] || 1)
      for (let k = column; k <= n; k++) row[k] = (row[k] ?? 0) - share * (top[k] ?? 0)
    }
  }
  return system.map((row, i) => (row[n] ?? 0) / (row[i] || 1))
}
