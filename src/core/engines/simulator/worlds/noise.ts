/** A 32-bit hash of a lattice point; equal on every machine because it only multiplies integers. */
export const hash = (x: number, y: number, seed: number): number => {
  let h = Math.imul(x | 0, 0x27d4eb2d) ^ Math.imul(y | 0, 0x165667b1) ^ Math.imul(seed | 0, 0x9e3779b1)
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** {@link hash} as a number from 0 up to, but never reaching, 1. */
export const chance = (x: number, y: number, seed: number): number => hash(x, y, seed) / 4294967296

/** A stream of numbers from 0 up to 1. Two streams of the same seed are equal. */
export const randomStream = (seed: number, salt: number): (() => number) => {
  let n = 0
  return () => chance(n++, salt, seed)
}

/** Smooth noise, 0 to 1, one cell a unit. */
export const noise = (x: number, y: number, seed: number): number => {
  const xi = Math.floor(x)
  const yi = Math.floor(y)
  const fx = x - xi
  const fy = y - yi
  const sx = fx * fx * (3 - 2 * fx)
  const sy = fy * fy * (3 - 2 * fy)
  const top = chance(xi, yi, seed) * (1 - sx) + chance(xi + 1, yi, seed) * sx
  const bottom = chance(xi, yi + 1, seed) * (1 - sx) + chance(xi + 1, yi + 1, seed) * sx
  return top * (1 - sy) + bottom * sy
}

/** Noise over several octaves, each half as large and half as strong; 0 to 1. */
export const cloudNoise = (x: number, y: number, seed: number, octaves: number): number => {
  let sum = 0
  let weight = 0
  let strength = 1
  let scale = 1
  for (let o = 0; o < octaves; o++) {
    sum += strength * noise(x * scale + o * 17.3, y * scale - o * 9.1, seed + o)
    weight += strength
    strength *= 0.5
    scale *= 2.03
  }
  return sum / weight
}
