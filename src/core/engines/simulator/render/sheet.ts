import type { Field } from './distance.ts'
import { cosDeg, cross, normalize, sinDeg } from './math.ts'
import type { Vec3 } from './math.ts'
import type { Mesh } from './mesh.ts'

/** A sheet over a grid of (u, v) in 0 to 1, with normals of its own; u runs right and v down as seen from outside. */
export const sheetMesh = (across: number, down: number, place: (u: number, v: number) => Vec3): Mesh => {
  const columns = across + 1
  const position = new Float32Array(columns * (down + 1) * 3)
  for (let j = 0; j <= down; j++)
    for (let i = 0; i <= across; i++) position.set(place(i / across, j / down), (j * columns + i) * 3)
  const triangle = new Uint32Array(across * down * 6)
  let t = 0
  for (let j = 0; j < down; j++)
    for (let i = 0; i < across; i++) {
      const a = j * columns + i
      const c = a + columns
      triangle.set([a, c, a + 1, a + 1, c, c + 1], t)
      t += 6
    }
  return { position, normal: normalsOf(position, triangle), triangle }
}

/** Area-weighted vertex normals. */
const normalsOf = (position: Float32Array, triangle: Uint32Array): Float32Array => {
  const normal = new Float32Array(position.length)
  const p = (v: number, k: number): number => position[v * 3 + k] ?? 0
  for (let t = 0; t < triangle.length; t += 3) {
    const a = triangle[t] ?? 0
    const b = triangle[t + 1] ?? 0
    const c = triangle[t + 2] ?? 0
    const ux = p(b, 0) - p(a, 0)
    const uy = p(b, 1) - p(a, 1)
    const uz = p(b, 2) - p(a, 2)
    const vx = p(c, 0) - p(a, 0)
    const vy = p(c, 1) - p(a, 1)
    const vz = p(c, 2) - p(a, 2)
    const n = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx] as const
    for (const v of [a, b, c]) for (let k = 0; k < 3; k++) normal[v * 3 + k] = (normal[v * 3 + k] ?? 0) + (n[k] ?? 0)
  }
  for (let v = 0; v < normal.length; v += 3) {
    const x = normal[v] ?? 0
    const y = normal[v + 1] ?? 0
    const z = normal[v + 2] ?? 0
    const l = 1 / Math.max(1e-9, Math.sqrt(x * x + y * y + z * z))
    normal[v] = x * l
    normal[v + 1] = y * l
    normal[v + 2] = z * l
  }
  return normal
}

/** One mesh of several. */
export const merge = (meshes: readonly Mesh[]): Mesh => {
  const position = new Float32Array(meshes.reduce((n, m) => n + m.position.length, 0))
  const normal = new Float32Array(position.length)
  const triangle = new Uint32Array(meshes.reduce((n, m) => n + m.triangle.length, 0))
  let v = 0
  let t = 0
  for (const m of meshes) {
    position.set(m.position, v * 3)
    normal.set(m.normal, v * 3)
    for (let i = 0; i < m.triangle.length; i++) triangle[t + i] = v + (m.triangle[i] ?? 0)
    v += m.position.length / 3
    t += m.triangle.length
  }
  return { position, normal, triangle }
}

/** Pushes a place out of a field until it lies at least `room` outside. */
export const pushOut = (field: Field, room: number, x: number, y: number, z: number): Vec3 => {
  for (let i = 0; i < 4; i++) {
    const d = field(x, y, z)
    if (d >= room - 0.002) break
    const e = 0.02
    const gx = field(x + e, y, z) - d
    const gy = field(x, y + e, z) - d
    const gz = field(x, y, z + e) - d
    const k = (room - d) / Math.max(1e-6, Math.sqrt(gx * gx + gy * gy + gz * gz))
    x += gx * k
    y += gy * k
    z += gz * k
  }
  return [x, y, z]
}

/** Depth of a surface at (x, y) as met from the front. */
export const frontOf = (field: Field, x: number, y: number): number => {
  let z = 1.6
  for (let i = 0; i < 40 && z > -1.2; i++) {
    const d = field(x, y, z)
    if (d < 0.002) break
    z -= d * 0.85
  }
  return z
}

/** A flat button or bead of radius r on a surface, facing the viewer at rest. */
export const bead = (field: Field, x: number, y: number, r: number, thick: number): Mesh => {
  const z = frontOf(field, x, y)
  const e = 0.04
  const sx = (frontOf(field, x + e, y) - z) / e
  const sy = (frontOf(field, x, y + e) - z) / e
  return sheetMesh(16, 4, (u, v) => {
    const a = u * 4
    const k = Math.floor(a) & 3
    // A square's outline pulled to a circle, so that no angle is needed.
    const f = (a - Math.floor(a)) * 2 - 1
    const c = k === 0 ? [f, -1] : k === 1 ? [1, f] : k === 2 ? [-f, 1] : [-1, -f]
    const l = (r * v) / Math.sqrt((c[0] ?? 0) ** 2 + (c[1] ?? 0) ** 2)
    const px = (c[0] ?? 0) * l
    const py = (c[1] ?? 0) * l
    const rise = v > 0.95 ? -0.01 : thick * (v > 0.7 ? 1 : 0.75 + 0.3 * v)
    return [x + px, y + py, z + sx * px + sy * py + rise]
  })
}

/** A round tube of radius r through points. */
export const tube = (path: readonly Vec3[], r: number): Mesh => {
  const around = 8
  return sheetMesh(around, path.length - 1, (u, v) => {
    const i = Math.round(v * (path.length - 1))
    const here = path[i] ?? [0, 0, 0]
    const before = path[Math.max(0, i - 1)] ?? here
    const after = path[Math.min(path.length - 1, i + 1)] ?? here
    const along = normalize([after[0] - before[0], after[1] - before[1], after[2] - before[2]])
    const up: Vec3 = Math.abs(along[1]) > 0.9 ? [1, 0, 0] : [0, 1, 0]
    const side = normalize(cross(along, up))
    const over = cross(side, along)
    const c = r * cosDeg(u * 360)
    const s = r * sinDeg(u * 360)
    return [
      here[0] + side[0] * c + over[0] * s,
      here[1] + side[1] * c + over[1] * s,
      here[2] + side[2] * c + over[2] * s,
    ]
  })
}
