import type { Scene } from './scene.ts'

/** Which triangle is seen at each of the 2 x 2 samples of a pixel (-1: none), and how near it is. */
export interface Seen {
  /** Samples a row and rows: twice the picture's. */
  readonly width: number
  readonly height: number
  readonly triangle: Int32Array
  /** View z, larger is nearer. */
  readonly depth: Float32Array
}

const FAR = -1e9

export const rasterize = (scene: Scene, pictureWidth: number, pictureHeight: number): Seen => {
  const width = pictureWidth * 2
  const height = pictureHeight * 2
  const triangle = new Int32Array(width * height).fill(-1)
  const depth = new Float32Array(width * height).fill(FAR)
  const { screen, view } = scene
  const list = scene.triangle
  const count = list.length / 3
  for (let t = 0; t < count; t++) {
    const a = list[t * 3] ?? 0
    let b = list[t * 3 + 1] ?? 0
    let c = list[t * 3 + 2] ?? 0
    const ax = (screen[a * 2] ?? 0) * 2 - 0.5
    const ay = (screen[a * 2 + 1] ?? 0) * 2 - 0.5
    let bx = (screen[b * 2] ?? 0) * 2 - 0.5
    let by = (screen[b * 2 + 1] ?? 0) * 2 - 0.5
    let cx = (screen[c * 2] ?? 0) * 2 - 0.5
    let cy = (screen[c * 2 + 1] ?? 0) * 2 - 0.5
    let area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
    // Screen y runs down, so a triangle that faces the viewer has a negative area here.
    if (area >= 0) {
      if (!scene.sheet[scene.partOfTriangle[t] ?? 0] || area === 0) continue
    } else {
      const k = b
      b = c
      c = k
      const kx = bx
      const ky = by
      bx = cx
      by = cy
      cx = kx
      cy = ky
      area = -area
    }
    const x0 = Math.max(0, Math.ceil(Math.min(ax, bx, cx)))
    const x1 = Math.min(width - 1, Math.floor(Math.max(ax, bx, cx)))
    const y0 = Math.max(0, Math.ceil(Math.min(ay, by, cy)))
    const y1 = Math.min(height - 1, Math.floor(Math.max(ay, by, cy)))
    if (x0 > x1 || y0 > y1) continue
    const inv = 1 / area
    const za = view[a * 3 + 2] ?? 0
    const zb = ((view[b * 3 + 2] ?? 0) - za) * inv
    const zc = ((view[c * 3 + 2] ?? 0) - za) * inv
    // Twice the areas opposite to b and c; they grow by a constant along a row.
    const stepB = cy - ay
    const stepC = ay - by
    for (let y = y0; y <= y1; y++) {
      let wb = (x0 - ax) * (cy - ay) - (y - ay) * (cx - ax)
      let wc = (bx - ax) * (y - ay) - (by - ay) * (x0 - ax)
      for (let x = x0; x <= x1; x++) {
        if (wb >= 0 && wc >= 0 && wb + wc <= area) {
          const z = za + wb * zb + wc * zc
          const at = y * width + x
          if (z > (depth[at] ?? 0)) {
            depth[at] = z
            triangle[at] = t
          }
        }
        wb += stepB
        wc += stepC
      }
    }
  }
  return { width, height, triangle, depth }
}
