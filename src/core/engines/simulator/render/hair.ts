import type { Person } from '../shot.ts'
import type { Field } from './distance.ts'
import type { HairStyle } from './hair-style.ts'
import { cosDeg, hash, linearRgb, noise, sinDeg, smoothstep } from './math.ts'
import { gridLines, mirroredLines, polygonize } from './mesh.ts'
import type { Mesh } from './mesh.ts'
import { strandList } from './strands.ts'
import type { Strands } from './strands.ts'

const spacing = (): number => 0.052

/** The closed body under the strands: it casts the shadows and hides the scalp. */
export const hairMass = (style: HairStyle): Mesh => {
  const inner: Field = (x, y, z) =>
    style.mass(x, y, z) +
    0.05 +
    0.16 * smoothstep(style.floor + 0.75, style.floor + 0.1, y) * (style.floor < -0.9 ? 1 : 0)
  const xs = style.symmetric ? mirroredLines(1.35, spacing) : gridLines(-1.35, 1.35, spacing)
  return polygonize(inner, xs, gridLines(style.floor, 1.75, spacing), gridLines(-1.75, 1.05, spacing), style.symmetric)
}

/** Unit gradient of a field; gives back its value. */
const slope = (field: Field, x: number, y: number, z: number, out: Float64Array): number => {
  const e = 0.02
  const a = field(x + e, y - e, z - e)
  const b = field(x - e, y - e, z + e)
  const c = field(x - e, y + e, z - e)
  const d = field(x + e, y + e, z + e)
  const gx = a - b - c + d
  const gy = -a - b + c + d
  const gz = -a + b - c + d
  const n = 1 / Math.max(1e-9, Math.sqrt(gx * gx + gy * gy + gz * gz))
  out[0] = gx * n
  out[1] = gy * n
  out[2] = gz * n
  return (a + b + c + d) / 4
}

const STEP = 0.07

/** Grows hair from the scalp along the mass: soft at the hairline, in locks, with stray hairs over the outline. */
/** Along the hairline roots lie on the skin, everywhere else on the mass, so that all of it is covered. */
export const growHair = (p: Person, style: HairStyle, skin: Mesh, mass: Mesh | null): Strands => {
  const list = strandList()
  const out = new Float64Array(3)
  const way = new Float64Array(3)
  // Near the hairline the mass lies under the skin: there hair keeps to the skull.
  const hug: Field = (x, y, z) => Math.min(style.mass(x, y, z), style.skull(x, y, z) - 0.005)
  const points: number[] = []
  const facing: number[] = []
  const edge = scatter(
    skin,
    mass ? style.roots * 0.3 : style.roots,
    0,
    (x, y, z) => y > -0.85 && style.grows(x, y, z) > -0.08 && (!mass || style.grows(x, y, z) < 0.22),
  )
  const grow = (x0: number, y0: number, z0: number, id: number): void => {
    const g = id >= MASS_ROOTS ? 1 : style.grows(x0, y0, z0)
    if (g < hash(id, 7) * 0.09 - 0.005) return
    const stray = hash(id, 1) < 0.02 ? 1 : 0
    // Locks: neighbours share their wandering and their tone.
    const lock = noise(x0 * 8, y0 * 8 + 31, z0 * 8)
    const lock2 = noise(x0 * 8 + 57, y0 * 8, z0 * 8)
    const layer = hash(id, 2)
    const height = style.loose * (-0.028 + 0.06 * layer + 0.05 * (lock - 0.5) + stray * 0.05 * hash(id, 8))
    const reach =
      style.length(x0, y0, z0) * (0.7 + 0.45 * hash(id, 3)) * (0.55 + 0.45 * Math.min(1, Math.max(0, g + 0.05) * 5))
    const steps = Math.max(2, Math.min(60, Math.ceil(reach / STEP)))
    const step = reach / steps
    const spin = hash(id, 4) * 360
    points.length = 0
    facing.length = 0
    let x = x0
    let y = y0
    let z = z0
    let dx = 0
    let dy = 0
    let dz = 0
    for (let s = 0; s <= steps; s++) {
      const d = slope(hug, x, y, z, out)
      const nx = out[0] ?? 0
      const ny = out[1] ?? 0
      const nz = out[2] ?? 0
      // What grows inside the mass is not seen: a hair begins where it comes out.
      if (s === 0 && (d < height - 0.03 || id >= MASS_ROOTS)) {
        const rise = (height - d) * 0.92
        x += nx * rise
        y += ny * rise
        z += nz * rise
      }
      points.push(x, y, z)
      facing.push(nx, ny, nz)
      if (y < style.floor + 0.12 + 0.6 * hash(id, 11) * hash(id, 12) * (style.floor < -2 ? 1 : 0.25)) break
      style.flow(x, y, z, way)
      const fl = 1 / Math.max(1e-6, Math.sqrt((way[0] ?? 0) ** 2 + (way[1] ?? 0) ** 2 + (way[2] ?? 0) ** 2))
      const t = s / steps
      const wander = style.wave * (0.4 + t)
      let wx = (way[0] ?? 0) * fl + (lock - 0.5) * wander + (noise(x * 3 + lock * 9, y * 2.2, z * 3) - 0.5) * wander
      let wy = (way[1] ?? 0) * fl + (lock2 - 0.5) * wander
      let wz = (way[2] ?? 0) * fl + (noise(x * 3, y * 2.2 + lock2 * 9, z * 3 + 40) - 0.5) * wander
      if (style.curl > 0) {
        const c = cosDeg(spin + s * 66)
        const e = sinDeg(spin + s * 66)
        wx += c * style.curl * 1.3
        wy += e * style.curl * 1.3 + 0.3
        wz += (c * e + (hash(id, 6) - 0.5)) * style.curl
      }
      // Along the mass, and toward this hair's own height over it.
      const along = wx * nx + wy * ny + wz * nz
      const pull = (height - d) * (s < 3 ? 3.5 : 5) - along * 0.9
      wx += nx * pull
      wy += ny * pull
      wz += nz * pull
      const keep = s === 0 ? 0 : 0.5
      dx = dx * keep + wx
      dy = dy * keep + wy
      dz = dz * keep + wz
      const il = step / Math.max(1e-6, Math.sqrt(dx * dx + dy * dy + dz * dz))
      x += dx * il
      y += dy * il
      z += dz * il
      dx *= il / step
      dy *= il / step
      dz *= il / step
    }
    if (points.length < 6) return
    const tone = (0.45 + 0.5 * layer) * (0.72 + 0.56 * lock2) * (0.9 + 0.2 * hash(id, 5))
    list.add(
      points,
      facing,
      tone,
      style.width * (stray ? 0.35 : 0.65 + 0.6 * hash(id, 9)) * (0.45 + 0.55 * Math.min(1, g * 7)),
    )
  }
  const hair = linearRgb(p.hair)
  edge(grow)
  if (mass) scatter(mass, style.roots * 0.9, MASS_ROOTS, (x, y, z) => style.skull(x, y, z) > -0.015)(grow)
  return list.finish([hair[0] + 0.008, hair[1] + 0.006, hair[2] + 0.005], style.shine, 0.9, 'neck')
}

