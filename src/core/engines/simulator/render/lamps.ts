import type { Light } from '../shot.ts'
import { clamp, cosDeg, cross, linearRgb, normalize, sinDeg } from './math.ts'
import type { Vec3 } from './math.ts'
import type { Scene } from './scene.ts'

/** One direction that light comes from, in view space. */
interface Lamp {
  readonly direction: Vec3
  readonly weight: number
}

/** The world's light as the figure sees it: soft key, wide fill, rim from behind. Colours are linear and hold the strength. */
export interface Rig {
  readonly key: Vec3
  readonly fill: Vec3
  readonly rim: Vec3
  readonly keyDirection: Vec3
  readonly rimDirection: Vec3
  readonly keyLamps: readonly Lamp[]
  readonly fillLamps: readonly Lamp[]
  readonly rimLamps: readonly Lamp[]
}

const toward = (azimuth: number, elevation: number): Vec3 => [
  sinDeg(azimuth) * cosDeg(elevation),
  sinDeg(elevation),
  cosDeg(azimuth) * cosDeg(elevation),
]

const stronger = (c: Vec3, k: number): Vec3 => [c[0] * k, c[1] * k, c[2] * k]

/** Strengths are chosen so that skin turned to the key shows about its own display colour. */
export const rigOf = (light: Light): Rig => {
  const sign = light.side === 'left' ? -1 : light.side === 'right' ? 1 : 0.28
  const contrast = clamp(light.contrast, 1, 12)
  const azimuth = sign * 52
  const elevation = clamp(light.elevation, -20, 70)
  const strength = 1.46 * (contrast / (contrast + 1.15))
  const rest = 1.3 / (contrast + 0.9)
  const rimAzimuth = sign > 0.5 ? -152 : sign < -0.5 ? 152 : -140
  const around = (a: number, e: number, weight: number): Lamp => ({ direction: toward(a, e), weight })
  return {
    key: stronger(linearRgb(light.key), strength),
    fill: stronger(linearRgb(light.fill), rest),
    rim: stronger(linearRgb(light.rim), 4.2),
    keyDirection: toward(azimuth, elevation),
    rimDirection: toward(rimAzimuth, 24),
    keyLamps: [
      around(azimuth, elevation + 7, 0.3),
      around(azimuth - 9, elevation - 3, 0.25),
      around(azimuth + 9, elevation - 3, 0.25),
      around(azimuth, elevation - 9, 0.2),
    ],
    fillLamps: [
      around(-sign * 40, 12, 0.34),
      around(0, 80, 0.26),
      around(75, 25, 0.14),
      around(-75, 25, 0.14),
      around(0, 30, 0.3),
      around(180, 35, 0.14),
      around(0, -50, 0.16),
    ],
    rimLamps: [around(rimAzimuth, 24, 0.72), around(-rimAzimuth * 0.97, 30, 0.28)],
  }
}

/** Light that reaches each vertex, before any colour: key, fill and rim, each 0 to about 1. */
export interface Reach {
  /** The key in 3 channels, so that skin can spread it further in red. */
  readonly key: Float32Array
  readonly fill: Float32Array
  readonly rim: Float32Array
  /** How much of the key lamps is seen, whatever the slope: for highlights. */
  readonly open: Float32Array
  /** Share of the key that reaches a place in view space, for things that are not in the scene's meshes. */
  readonly sees: (x: number, y: number, z: number) => number
}

/** Depth of the nearest surface toward a lamp, on a square seen from it. */
interface Shade {
  readonly u: Vec3
  readonly v: Vec3
  readonly size: number
  readonly scale: number
  readonly left: number
  readonly low: number
  readonly depth: Float32Array
}

