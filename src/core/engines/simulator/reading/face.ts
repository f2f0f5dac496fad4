/** Pixels in display colour (sRGB), 3 bytes each, row by row. */
export interface Pixels {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** Luma after ITU-R BT.601, 0 to 255. */
export const lumaOf = (r: number, g: number, b: number): number => 0.299 * r + 0.587 * g + 0.114 * b

/**
 * Skin by its chroma: Cb 77 to 127 and Cr 133 to 173 (Chai and Ngan, IEEE Trans. CSVT 9(4), 1999), not too dark to tell, and
 * redder than a beige wall.
 */
export const isSkin = (r: number, g: number, b: number): boolean => {
  const y = lumaOf(r, g, b)
  const cb = 128 + 0.564 * (b - y)
  const cr = 128 + 0.713 * (r - y)
  const red = r - b > 0.14 * r && r - g > 0.08 * r
  return red && y > 40 && cb >= 77 && cb <= 127 && cr >= 133 && cr <= 173
}

/** A face that was found, in pixels. */
export interface Face {
  readonly x: number
  readonly y: number
  /** About one standard deviation of an evenly filled face, in pixels. */
  readonly spreadX: number
  readonly spreadY: number
}

/** Marks every pixel that has the colour of skin. */
const skinMask = ({ data }: Pixels): Uint8Array => {
  const mask = new Uint8Array(data.length / 3)
  for (let at = 0; at < mask.length; at++) {
    mask[at] = isSkin(data[at * 3] ?? 0, data[at * 3 + 1] ?? 0, data[at * 3 + 2] ?? 0) ? 1 : 0
  }
  return mask
}

/** The connected pixels around one, taken out of the mask. */
const takePatch = (mask: Uint8Array, width: number, start: number): readonly number[] => {
  const patch = [start]
  mask[start] = 0
  for (const at of patch) {
    const x = at % width
    for (const next of [at - width, at + width, x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1]) {
      if (mask[next] !== 1) continue
      mask[next] = 0
      patch.push(next)
    }
  }
  return patch
}

/**
 * The face in a patch of skin that may go on down the neck: it begins where the patch is a third as wide as it gets, and its
 * middle lies 0.65 widths below that; a face from hairline to chin is about 1.3 widths high.
 */
const faceIn = (patch: readonly number[], width: number): Face => {
  const rows = new Map<number, { from: number; to: number }>()
  for (const at of patch) {
    const [x, y] = [at % width, Math.floor(at / width)]
    const row = rows.get(y)
    if (row === undefined) rows.set(y, { from: x, to: x })
    else {
      row.from = Math.min(row.from, x)
      row.to = Math.max(row.to, x)
    }
  }
  const widths = [...rows.values()].map(({ from, to }) => to - from + 1).toSorted((a, b) => a - b)
  const wide = widths[Math.floor(widths.length * 0.9)] ?? 1
  const upper = [...rows].filter(([, { from, to }]) => to - from + 1 > wide / 3).toSorted(([a], [b]) => a - b)
  const first = upper[0]?.[0] ?? 0
  const ofFace = upper.filter(([y]) => y < first + wide * 1.2)
  const x = ofFace.reduce((sum, [, { from, to }]) => sum + (from + to) / 2, 0) / Math.max(1, ofFace.length)
  return { x, y: first + wide * 0.65, spreadX: Math.max(1, wide * 0.29), spreadY: Math.max(1, wide * 0.36) }
}

/** The heaviest patch of a mask, weighed by how near its pixels are to where faces are; null where all are tiny. */
const heaviestPatch = (mask: Uint8Array, width: number, height: number): readonly number[] | null => {
  let best: { readonly weight: number; readonly patch: readonly number[] } | null = null
  for (let start = 0; start < mask.length; start++) {
    if (mask[start] !== 1) continue
    const patch = takePatch(mask, width, start)
    const weight = patch.reduce((sum, at) => {
      const [u, v] = [(at % width) / width, Math.floor(at / width) / height]
      return sum + Math.exp(-(((u - 0.5) / 0.28) ** 2) - ((v - 0.42) / 0.3) ** 2)
    }, 0)
    if (weight > Math.max(best?.weight ?? 0, width * height * 0.008)) best = { weight, patch }
  }
  return best?.patch ?? null
}

/** Where the largest patch of skin in the middle and upper part of the picture lies; null where there is next to none. */
export const findFace = (pixels: Pixels): Face | null => {
  const { width, height, data } = pixels
  const patch = heaviestPatch(skinMask(pixels), width, height)
  if (patch === null) return null
  // Brown hair has the chroma of skin: what is less than half as bright as the face is hair or deep shadow.
  const lumaAt = (at: number): number => lumaOf(data[at * 3] ?? 0, data[at * 3 + 1] ?? 0, data[at * 3 + 2] ?? 0)
  const lumas = patch.map(lumaAt).toSorted((a, b) => a - b)
  const dim = (lumas[Math.floor(lumas.length * 0.85)] ?? 0) / 2
  const lit = new Uint8Array(width * height)
  for (const at of patch) if (lumaAt(at) > dim) lit[at] = 1
  return faceIn(heaviestPatch(lit, width, height) ?? patch, width)
}
