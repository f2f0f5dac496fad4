/** One measured figure, with what it is measured against. */
export interface Figure {
  readonly name: string
  readonly measured: string
  readonly against: string
  readonly aim: string
  readonly met: boolean
}

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/** Milliseconds that something took. */
export const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now()
  await work()
  return performance.now() - started
}

export const ms = (value: number): string => (value < 10 ? `${value.toFixed(2)} ms` : `${value.toFixed(0)} ms`)
export const micros = (value: number): string => `${(value * 1000).toFixed(0)} µs`