const castShade = (scene: Scene, direction: Vec3, size: number, floor: number): Shade => {
  const u = normalize(cross([0.02, 1, 0.01], direction))
  const v = cross(direction, u)
  const n = scene.view.length / 3
  const flat = new Float32Array(n * 3)
  let left = 1e9
  let right = -1e9
  let low = 1e9
  let high = -1e9
  for (let i = 0; i < n; i++) {
    const x = scene.view[i * 3] ?? 0
    const y = scene.view[i * 3 + 1] ?? 0
    const z = scene.view[i * 3 + 2] ?? 0
    const p = x * u[0] + y * u[1] + z * u[2]
    const q = x * v[0] + y * v[1] + z * v[2]
    flat[i * 3] = p
    flat[i * 3 + 1] = q
    flat[i * 3 + 2] = x * direction[0] + y * direction[1] + z * direction[2]
    if (y < floor) continue
    if (p < left) left = p
    if (p > right) right = p
    if (q < low) low = q
    if (q > high) high = q
  }
  const scale = (size - 3) / Math.max(right - left, high - low)
  const depth = new Float32Array(size * size).fill(-1e9)
  const list = scene.triangle
  for (let t = 0; t < list.length; t += 3) {
    const a = (list[t] ?? 0) * 3
    const b = (list[t + 1] ?? 0) * 3
    const c = (list[t + 2] ?? 0) * 3
    const ax = ((flat[a] ?? 0) - left) * scale + 1
    const ay = ((flat[a + 1] ?? 0) - low) * scale + 1
    const bx = ((flat[b] ?? 0) - left) * scale + 1
    const by = ((flat[b + 1] ?? 0) - low) * scale + 1
    const cx = ((flat[c] ?? 0) - left) * scale + 1
    const cy = ((flat[c + 1] ?? 0) - low) * scale + 1
    let area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
    const flip = area < 0 ? -1 : 1
    area *= flip
    if (area < 1e-9) continue
    const x0 = Math.max(0, Math.ceil(Math.min(ax, bx, cx)))
    const x1 = Math.min(size - 1, Math.floor(Math.max(ax, bx, cx)))
    const y0 = Math.max(0, Math.ceil(Math.min(ay, by, cy)))
    const y1 = Math.min(size - 1, Math.floor(Math.max(ay, by, cy)))
    const za = flat[a + 2] ?? 0
    const zb = ((flat[b + 2] ?? 0) - za) / area
    const zc = ((flat[c + 2] ?? 0) - za) / area
    for (let y = y0; y <= y1; y++)
      for (let x = x0; x <= x1; x++) {
        const wb = flip * ((x - ax) * (cy - ay) - (y - ay) * (cx - ax))
        const wc = flip * ((bx - ax) * (y - ay) - (by - ay) * (x - ax))
        if (wb < 0 || wc < 0 || wb + wc > area) continue
        const z = za + wb * zb + wc * zc
        const at = y * size + x
        if (z > (depth[at] ?? 0)) depth[at] = z
      }
  }
  return { u, v, size, scale, left, low, depth }
}

/** Share of a 2 x 2 neighbourhood, blended, that sees the lamp from a place. */
const seesLamp = (s: Shade, x: number, y: number, z: number, toLamp: number): number => {
  const p = (x * s.u[0] + y * s.u[1] + z * s.u[2] - s.left) * s.scale + 1
  const q = (x * s.v[0] + y * s.v[1] + z * s.v[2] - s.low) * s.scale + 1
  const i = Math.floor(p)
  const j = Math.floor(q)
  if (i < 0 || j < 0 || i >= s.size - 1 || j >= s.size - 1) return 1
  const at = j * s.size + i
  const fx = p - i
  const fy = q - j
  const pass = (k: number): number => clamp(1 - ((s.depth[at + k] ?? 0) - toLamp) * 13, 0, 1)
  const lower = pass(0) * (1 - fx) + pass(1) * fx
  return lower * (1 - fy) + (pass(s.size) * (1 - fx) + pass(s.size + 1) * fx) * fy
}

