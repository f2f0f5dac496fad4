/** Distance fields: negative inside, about the distance to the surface outside. Lengths in head units (1 is about 10 cm). */

export type Field = (x: number, y: number, z: number) => number

/** Smooth union over a width of about k. */
export const join = (a: number, b: number, k: number): number => {
  const d = a - b
  const h = k - (d < 0 ? -d : d)
  const low = a < b ? a : b
  return h > 0 ? low - (h * h * 0.25) / k : low
}

/** Smooth intersection. */
export const meet = (a: number, b: number, k: number): number => -join(-a, -b, k)

/** First-order distance to an ellipsoid. */
export const ellipsoid = (x: number, y: number, z: number, rx: number, ry: number, rz: number): number => {
  const a = x / rx
  const b = y / ry
  const c = z / rz
  const k0 = Math.sqrt(a * a + b * b + c * c)
  const d = a / rx
  const e = b / ry
  const f = c / rz
  const k1 = Math.sqrt(d * d + e * e + f * f)
  return k1 < 1e-6 ? -Math.min(rx, ry, rz) : (k0 * (k0 - 1)) / k1
}

export const ball = (x: number, y: number, z: number, r: number): number => Math.sqrt(x * x + y * y + z * z) - r

/** A rod from a to b whose radius runs from r0 to r1. */
export const rod = (
  x: number,
  y: number,
  z: number,
  ax: number,
  ay: number,
  az: number,
  bx: number,
  by: number,
  bz: number,
  r0: number,
  r1: number,
): number => {
  const px = x - ax
  const py = y - ay
  const pz = z - az
  const dx = bx - ax
  const dy = by - ay
  const dz = bz - az
  let h = (px * dx + py * dy + pz * dz) / (dx * dx + dy * dy + dz * dz)
  h = h < 0 ? 0 : h > 1 ? 1 : h
  const u = px - dx * h
  const v = py - dy * h
  const w = pz - dz * h
  return Math.sqrt(u * u + v * v + w * w) - (r0 + (r1 - r0) * h)
}
