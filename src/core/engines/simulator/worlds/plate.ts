import type { Rgb } from '../shot.ts'
import { hash } from './noise.ts'

/** A sheet of glass to paint on: linear light, premultiplied, 4 floats a pixel. */
export interface Plate {
  readonly width: number
  readonly height: number
  readonly data: Float32Array
}

/** Writes the colour at a pixel into `out`. */
export type Shade = (x: number, y: number, out: Float64Array) => void
export type Paint = Rgb | Shade

export const newPlate = (width: number, height: number): Plate => ({
  width,
  height,
  data: new Float32Array(width * height * 4),
})

const colour = new Float64Array(3)

const cover = (plate: Plate, x: number, y: number, paint: Paint, alpha: number): void => {
  if (alpha <= 0) return
  const a = alpha > 1 ? 1 : alpha
  if (typeof paint === 'function') paint(x, y, colour)
  else colour.set(paint)
  const d = plate.data
  const i = (y * plate.width + x) * 4
  for (let c = 0; c < 3; c++) d[i + c] = (d[i + c] ?? 0) * (1 - a) + (colour[c] ?? 0) * a
  d[i + 3] = (d[i + 3] ?? 0) * (1 - a) + a
}

/** Covers the whole plate. */
export const flood = (plate: Plate, paint: Paint, alpha = 1): void => {
  for (let y = 0; y < plate.height; y++) for (let x = 0; x < plate.width; x++) cover(plate, x, y, paint, alpha)
}

const SUBLINES = 3

/** Fills a polygon (x, y, x, y, ... in pixels, even-odd) with smooth edges. */
export const fillPolygon = (plate: Plate, points: readonly number[], paint: Paint, alpha = 1): void => {
  let top = Infinity
  let bottom = -Infinity
  for (let i = 1; i < points.length; i += 2) {
    top = Math.min(top, points[i] ?? 0)
    bottom = Math.max(bottom, points[i] ?? 0)
  }
  const y0 = Math.max(0, Math.floor(top))
  const y1 = Math.min(plate.height - 1, Math.floor(bottom))
  const row = new Float32Array(plate.width)
  const crossings: number[] = []
  for (let y = y0; y <= y1; y++) {
    let left = plate.width
    let right = -1
    for (let s = 0; s < SUBLINES; s++) {
      crossAt(points, y + (s + 0.5) / SUBLINES, crossings)
      for (let k = 0; k + 1 < crossings.length; k += 2) {
        const from = Math.max(0, crossings[k] ?? 0)
        const to = Math.min(plate.width, crossings[k + 1] ?? 0)
        if (to <= from) continue
        const a = Math.floor(from)
        const b = Math.min(plate.width - 1, Math.floor(to))
        left = Math.min(left, a)
        right = Math.max(right, b)
        for (let x = a; x <= b; x++) row[x] = (row[x] ?? 0) + (Math.min(x + 1, to) - Math.max(x, from)) / SUBLINES
      }
    }
    for (let x = left; x <= right; x++) {
      cover(plate, x, y, paint, (row[x] ?? 0) * alpha)
      row[x] = 0
    }
  }
}

const crossAt = (points: readonly number[], y: number, into: number[]): void => {
  into.length = 0
  const n = points.length
  for (let i = 0; i < n; i += 2) {
    const ya = points[i + 1] ?? 0
    const yb = points[(i + 3) % n] ?? 0
    if (ya < y === yb < y) continue
    const xa = points[i] ?? 0
    into.push(xa + ((y - ya) / (yb - ya)) * ((points[(i + 2) % n] ?? 0) - xa))
  }
  into.sort((p, q) => p - q)
}

