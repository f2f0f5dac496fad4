import type { Field } from './distance.ts'

/** Triangles in rest space: the person upright, looking along +z, x to the right of the picture, y up. */
export interface Mesh {
  /** 3 floats a vertex. */
  readonly position: Float32Array
  /** 3 floats a vertex, unit length. */
  readonly normal: Float32Array
  /** 3 vertex numbers a triangle, counter-clockwise seen from outside. */
  readonly triangle: Uint32Array
}

/** Grid lines along one axis, rising. A grid may be finer where the shape needs it. */
export type Lines = Float64Array

/** Grid lines from `from` to `to` whose spacing at a place is what `spacing` says there. */
export const gridLines = (from: number, to: number, spacing: (at: number) => number): Lines => {
  const lines: number[] = []
  for (let at = from; at < to; at += spacing(at)) lines.push(at)
  lines.push(to)
  return Float64Array.from(lines)
}

/** Grid lines that mirror about 0, so that a symmetric shape needs only half its samples. */
export const mirroredLines = (to: number, spacing: (at: number) => number): Lines => {
  const half = gridLines(spacing(0) / 2, to, spacing)
  const lines = new Float64Array(half.length * 2)
  half.forEach((v, i) => {
    lines[half.length + i] = v
    lines[half.length - 1 - i] = -v
  })
  return lines
}

const BLOCK = 6

/** Samples the field at all grid points; blocks far from the surface share one value. `mirrored`: x < 0 is a copy. */
const sample = (field: Field, xs: Lines, ys: Lines, zs: Lines, mirrored: boolean): Float32Array => {
  const nx = xs.length
  const ny = ys.length
  const nz = zs.length
  const half = mirrored ? nx >> 1 : 0
  const values = new Float32Array(nx * ny * nz)
  for (let k0 = 0; k0 < nz; k0 += BLOCK) {
    const k1 = Math.min(nz, k0 + BLOCK)
    const zm = ((zs[k0] ?? 0) + (zs[k1 - 1] ?? 0)) / 2
    const hz = (zs[k1 - 1] ?? 0) - zm
    for (let j0 = 0; j0 < ny; j0 += BLOCK) {
      const j1 = Math.min(ny, j0 + BLOCK)
      const ym = ((ys[j0] ?? 0) + (ys[j1 - 1] ?? 0)) / 2
      const hy = (ys[j1 - 1] ?? 0) - ym
      for (let i0 = half; i0 < nx; i0 += BLOCK) {
        const i1 = Math.min(nx, i0 + BLOCK)
        const xm = ((xs[i0] ?? 0) + (xs[i1 - 1] ?? 0)) / 2
        const hx = (xs[i1 - 1] ?? 0) - xm
        const centre = field(xm, ym, zm)
        // Joined fields are not exact distances, so a block is called empty only with some margin.
        const far = Math.abs(centre) > Math.sqrt(hx * hx + hy * hy + hz * hz) * 1.35 + 0.07
        for (let k = k0; k < k1; k++)
          for (let j = j0; j < j1; j++) {
            const row = (k * ny + j) * nx
            for (let i = i0; i < i1; i++) {
              const v = far ? centre : field(xs[i] ?? 0, ys[j] ?? 0, zs[k] ?? 0)
              values[row + i] = v
              if (mirrored) values[row + nx - 1 - i] = v
            }
          }
      }
    }
  }
  return values
}

/**
 * Surface nets: the zero surface of a field on a rectilinear grid. Vertices are pulled onto the surface and carry the field's
 * gradient as normal. (S. Gibson, "Constrained elastic surface nets", 1998.) `mirrored`: the field is symmetric in x and so are
 * the lines.
 */
export const polygonize = (field: Field, xs: Lines, ys: Lines, zs: Lines, mirrored = true): Mesh => {
  const nx = xs.length
  const ny = ys.length
  const nz = zs.length
  const values = sample(field, xs, ys, zs, mirrored)
  const cell = new Int32Array(nx * ny * nz).fill(-1)
  const points: number[] = []
  const corner = [0, 1, nx, nx + 1, nx * ny, nx * ny + 1, nx * ny + nx, nx * ny + nx + 1]
  for (let k = 0; k < nz - 1; k++)
    for (let j = 0; j < ny - 1; j++) {
      const row = (k * ny + j) * nx
      for (let i = 0; i < nx - 1; i++) {
        const at = row + i
        let mask = 0
        for (let c = 0; c < 8; c++) if ((values[at + (corner[c] ?? 0)] ?? 0) < 0) mask |= 1 << c
        if (mask === 0 || mask === 255) continue
        let sx = 0
        let sy = 0
        let sz = 0
        let n = 0
        for (let c = 0; c < 8; c++)
          for (let axis = 1; axis < 8; axis <<= 1) {
            const d = c | axis
            if (d === c || ((mask >> c) & 1) === ((mask >> d) & 1)) continue
            const a = values[at + (corner[c] ?? 0)] ?? 0
            const t = a / (a - (values[at + (corner[d] ?? 0)] ?? 0))
            sx += (c & 1) + (axis === 1 ? t : 0)
            sy += ((c >> 1) & 1) + (axis === 2 ? t : 0)
            sz += ((c >> 2) & 1) + (axis === 4 ? t : 0)
            n++
          }
        cell[at] = points.length / 3
        const x0 = xs[i] ?? 0
        const y0 = ys[j] ?? 0
        const z0 = zs[k] ?? 0
        points.push(
          x0 + (sx / n) * ((xs[i + 1] ?? 0) - x0),
          y0 + (sy / n) * ((ys[j + 1] ?? 0) - y0),
          z0 + (sz / n) * ((zs[k + 1] ?? 0) - z0),
        )
      }
    }
  const position = Float32Array.from(points)
  const normal = settle(field, position)
  return { position, normal, triangle: connect(values, cell, nx, ny, nz) }
}

