import type { Reach, Rig } from './lamps.ts'
import { clamp } from './math.ts'
import { headShare, nearness, turn } from './posing.ts'
import type { Posing } from './posing.ts'
import type { Canvas } from './resolve.ts'
import type { Strands } from './strands.ts'

/** x^32 by squaring. */
const sharp = (x: number): number => {
  let v = x * x
  v *= v
  v *= v
  v *= v
  return v * v
}

/** Tolerance of the depth test, so that roots under the skin are not lost. */
const BIAS = 0.035

/**
 * Draws strands over a canvas, far ones first, as soft lines. Light on a hair by Kajiya and Kay (1989) with two shifted highlights
 * (Marschner's, as simplified by Scheuermann 2004).
 */
export const drawStrands = (canvas: Canvas, strands: Strands, posing: Posing, rig: Rig, reach: Reach): void => {
  const points = strands.point.length / 3
  const screen = new Float32Array(points * 2)
  const depth = new Float32Array(points)
  const colour = new Float32Array(points * 3)
  place(strands, posing, rig, reach, screen, depth, colour)
  const count = strands.start.length - 1
  const order = new Float64Array(count)
  for (let s = 0; s < count; s++) {
    const middle = ((strands.start[s] ?? 0) + (strands.start[s + 1] ?? 0)) >> 1
    // Depth and number in one sortable value.
    order[s] = Math.floor(((depth[middle] ?? 0) + 16) * 4096) * 65536 + s
  }
  order.sort()
  for (let o = 0; o < count; o++) {
    const s = (order[o] ?? 0) % 65536
    const from = strands.start[s] ?? 0
    const to = strands.start[s + 1] ?? 0
    const wide = (strands.width[s] ?? 0) * posing.scale
    for (let p = from; p < to - 1; p++) {
      const taper = 1 - ((p - from) / (to - from)) * 0.75
      line(canvas, screen, depth, colour, p, Math.max(0.05, wide * taper), strands.opacity)
    }
  }
}

/** Screen place, depth and lit colour of every point. */
const place = (
  strands: Strands,
  posing: Posing,
  rig: Rig,
  reach: Reach,
  screen: Float32Array,
  depth: Float32Array,
  colour: Float32Array,
): void => {
  const p = new Float32Array(3)
  const q = new Float32Array(3)
  const n = new Float32Array(3)
  const [kx, ky, kz] = rig.keyDirection
  const [rx, ry, rz] = rig.rimDirection
  let hx = kx
  let hy = ky
  let hz = kz + 1
  const hl = 1 / Math.sqrt(hx * hx + hy * hy + hz * hz)
  hx *= hl
  hy *= hl
  hz *= hl
  const count = strands.start.length - 1
  for (let s = 0; s < count; s++) {
    const from = strands.start[s] ?? 0
    const to = strands.start[s + 1] ?? 0
    const tone = strands.tone[s] ?? 0
    for (let i = from; i < to; i++) {
      const x = strands.point[i * 3] ?? 0
      const y = strands.point[i * 3 + 1] ?? 0
      const z = strands.point[i * 3 + 2] ?? 0
      const j = i + 1 < to ? i + 1 : i - 1
      const sign = j > i ? 1 : -1
      const share = strands.follows === 'head' ? 1 : headShare(y, z)
      turn(posing, share, x, y, z, p, 0, false)
      turn(
        posing,
        share,
        ((strands.point[j * 3] ?? 0) - x) * sign,
        ((strands.point[j * 3 + 1] ?? 0) - y) * sign,
        ((strands.point[j * 3 + 2] ?? 0) - z) * sign,
        q,
        0,
        true,
      )
      turn(
        posing,
        share,
        strands.facing[i * 3] ?? 0,
        strands.facing[i * 3 + 1] ?? 0,
        strands.facing[i * 3 + 2] ?? 0,
        n,
        0,
        true,
      )
      const px = p[0] ?? 0
      const py = p[1] ?? 0
      const pz = p[2] ?? 0
      const near = nearness(posing, pz) * posing.scale
      screen[i * 2] = posing.left + px * near
      screen[i * 2 + 1] = posing.top - py * near
      depth[i] = pz
      let tx = q[0] ?? 0
      let ty = q[1] ?? 0
      let tz = q[2] ?? 0
      const tl = 1 / Math.max(1e-6, Math.sqrt(tx * tx + ty * ty + tz * tz))
      tx *= tl
      ty *= tl
      tz *= tl
      const nx = n[0] ?? 0
      const ny = n[1] ?? 0
      const nz = n[2] ?? 0
      const tk = tx * kx + ty * ky + tz * kz
      const across = Math.sqrt(Math.max(0, 1 - tk * tk))
      const faces = clamp((nx * kx + ny * ky + nz * kz + 0.25) / 1.25, 0, 1)
      const sees = faces > 0 ? reach.sees(px + nx * 0.09, py + ny * 0.09, pz + nz * 0.09) : 0
      const key = across * faces * (0.12 + 0.88 * sees)
      // Two highlights, shifted along the hair; the second takes the hair's colour.
      const shift = (tone - 0.8) * 0.35
      const th = tx * hx + ty * hy + tz * hz + (nx * hx + ny * hy + nz * hz) * (0.1 + shift)
      const th2 = th - (nx * hx + ny * hy + nz * hz) * 0.24
      const first = sharp(Math.sqrt(Math.max(0, 1 - th * th))) * key * strands.shine
      const second = sharp(Math.sqrt(Math.max(0, 1 - th2 * th2))) * key * strands.shine
      const fill = 0.42 + 0.3 * ny + 0.28 * clamp(nz, 0, 1)
      const facesRim = clamp(nx * rx + ny * ry + nz * rz + 0.1, 0, 1)
      const tr = tx * rx + ty * ry + tz * rz
      const rim = facesRim * Math.sqrt(Math.max(0, 1 - tr * tr)) * 0.9
      const grow = tone * (0.75 + 0.25 * ((i - from) / (to - from)))
      for (let k = 0; k < 3; k++) {
        const body = strands.colour[k] ?? 0
        const light = key * (rig.key[k] ?? 0) + Math.max(0.12, fill) * (rig.fill[k] ?? 0)
        colour[i * 3 + k] =
          body * grow * light +
          (first * 0.05 + second * body * 0.9) * (rig.key[k] ?? 0) +
          (body * 1.3 + 0.035) * rim * (rig.rim[k] ?? 0)
      }
    }
  }
}

