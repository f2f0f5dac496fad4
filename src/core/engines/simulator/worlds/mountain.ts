import type { Rgb } from '../shot.ts'
import { dim, ink, mix, ramp } from './colour.ts'
import { bar, type Easel, endPlane, fill, haze, lamp, wash } from './easel.ts'
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
  const violet = e.hour === 'golden' ? mix(sky.haze, ink(0x8a86b8, 0.5), 0.45) : sky.haze
  for (const [row, range] of RANGES.entries()) {
    ridge(e, row, range, sky.sun, violet)
    endPlane(e, 60 / (row + 1))
    if (row < RANGES.length - 1)
      haze(e, violet, (u, v) => (0.26 - 0.04 * row) * ramp(0.1, 0.5 + row * 0.1, v) * (0.7 + 0.5 * u))
  }
  meadow(e, sky.sun)
}

/** Grass and seed heads of the slope the figure stands on, lit through from behind. */
const meadow = (e: Easel, sun: Rgb): void => {
  const night = e.hour === 'night'
  const dark = ink(night ? 0x05080c : 0x1a2214, 0.8)
  const bright = night ? ink(0x2a3850, 0.4) : mix(ink(0x9a9a4c, 0.4), dim(sun, 0.14), 0.5)
  for (const z of [5, 3.6]) {
    const low = z === 5 ? -1.05 : -0.98
    fill(
      e,
      [
        [-4, low - 0.1, z],
        [4, low - 0.02, z],
        [4, -3, z],
        [-4, -3, z],
      ],
      dark,
    )
    for (let i = 0; i < 170; i++) {
      const x = (e.random() - 0.5) * 0.75 * z
      const root = low - 0.35 * e.random()
      const tall = 0.12 + 0.22 * e.random()
      const lean = (e.random() - 0.4) * 0.14
      const blade = mix(dark, bright, e.random() ** 2 * (0.4 + 0.6 * ramp(-1.4, 1.4, x)))
      bar(e, [x, root, z], [x + lean, root + tall, z], 0.014, blade)
      if (i % 9 === 0) lamp(e, x + lean, root + tall, z, dim(sun, (night ? 0.04 : 0.07) * e.random()), 0.01)
    }
    endPlane(e, z)
  }
}

interface Range {
  /** Height of the crest above the horizon and how jagged it is, in shares of the picture's height. */
  readonly lift: number
  readonly tall: number
  readonly wave: number
  readonly octaves: number
  /** 1 bare rock and snow, 0 forest. */
  readonly bare: number
}

const RANGES: readonly Range[] = [
  { lift: 0.12, tall: 0.3, wave: 1.6, octaves: 6, bare: 1 },
  { lift: 0.02, tall: 0.2, wave: 2.2, octaves: 5, bare: 0.8 },
  { lift: -0.06, tall: 0.16, wave: 2.6, octaves: 4, bare: 0.25 },
  { lift: -0.15, tall: 0.14, wave: 2.2, octaves: 3, bare: 0 },
  { lift: -0.28, tall: 0.14, wave: 1.7, octaves: 3, bare: 0 },
]

const ridge = (e: Easel, row: number, range: Range, sun: Rgb, air: Rgb): void => {
  const salt = e.seed * 7 + row * 131
  const near = row / (RANGES.length - 1)
  const peak = (e.random() - 0.5) * 0.8
  const forest = 1 - range.bare
  const crest = (u: number): number => {
    const jag = 1 - Math.abs(2 * cloudNoise(u * range.wave + 40, row * 3.7, salt, range.octaves) - 1)
    const mass =
      row === 0
        ? 0.22 * Math.exp(-(((u - peak) / 0.3) ** 2))
        : row === 1
          ? 0.08 * Math.exp(-(((u + peak) / 0.5) ** 2))
          : 0
    // Firs stand on the wooded crests.
    const fir =
      forest > 0.5
        ? (0.012 + 0.02 * near) *
          Math.max(0, 1 - Math.abs(((u * (70 - 35 * near) + 3 * noise(u * 9, 2, salt)) % 1) * 2)) *
          noise(u * 40, 1, salt)
        : 0
    return range.lift + (jag - 0.72) * range.tall + mass + fir
  }
  const points: number[] = [0, e.height]
  const heights = new Float32Array(e.width + 1)
  for (let x = 0; x <= e.width; x++) {
    const y = e.horizon - crest((e.flip * (x - e.width / 2)) / e.height) * e.height
    heights[x] = y
    points.push(x, y)
  }
  points.push(e.width, e.height)
  const night = e.hour === 'night'
  const rock: Rgb = mix(ink(night ? 0x141b30 : 0x4a5a78), ink(night ? 0x05070c : 0x1c2620), near)
  const snow: Rgb = night ? ink(0x51638c, 0.6) : mix(ink(0xb8ccf0, 0.55), dim(sun, 0.2), 0.25)
  const lit = dim(sun, night ? 0.2 : 0.3 - 0.2 * near)
  const octaves = range.bare > 0.5 ? 4 : 2
  e.touched = true
  fillPolygon(e.layer, points, (x, y, out) => {
    const depth = (y - (heights[x] ?? 0)) / e.height
    const u = (e.flip * (x - e.width / 2)) / e.height
    // Gullies: noise stretched down the slope; its change sideways says which flank sees the sun.
    const here = cloudNoise(u * 15 + depth * 9, depth * 7, salt + 9, octaves)
    const beside = cloudNoise((u + 0.012) * 15 + depth * 9, depth * 7, salt + 9, octaves)
    const slope = forest * 0.4 + range.bare * ramp(-0.07, 0.09, here - beside)
    const cap = row < 2 ? ramp(0.2 - 0.1 * row, 0.02, depth + 0.22 * (here - 0.5)) : 0
    const shine = slope * (0.2 + 0.8 * cap) * ramp(0.5, 0, depth) + forest * 0.35 * ramp(0.035, 0, depth)
    const mist = ramp(0.02, 0.3, depth) * (0.85 - 0.55 * near)
    for (let c = 0; c < 3; c++) {
      const ground = (rock[c] ?? 0) * (1 - cap) + (snow[c] ?? 0) * cap
      out[c] = (ground * (0.35 + 0.5 * slope) + (lit[c] ?? 0) * shine) * (1 - mist) + (air[c] ?? 0) * mist
    }
  })
}
