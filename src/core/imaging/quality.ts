import type { RgbPicture } from './pixels.ts'

/** How well a photo can be seen, measured on a small copy; no face is looked for. */
export interface PhotoQuality {
  /**
   * Variance of the Laplacian (Pech-Pacheco et al., "Diatom autofocusing in brightfield microscopy", ICPR 2000) in the
   * sharpest tenth of the tiles, so that a blurred background does not count against a sharp face. Squared grey levels.
   */
  readonly sharpness: number
  /** Luminance, 0 to 255, that 90 % of the picture stays below. */
  readonly brights: number
  /** Share of the middle of the picture, 0 to 1, that is blown out to white. */
  readonly blown: number
}

/** Longest side, in pixels, of the copy that quality is measured on: the limits below belong to this size. */
export const QUALITY_SIDE = 512
const TILES = 8
const BLOWN_LEVEL = 250

/** Luma of BT.709, 0 to 255, one value a pixel. */
export const luminance = ({ data, width, height }: RgbPicture): Float32Array => {
  const grey = new Float32Array(width * height)
  for (let i = 0, at = 0; i < grey.length; i++, at += 3) {
    grey[i] = 0.2126 * (data[at] ?? 0) + 0.7152 * (data[at + 1] ?? 0) + 0.0722 * (data[at + 2] ?? 0)
  }
  return grey
}

/** The variance of the 4-neighbour Laplacian in each tile of a grid, in squared grey levels, row by row. */
export const laplacianVariances = (grey: Float32Array, width: number, height: number, tiles: number): number[] => {
  const sums = new Float64Array(tiles * tiles)
  const squares = new Float64Array(tiles * tiles)
  const counts = new Uint32Array(tiles * tiles)
  for (let y = 1; y < height - 1; y++) {
    const row = Math.floor((y * tiles) / height) * tiles
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x
      const around = (grey[at - 1] ?? 0) + (grey[at + 1] ?? 0) + (grey[at - width] ?? 0) + (grey[at + width] ?? 0)
      const value = around - 4 * (grey[at] ?? 0)
      const tile = row + Math.floor((x * tiles) / width)
      sums[tile] = (sums[tile] ?? 0) + value
      squares[tile] = (squares[tile] ?? 0) + value * value
      counts[tile] = (counts[tile] ?? 0) + 1
    }
  }
  return Array.from(counts, (count, tile) =>
    count === 0 ? 0 : (squares[tile] ?? 0) / count - ((sums[tile] ?? 0) / count) ** 2,
  )
}

/** The value that a share of the numbers stays at or below. */
const quantile = (values: ArrayLike<number>, share: number): number => {
  const sorted = Float64Array.from(values).toSorted()
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
}

const blownShare = (grey: Float32Array, width: number, height: number): number => {
  let blown = 0
  let seen = 0
  for (let y = Math.floor(height / 4); y < (height * 3) / 4; y++) {
    for (let x = Math.floor(width / 4); x < (width * 3) / 4; x++) {
      seen++
      if ((grey[y * width + x] ?? 0) >= BLOWN_LEVEL) blown++
    }
  }
  return seen === 0 ? 0 : blown / seen
}

/** Measures a picture whose longest side is {@link QUALITY_SIDE}. */
export const measureQuality = (picture: RgbPicture): PhotoQuality => {
  const grey = luminance(picture)
  return {
    sharpness: quantile(laplacianVariances(grey, picture.width, picture.height, TILES), 0.9),
    brights: quantile(grey, 0.9),
    blown: blownShare(grey, picture.width, picture.height),
  }
}
