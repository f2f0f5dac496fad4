import type { Scene } from './mode.ts'

const sizeOf = ({ width, height }: { readonly width: number; readonly height: number }): string =>
  `${width} × ${height}`

/** Says that one of the two was scaled to lie over the other, or null when their sizes are the same. */
export const scaledNote = ({ a, b }: Scene): string | null => {
  if (a.width === b.width && a.height === b.height) return null
  const [small, large] = a.width * a.height < b.width * b.height ? [a, b] : [b, a]
  const name = small === a ? 'A' : 'B'
  const factor = Math.min(large.width / small.width, large.height / small.height)
  return `${name} is smaller (${sizeOf(small)}) and is scaled ×${Number(factor.toFixed(2))} to lie over ${sizeOf(large)}`
}