/** Fills an ellipse; `soft` is the share of the radius over which the edge fades. */
export const fillEllipse = (
  plate: Plate,
  cx: number,
  cy: number,
  rx: number,
  ry: number,
  paint: Paint,
  alpha = 1,
  soft = 0,
): void => {
  const fade = Math.max(soft, 1 / Math.max(1, Math.min(rx, ry)))
  const x0 = Math.max(0, Math.floor(cx - rx - 1))
  const x1 = Math.min(plate.width - 1, Math.ceil(cx + rx + 1))
  const y0 = Math.max(0, Math.floor(cy - ry - 1))
  const y1 = Math.min(plate.height - 1, Math.ceil(cy + ry + 1))
  for (let y = y0; y <= y1; y++)
    for (let x = x0; x <= x1; x++) {
      const d = Math.hypot((x + 0.5 - cx) / rx, (y + 0.5 - cy) / ry)
      const t = (1 + fade / 2 - d) / fade
      if (t > 0) cover(plate, x, y, paint, (t >= 1 ? 1 : t * t * (3 - 2 * t)) * alpha)
    }
}

/** Adds light that falls off around a point: `radius` is where a quarter is left. */
export const addGlow = (
  plate: Plate,
  cx: number,
  cy: number,
  radius: number,
  light: Rgb,
  squash = 1,
  reach = 5,
): void => {
  const far = radius * reach
  const x0 = Math.max(0, Math.floor(cx - far))
  const x1 = Math.min(plate.width - 1, Math.ceil(cx + far))
  const y0 = Math.max(0, Math.floor(cy - far * squash))
  const y1 = Math.min(plate.height - 1, Math.ceil(cy + far * squash))
  const d = plate.data
  const inverse = 1 / (radius * radius)
  const floor = 1 / (1 + reach * reach) ** 2
  for (let y = y0; y <= y1; y++) {
    const dy = (y + 0.5 - cy) / squash
    for (let x = x0; x <= x1; x++) {
      const dx = x + 0.5 - cx
      const q = 1 + (dx * dx + dy * dy) * inverse
      const k = 1 / (q * q) - floor
      if (k <= 0) continue
      const i = (y * plate.width + x) * 4
      d[i] = (d[i] ?? 0) + light[0] * k
      d[i + 1] = (d[i + 1] ?? 0) + light[1] * k
      d[i + 2] = (d[i + 2] ?? 0) + light[2] * k
    }
  }
}

/**
 * Adds the picture a fast lens makes of a point light out of focus: a disc with a slightly brighter rim, cut to a
 * lens shape toward the corners (the barrel's edge, "cat's eye").
 */
export const addBokeh = (plate: Plate, cx: number, cy: number, radius: number, light: Rgb): void => {
  const { width, height, data } = plate
  const x0 = Math.max(0, Math.floor(cx - radius - 1))
  const x1 = Math.min(width - 1, Math.ceil(cx + radius + 1))
  const y0 = Math.max(0, Math.floor(cy - radius - 1))
  const y1 = Math.min(height - 1, Math.ceil(cy + radius + 1))
  const half = Math.hypot(width, height) / 2
  const ax = (width / 2 - cx) / half
  const ay = (height / 2 - cy) / half
  const out = 0.75 * Math.hypot(ax, ay) * radius
  const ox = ax * out
  const oy = ay * out
  const edge = Math.max(1, radius * 0.1)
  const vary = 0.85 + 0.3 * (hash(Math.round(cx), Math.round(cy), 77) / 4294967296)
  for (let y = y0; y <= y1; y++)
    for (let x = x0; x <= x1; x++) {
      const px = x + 0.5 - cx
      const py = y + 0.5 - cy
      const d = Math.hypot(px, py)
      const cut = Math.hypot(px - ox, py - oy) - radius * 0.12
      const inside = Math.min(1, (radius - Math.max(d, cut)) / edge + 0.5)
      if (inside <= 0) continue
      const t = d / radius
      const k = inside * vary * (0.82 + 0.3 * t * t * t * t)
      const i = (y * width + x) * 4
      data[i] = (data[i] ?? 0) + light[0] * k
      data[i + 1] = (data[i + 1] ?? 0) + light[1] * k
      data[i + 2] = (data[i + 2] ?? 0) + light[2] * k
    }
}

/** Lays `top` over `bottom`, in place. */
export const layOver = (bottom: Plate, top: Plate): void => {
  const b = bottom.data
  const t = top.data
  for (let i = 0; i < b.length; i += 4) {
    const keep = 1 - (t[i + 3] ?? 0)
    for (let c = 0; c < 4; c++) b[i + c] = (b[i + c] ?? 0) * keep + (t[i + c] ?? 0)
  }
}