/** Lights every vertex by every lamp through its shade. `floor`: view y below which nothing is seen, so nothing is shaded finely. */
export const lightVertices = (scene: Scene, rig: Rig, floor: number): Reach => {
  const n = scene.view.length / 3
  const key = new Float32Array(n * 3)
  const fill = new Float32Array(n)
  const rim = new Float32Array(n)
  const open = new Float32Array(n)
  const { view, normal } = scene
  const each = (
    lamps: readonly Lamp[],
    size: number,
    soft: number,
    bias: number,
    into: Float32Array,
    seen: Float32Array | null,
  ): Shade | null => {
    let first: Shade | null = null
    for (const lamp of lamps) {
      const shade = castShade(scene, lamp.direction, size, floor)
      first ??= shade
      const [lx, ly, lz] = lamp.direction
      for (let i = 0; i < n; i++) {
        const nx = normal[i * 3] ?? 0
        const ny = normal[i * 3 + 1] ?? 0
        const nz = normal[i * 3 + 2] ?? 0
        const slope = nx * lx + ny * ly + nz * lz
        const falls = (slope + soft) / (1 + soft)
        if (falls <= 0) continue
        const x = (view[i * 3] ?? 0) + nx * bias
        const y = (view[i * 3 + 1] ?? 0) + ny * bias
        const z = (view[i * 3 + 2] ?? 0) + nz * bias
        const sees = seesLamp(shade, x, y, z, x * lx + y * ly + z * lz + bias * 0.3)
        into[i] = (into[i] ?? 0) + falls * sees * lamp.weight
        if (seen) seen[i] = (seen[i] ?? 0) + sees * lamp.weight
      }
    }
    return first
  }
  const direct = new Float32Array(n)
  const keyShade = each(rig.keyLamps, 420, 0.06, 0.036, direct, open)
  each(rig.fillLamps, 220, 0.3, 0.045, fill, null)
  each(rig.rimLamps, 200, 0, 0.05, rim, null)
  for (let i = 0; i < n; i++) key.fill(direct[i] ?? 0, i * 3, i * 3 + 3)
  spread(scene, key)
  const [kx, ky, kz] = rig.keyDirection
  const sees = (x: number, y: number, z: number): number =>
    keyShade ? seesLamp(keyShade, x, y, z, x * kx + y * ky + z * kz) : 1
  return { key, fill, rim, open, sees }
}

/**
 * Light wanders under the skin, red furthest: averages over neighbours, more often in red than in blue. Two rounds are for all,
 * because a shadow's edge that falls between coarse vertices is ragged.
 */
const spread = (scene: Scene, key: Float32Array): void => {
  const n = key.length / 3
  const sum = new Float32Array(n)
  const count = new Uint16Array(n)
  const rounds = [7, 3, 2]
  const inSkin = scene.materials.map((m) => m.kind === 'skin')
  rounds.forEach((times, channel) => {
    for (let round = 0; round < times; round++) {
      sum.fill(0)
      count.fill(0)
      const list = scene.triangle
      for (let t = 0; t < list.length; t += 3) {
        if (round >= 2 && !inSkin[scene.partOfTriangle[t / 3] ?? 0]) continue
        const a = list[t] ?? 0
        const b = list[t + 1] ?? 0
        const c = list[t + 2] ?? 0
        const all = (key[a * 3 + channel] ?? 0) + (key[b * 3 + channel] ?? 0) + (key[c * 3 + channel] ?? 0)
        sum[a] = (sum[a] ?? 0) + all
        sum[b] = (sum[b] ?? 0) + all
        sum[c] = (sum[c] ?? 0) + all
        count[a] = (count[a] ?? 0) + 3
        count[b] = (count[b] ?? 0) + 3
        count[c] = (count[c] ?? 0) + 3
      }
      for (let i = 0; i < n; i++) if ((count[i] ?? 0) > 0) key[i * 3 + channel] = (sum[i] ?? 0) / (count[i] ?? 0)
    }
  })
}