/** Moves each point onto the surface, in place, and gives the unit gradients there. */
const settle = (field: Field, position: Float32Array): Float32Array => {
  const normal = new Float32Array(position.length)
  const e = 0.004
  for (let v = 0; v < position.length; v += 3) {
    const x = position[v] ?? 0
    const y = position[v + 1] ?? 0
    const z = position[v + 2] ?? 0
    const a = field(x + e, y - e, z - e)
    const b = field(x - e, y - e, z + e)
    const c = field(x - e, y + e, z - e)
    const d = field(x + e, y + e, z + e)
    const gx = a - b - c + d
    const gy = -a - b + c + d
    const gz = -a + b - c + d
    const n = 1 / Math.max(1e-9, Math.sqrt(gx * gx + gy * gy + gz * gz))
    const step = Math.max(-0.01, Math.min(0.01, (a + b + c + d) / 4))
    position[v] = x - gx * n * step
    position[v + 1] = y - gy * n * step
    position[v + 2] = z - gz * n * step
    normal[v] = gx * n
    normal[v + 1] = gy * n
    normal[v + 2] = gz * n
  }
  return normal
}

/** Two triangles for every grid edge that crosses the surface. */
const connect = (values: Float32Array, cell: Int32Array, nx: number, ny: number, nz: number): Uint32Array => {
  const triangles: number[] = []
  const stride = [1, nx, nx * ny]
  for (let k = 1; k < nz - 1; k++)
    for (let j = 1; j < ny - 1; j++)
      for (let i = 1; i < nx - 1; i++) {
        const at = (k * ny + j) * nx + i
        const inside = (values[at] ?? 0) < 0
        for (let axis = 0; axis < 3; axis++) {
          if (inside === (values[at + (stride[axis] ?? 0)] ?? 0) < 0) continue
          const u = stride[(axis + 1) % 3] ?? 0
          const v = stride[(axis + 2) % 3] ?? 0
          const a = cell[at] ?? 0
          const b = cell[at - u] ?? 0
          const c = cell[at - u - v] ?? 0
          const d = cell[at - v] ?? 0
          if (a < 0 || b < 0 || c < 0 || d < 0) continue
          if (inside) triangles.push(a, b, c, a, c, d)
          else triangles.push(a, c, b, a, d, c)
        }
      }
  return Uint32Array.from(triangles)
}

/** The part of a mesh where `keep` is positive, cut cleanly through the triangles on the border. */
export const cut = (mesh: Mesh, keep: Field): Mesh => {
  const n = mesh.position.length / 3
  const value = new Float32Array(n)
  for (let v = 0; v < n; v++)
    value[v] = keep(mesh.position[v * 3] ?? 0, mesh.position[v * 3 + 1] ?? 0, mesh.position[v * 3 + 2] ?? 0)
  const position = Array.from(mesh.position)
  const normal = Array.from(mesh.normal)
  const triangle: number[] = []
  const made = new Map<number, number>()
  const between = (a: number, b: number): number => {
    const key = a < b ? a * n + b : b * n + a
    const known = made.get(key)
    if (known !== undefined) return known
    const va = value[a] ?? 0
    const t = va / (va - (value[b] ?? 0))
    for (const list of [position, normal])
      for (let k = 0; k < 3; k++) {
        const p = list[a * 3 + k] ?? 0
        list.push(p + ((list[b * 3 + k] ?? 0) - p) * t)
      }
    const at = position.length / 3 - 1
    made.set(key, at)
    return at
  }
  for (let t = 0; t < mesh.triangle.length; t += 3) {
    const corners = [mesh.triangle[t] ?? 0, mesh.triangle[t + 1] ?? 0, mesh.triangle[t + 2] ?? 0]
    const polygon: number[] = []
    for (let c = 0; c < 3; c++) {
      const a = corners[c] ?? 0
      const b = corners[(c + 1) % 3] ?? 0
      const inA = (value[a] ?? 0) > 0
      if (inA) polygon.push(a)
      if (inA !== (value[b] ?? 0) > 0) polygon.push(between(a, b))
    }
    for (let c = 2; c < polygon.length; c++) triangle.push(polygon[0] ?? 0, polygon[c - 1] ?? 0, polygon[c] ?? 0)
  }
  return {
    position: Float32Array.from(position),
    normal: Float32Array.from(normal),
    triangle: Uint32Array.from(triangle),
  }
}
