import type { Rgb } from '../shot.ts'
import { dim, ink, mix, ramp } from './colour.ts'
import { type Easel, endPlane, haze, lamp, wash } from './easel.ts'
import { cloudNoise, noise } from './noise.ts'
import { fillPolygon } from './plate.ts'
import { skyOf, sunAt } from './sky-light.ts'
import { cloudsOver } from './clouds.ts'

/** Ridge behind ridge up to snow peaks, mist in the valleys, the sun on one flank. */
export const paintMountain = (e: Easel): void => {
  const sky = skyOf(e.hour)
  const sunX = 0.14 + 0.12 * e.random()
  const lift = 0.06 + 0.05 * e.random()
  wash(e, (x, y, out) => sky.at(((x - e.width / 2) * e.flip) / e.height, (e.horizon - y) / e.height, sunX, out))
  cloudsOver(e, sunX, { low: 0.06, high: 0.5, cover: 0.45, strength: 0.7 })
  sunAt(e, sunX, lift + 0.14, 0.8)
  endPlane(e, 2000)
  const rows = 5
  for (let row = 0; row < rows; row++) {
    ridge(e, row, rows, sky.sun, sky.haze)
    endPlane(e, [60, 40, 22, 12, 6][row] ?? 0)
    if (row < rows - 1)
      haze(e, sky.haze, (u, v) => (0.34 - 0.05 * row) * ramp(0.1, 0.5 + row * 0.1, v) * (0.75 + 0.5 * u))
  }
  for (let i = 0; i < 26; i++)
    lamp(e, (e.random() - 0.5) * 3, -0.2 - 1.1 * e.random(), 3.5, dim(sky.sun, 0.08 * e.random()))
  endPlane(e, 3.5)
}

const ridge = (e: Easel, row: number, rows: number, sun: Rgb, air: Rgb): void => {
  const salt = e.seed * 7 + row * 131
  const near = row / (rows - 1)
  const wave = 1.6 + row * 0.7
  const base = 0.3 - 0.62 * near
  const tall = row === 0 ? 0.3 : row === 1 ? 0.2 : 0.15
  const peak = (e.random() - 0.5) * 0.9
  const crest = (u: number): number => {
    const jag = 1 - Math.abs(2 * cloudNoise(u * wave + 40, row * 3.7, salt, row < 2 ? 6 : 5) - 1)
    const mass =
      row === 0
        ? 0.24 * Math.exp(-(((u - peak) / 0.32) ** 2))
        : row === 1
          ? 0.1 * Math.exp(-(((u + peak) / 0.5) ** 2))
          : 0
    return base * 0.5 + (jag - 0.72) * tall + mass
  }
  const points: number[] = [0, e.height]
  const heights = new Float32Array(e.width + 1)
  for (let x = 0; x <= e.width; x++) {
    const u = (e.flip * (x - e.width / 2)) / e.height
    const y = e.horizon - crest(u) * e.height
    heights[x] = y
    points.push(x, y)
  }
  points.push(e.width, e.height)
  const night = e.hour === 'night'
  const rock: Rgb = mix(ink(night ? 0x141b30 : 0x4f5668), ink(night ? 0x05070c : 0x20231c), near)
  const snow: Rgb = night ? ink(0x51638c, 0.6) : mix(ink(0xc8d6ee, 0.55), dim(sun, 0.2), 0.3)
  const lit = night ? dim(sun, 0.25) : dim(sun, 0.26 - 0.12 * near)
  e.touched = true
  fillPolygon(e.layer, points, (x, y, out) => {
    const depth = (y - (heights[x] ?? 0)) / e.height
    const u = (e.flip * (x - e.width / 2)) / e.height
    // Gullies: noise stretched down the slope; its change sideways says which flank sees the sun.
    const here = cloudNoise(u * 15 + depth * 9, depth * 7, salt + 9, 4)
    const beside = cloudNoise((u + 0.012) * 15 + depth * 9, depth * 7, salt + 9, 4)
    const slope = ramp(-0.07, 0.09, here - beside)
    const cap = row < 2 ? ramp(0.2 - 0.1 * row, 0.02, depth + 0.11 * (here - 0.5) * 2) : 0
    const trees = row >= 3 ? 0.6 + 0.4 * noise(u * 90, depth * 120, salt) : 1
    for (let c = 0; c < 3; c++) {
      const ground = ((rock[c] ?? 0) * (1 - cap) + (snow[c] ?? 0) * cap) * trees
      const shine = (lit[c] ?? 0) * slope * (0.25 + 0.75 * cap)
      const mist = ramp(0.05, 0.42, depth) * (1 - near) * 0.5
      out[c] = (ground * (0.35 + 0.5 * slope) + shine * ramp(0.5, 0, depth)) * (1 - mist) + (air[c] ?? 0) * mist
    }
  })
}
