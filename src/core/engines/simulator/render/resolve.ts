import type { FigureLayer } from '../shot.ts'
import type { Reach, Rig } from './lamps.ts'
import { clamp, hash, noise } from './math.ts'
import type { Seen } from './raster.ts'
import type { Material, Scene } from './scene.ts'
import type { Surface } from './surface.ts'

/** Paints skin or hair at a rest-space place. */
export type Painter = (s: Surface, x: number, y: number, z: number) => void

const PLAIN: Material = { kind: 'skin' }

/** A picture under way: linear light multiplied by coverage, and the depth that strands are tested against. */
export interface Canvas {
  readonly width: number
  readonly height: number
  readonly data: Float32Array
  readonly alpha: Float32Array
  readonly depth: Float32Array
}

/**
 * Shades what is seen. A pixel whose four samples agree is shaded once at its middle; on edges every sample is shaded.
 */
export const resolve = (
  scene: Scene,
  seen: Seen,
  reach: Reach,
  rig: Rig,
  paintSkin: Painter,
  paintHair: Painter,
): Canvas => {
  const width = seen.width / 2
  const height = seen.height / 2
  const data = new Float32Array(width * height * 3)
  const alpha = new Float32Array(width * height)
  const depth = new Float32Array(width * height)
  const s: Surface = { r: 0, g: 0, b: 0, gloss: 0, rough: 0.5, glint: 0 }
  const out = new Float64Array(3)
  const { screen, rest, normal } = scene
  const list = scene.triangle
  const [hx, hy, hz] = halfway(rig.keyDirection)
  const [kx, ky, kz] = rig.keyDirection
  const lh = clamp(kx * hx + ky * hy + kz * hz, 0.2, 1)
  const kelemen = 0.25 / (lh * lh)

  const shade = (t: number, px: number, py: number): void => {
    const a = list[t * 3] ?? 0
    const b = list[t * 3 + 1] ?? 0
    const c = list[t * 3 + 2] ?? 0
    const ax = screen[a * 2] ?? 0
    const ay = screen[a * 2 + 1] ?? 0
    const bx = (screen[b * 2] ?? 0) - ax
    const by = (screen[b * 2 + 1] ?? 0) - ay
    const cx = (screen[c * 2] ?? 0) - ax
    const cy = (screen[c * 2 + 1] ?? 0) - ay
    const inv = 1 / (bx * cy - by * cx)
    const wb = clamp(((px - ax) * cy - (py - ay) * cx) * inv, -0.3, 1.3)
    const wc = clamp((bx * (py - ay) - by * (px - ax)) * inv, -0.3, 1.3)
    const wa = 1 - wb - wc
    const at = (of: Float32Array, k: number, n: number): number =>
      wa * (of[a * n + k] ?? 0) + wb * (of[b * n + k] ?? 0) + wc * (of[c * n + k] ?? 0)
    const x = at(rest, 0, 3)
    const y = at(rest, 1, 3)
    const z = at(rest, 2, 3)
    let nx = at(normal, 0, 3)
    let ny = at(normal, 1, 3)
    let nz = at(normal, 2, 3)
    const part = scene.partOfTriangle[t] ?? 0
    const il = 1 / Math.sqrt(nx * nx + ny * ny + nz * nz)
    nx *= il
    ny *= il
    nz *= il
    const keyR = at(reach.key, 0, 3)
    const keyG = at(reach.key, 1, 3)
    const keyB = at(reach.key, 2, 3)
    // Light always bounces into the last corner.
    const fill = Math.max(0, at(reach.fill, 0, 1)) * 0.9 + 0.1
    const rim = at(reach.rim, 0, 1)
    const open = at(reach.open, 0, 1)
    const material = scene.materials[part] ?? PLAIN
    s.glint = 0
    let edge = 0
    let bend = 1
    if (material.kind === 'skin') {
      paintSkin(s, x, y, z)
      const grain = (hash(Math.floor(x * 160), Math.floor(y * 160), Math.floor(z * 160)) - 0.5) * 0.03
      nx += grain
      ny -= grain
    } else if (material.kind === 'hair') paintHair(s, x, y, z)
    else if (material.kind === 'cloth') {
      const thread = material.weave > 0 ? 1 + material.weave * 0.16 * (noise(x * 60, y * 60, z * 60) - 0.5) : 1
      s.r = material.colour[0] * thread
      s.g = material.colour[1] * thread
      s.b = material.colour[2] * thread
      s.gloss = 0.12 + 0.7 * material.sheen
      s.rough = 0.62 - 0.26 * material.sheen
      edge = 0.1 + 0.25 * material.sheen
      // Small wrinkles tilt the surface; the key answers to the tilt.
      const tiltX = (noise(x * 4.5, y * 3, z * 4.5) - 0.5) * 0.2
      const tiltY = (noise(x * 3.4 + 40, y * 5, z * 3.4) - 0.5) * 0.16
      const flat = nx * kx + ny * ky + nz * kz
      nx += tiltX
      ny += tiltY
      bend = clamp((nx * kx + ny * ky + nz * kz + 0.25) / Math.max(0.05, flat + 0.25), 0.6, 1.4)
      material.paint?.(s, x, y, z)
    } else {
      s.r = material.colour[0]
      s.g = material.colour[1]
      s.b = material.colour[2]
      s.gloss = material.shine
      s.rough = 0.22
    }
    const lr = keyR * bend * rig.key[0] + fill * rig.fill[0] + rim * rig.rim[0]
    const lg = keyG * bend * rig.key[1] + fill * rig.fill[1] + rim * rig.rim[1]
    const lb = keyB * bend * rig.key[2] + fill * rig.fill[2] + rim * rig.rim[2]
    // Highlight: microfacets (GGX) with the visibility term of Kelemen; fresnel from 0.04.
    const nh = clamp(nx * hx + ny * hy + nz * hz, 0, 1)
    const nl = clamp(nx * kx + ny * ky + nz * kz, 0, 1)
    const a2 = s.rough * s.rough * s.rough * s.rough
    const q = nh * nh * (a2 - 1) + 1
    const spot = (a2 / (Math.PI * q * q)) * kelemen * nl * open * s.gloss * 0.05
    const away = clamp(1 - nz, 0, 1)
    const grazing = away * away * away * (edge + s.gloss * 0.22)
    out[0] =
      s.r * lr +
      spot * rig.key[0] +
      grazing * (fill * rig.fill[0] + rim * rig.rim[0]) * 0.5 +
      s.glint * (rig.key[0] + 0.12)
    out[1] =
      s.g * lg +
      spot * rig.key[1] +
      grazing * (fill * rig.fill[1] + rim * rig.rim[1]) * 0.5 +
      s.glint * (rig.key[1] + 0.12)
    out[2] =
      s.b * lb +
      spot * rig.key[2] +
      grazing * (fill * rig.fill[2] + rim * rig.rim[2]) * 0.5 +
      s.glint * (rig.key[2] + 0.12)
  }

  const ids = seen.triangle
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const i0 = y * 2 * seen.width + x * 2
      const i2 = i0 + seen.width
      const t0 = ids[i0] ?? 0
      const t1 = ids[i0 + 1] ?? 0
      const t2 = ids[i2] ?? 0
      const t3 = ids[i2 + 1] ?? 0
      if (t0 < 0 && t1 < 0 && t2 < 0 && t3 < 0) {
        depth[y * width + x] = -1e9
        continue
      }
      const to = y * width + x
      const d0 = seen.depth[i0] ?? 0
      const d3 = seen.depth[i2 + 1] ?? 0
      depth[to] = Math.max(Math.min(d0, d3), Math.min(seen.depth[i0 + 1] ?? 0, seen.depth[i2] ?? 0))
      const parts = scene.partOfTriangle
      const same =
        t0 >= 0 &&
        t1 >= 0 &&
        t2 >= 0 &&
        t3 >= 0 &&
        parts[t0] === parts[t3] &&
        parts[t1] === parts[t2] &&
        parts[t0] === parts[t1] &&
        Math.abs(d0 - d3) < 0.05
      if (same) {
        shade(t0, x + 0.5, y + 0.5)
        data[to * 3] = out[0] ?? 0
        data[to * 3 + 1] = out[1] ?? 0
        data[to * 3 + 2] = out[2] ?? 0
        alpha[to] = 1
        continue
      }
      for (let k = 0; k < 4; k++) {
        const t = k === 0 ? t0 : k === 1 ? t1 : k === 2 ? t2 : t3
        if (t < 0) continue
        shade(t, x + 0.25 + 0.5 * (k & 1), y + 0.25 + 0.5 * (k >> 1))
        data[to * 3] = (data[to * 3] ?? 0) + (out[0] ?? 0) * 0.25
        data[to * 3 + 1] = (data[to * 3 + 1] ?? 0) + (out[1] ?? 0) * 0.25
        data[to * 3 + 2] = (data[to * 3 + 2] ?? 0) + (out[2] ?? 0) * 0.25
        alpha[to] = (alpha[to] ?? 0) + 0.25
      }
    }
  return { width, height, data, alpha, depth }
}

const halfway = (l: readonly [number, number, number]): [number, number, number] => {
  const n = 1 / Math.sqrt(l[0] * l[0] + l[1] * l[1] + (l[2] + 1) * (l[2] + 1))
  return [l[0] * n, l[1] * n, (l[2] + 1) * n]
}

/** Colour no longer multiplied by coverage, as a layer is handed on. */
export const toLayer = (c: Canvas): FigureLayer => {
  for (let i = 0; i < c.alpha.length; i++) {
    const a = c.alpha[i] ?? 0
    if (a <= 0) continue
    const inv = 1 / a
    c.data[i * 3] = (c.data[i * 3] ?? 0) * inv
    c.data[i * 3 + 1] = (c.data[i * 3 + 1] ?? 0) * inv
    c.data[i * 3 + 2] = (c.data[i * 3 + 2] ?? 0) * inv
    c.alpha[i] = Math.min(1, a)
  }
  return { width: c.width, height: c.height, data: c.data, alpha: c.alpha }
}