/** One segment, soft across its width, hidden where the canvas is nearer. */
const line = (
  canvas: Canvas,
  screen: Float32Array,
  depth: Float32Array,
  colour: Float32Array,
  p: number,
  width: number,
  opacity: number,
): void => {
  const x0 = (screen[p * 2] ?? 0) - 0.5
  const y0 = (screen[p * 2 + 1] ?? 0) - 0.5
  const dx = (screen[p * 2 + 2] ?? 0) - 0.5 - x0
  const dy = (screen[p * 2 + 3] ?? 0) - 0.5 - y0
  const steep = Math.abs(dy) > Math.abs(dx)
  const major = steep ? dy : dx
  if (major > -1e-3 && major < 1e-3) return
  const slope = (steep ? dx : dy) / major
  const a0 = steep ? y0 : x0
  const c0 = steep ? x0 : y0
  const first = Math.max(0, Math.ceil(Math.min(a0, a0 + major)))
  const last = Math.min((steep ? canvas.height : canvas.width) - 1, Math.ceil(Math.max(a0, a0 + major)) - 1)
  const limit = (steep ? canvas.width : canvas.height) - 1
  const thin = Math.min(1, width) * opacity
  const half = (Math.max(1, width) * Math.sqrt(1 + slope * slope)) / 2
  const d0 = depth[p] ?? 0
  const d1 = depth[p + 1] ?? 0
  const data = canvas.data
  for (let m = first; m <= last; m++) {
    const t = (m - a0) / major
    const c = c0 + (m - a0) * slope
    const z = d0 + (d1 - d0) * t + BIAS
    const low = Math.max(0, Math.ceil(c - half - 0.5))
    const high = Math.min(limit, Math.floor(c + half + 0.5))
    if (low > high) continue
    const r = (colour[p * 3] ?? 0) * (1 - t) + (colour[p * 3 + 3] ?? 0) * t
    const g = (colour[p * 3 + 1] ?? 0) * (1 - t) + (colour[p * 3 + 4] ?? 0) * t
    const b = (colour[p * 3 + 2] ?? 0) * (1 - t) + (colour[p * 3 + 5] ?? 0) * t
    for (let k = low; k <= high; k++) {
      const at = steep ? m * canvas.width + k : k * canvas.width + m
      if ((canvas.depth[at] ?? 0) > z) continue
      const far = k < c ? c - k : k - c
      const soft = half + 0.5 - far
      const cover = (soft > 1 ? 1 : soft) * thin
      const rest = 1 - cover
      data[at * 3] = (data[at * 3] ?? 0) * rest + r * cover
      data[at * 3 + 1] = (data[at * 3 + 1] ?? 0) * rest + g * cover
      data[at * 3 + 2] = (data[at * 3 + 2] ?? 0) * rest + b * cover
      canvas.alpha[at] = (canvas.alpha[at] ?? 0) * rest + cover
    }
  }
}