/** Roots on the mass are numbered from here. */
const MASS_ROOTS = 100000

/** Calls back for `count` evenly scattered places on the part of a mesh that is `chosen`; numbers them from `first`. */
const scatter =
  (mesh: Mesh, count: number, first: number, chosen: (x: number, y: number, z: number) => boolean) =>
  (visit: (x: number, y: number, z: number, id: number) => void): void => {
    const { position, triangle } = mesh
    const areas: number[] = []
    const kept: number[] = []
    let total = 0
    for (let t = 0; t < triangle.length; t += 3) {
      const a = (triangle[t] ?? 0) * 3
      const x = position[a] ?? 0
      const y = position[a + 1] ?? 0
      const z = position[a + 2] ?? 0
      if (!chosen(x, y, z)) continue
      const b = (triangle[t + 1] ?? 0) * 3
      const c = (triangle[t + 2] ?? 0) * 3
      const ux = (position[b] ?? 0) - x
      const uy = (position[b + 1] ?? 0) - y
      const uz = (position[b + 2] ?? 0) - z
      const vx = (position[c] ?? 0) - x
      const vy = (position[c + 1] ?? 0) - y
      const vz = (position[c + 2] ?? 0) - z
      const cx = uy * vz - uz * vy
      const cy = uz * vx - ux * vz
      const cz = ux * vy - uy * vx
      total += Math.sqrt(cx * cx + cy * cy + cz * cz)
      areas.push(total)
      kept.push(t)
    }
    if (kept.length === 0) return
    let at = 0
    for (let i = 0; i < count; i++) {
      const id = first + i
      const goal = ((i + hash(id, 21)) / count) * total
      while (at < areas.length - 1 && (areas[at] ?? 0) < goal) at++
      const t = kept[at] ?? 0
      const a = (triangle[t] ?? 0) * 3
      const b = (triangle[t + 1] ?? 0) * 3
      const c = (triangle[t + 2] ?? 0) * 3
      let u = hash(id, 22)
      let v = hash(id, 23)
      if (u + v > 1) {
        u = 1 - u
        v = 1 - v
      }
      const mixed = (k: number): number =>
        (position[a + k] ?? 0) * (1 - u - v) + (position[b + k] ?? 0) * u + (position[c + k] ?? 0) * v
      visit(mixed(0), mixed(1), mixed(2), id)
    }
  }
