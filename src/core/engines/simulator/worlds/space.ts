import type { Rgb } from '../shot.ts'
import { dim, ink, mix, ramp } from './colour.ts'
import { bar, board, type Easel, endPlane, fill, glow, haze, lamp, pick, wash } from './easel.ts'
import { chance, cloudNoise } from './noise.ts'

const INDICATORS = [0x4ad8ff, 0xffb04a, 0x9ad0ff, 0xff5a4a, 0xe8f0ff] as const
const CITY = [1.2, 0.7, 0.3]

/** Orbit: a planet's lit limb and thin air, stars and a nebula, seen from a window with instruments around it. */
export const paintSpace = (e: Easel): void => {
  const size = 0.85 + 0.5 * e.random()
  // Centre and radius of the planet, in shares of the height from the middle of the frame.
  const px = (e.random() - 0.5) * 0.5 + 0.16
  const py = size + 0.02 + 0.08 * e.random()
  const sun: readonly [number, number] =
    e.hour === 'night' ? [0.85, -0.52] : e.hour === 'golden' ? [0.72, -0.45] : [0.45, -0.5]
  const turn = sun[0] * sun[0] + sun[1] * sun[1]
  const warm: Rgb = e.hour === 'golden' ? ink(0xffa860) : ink(0xfff6ec)
  const air: Rgb = e.hour === 'golden' ? mix(ink(0x5aa0ff), ink(0xff9a4c), 0.4) : ink(0x4d9cff)
  wash(e, (x, y, out) => {
    const u = (e.flip * (x - e.width / 2)) / e.height
    const v = (y - e.height * 0.5) / e.height
    const cloudy = cloudNoise(u * 2.2 + 9, v * 2.2 + u, e.seed + 4, 4)
    const veil = ramp(0.42, 0.85, cloudy) * 0.1
    out[0] = 0.003 + veil * 0.55
    out[1] = 0.004 + veil * 0.28
    out[2] = 0.009 + veil * 0.8
    const dx = u - px
    const dy = v - py
    const r = Math.sqrt(dx * dx + dy * dy) / size
    if (r < 1.12) {
      const facing = (dx * sun[0] + dy * sun[1]) / (size * Math.max(0.6, Math.sqrt(turn)))
      const bright = ramp(-0.25, 0.85, facing)
      const edge = r < 1 ? Math.exp(-(1 - r) * 22) : Math.exp(-(r - 1) * 38)
      for (let c = 0; c < 3; c++) out[c] = (out[c] ?? 0) + (air[c] ?? 0) * edge * (0.08 + 1.5 * bright)
      if (r < 1) {
        const z = Math.sqrt(1 - r * r)
        const lon = dx / size / (0.3 + z)
        const lat = dy / size / (0.3 + z)
        const land = ramp(0.5, 0.56, cloudNoise(lon * 2.4 + 5, lat * 2.4, e.seed, 5))
        const cloud = ramp(0.5, 0.75, cloudNoise(lon * 3.4 + lat, lat * 6, e.seed + 8, 5))
        const ground = mix(ink(0x0d3f86, 0.8), ink(0x6a6a3c), land)
        const light = 0.9 * bright
        for (let c = 0; c < 3; c++) {
          const skin = (ground[c] ?? 0) * (1 - cloud) + 0.85 * cloud
          out[c] = (out[c] ?? 0) + skin * light * (warm[c] ?? 0) * (0.4 + 0.6 * z)
        }
        if (bright < 0.25 && land > 0.5 && chance(x, y, e.seed) < 0.02)
          for (let c = 0; c < 3; c++) out[c] = (out[c] ?? 0) + (CITY[c] ?? 0) * (0.25 - bright) * 4
      }
    }
  })
  endPlane(e, 60)
  stars(e, px, py, size)
  // The sun comes over the limb.
  const a = Math.atan2(sun[1], sun[0])
  const limbX = px + Math.cos(a) * size
  const limbY = py + Math.sin(a) * size
  const z = 100
  const wx = ((limbX * e.height * e.flip + e.width / 2 - e.centre) / (e.flip * e.focal)) * z
  const wy = ((e.horizon - (e.height * 0.5 + limbY * e.height)) / e.focal) * z
  glow(e, wx, wy, z, z * 0.03, dim(warm, 2.2))
  glow(e, wx, wy, z, z * 0.1, dim(mix(warm, air, 0.5), 0.35))
  endPlane(e, 5)
  cabin(e)
  haze(e, dim(air, 0.08), (u, v) => 0.1 * u * ramp(1, 0.2, v))
}

const stars = (e: Easel, px: number, py: number, size: number): void => {
  for (let i = 0; i < 160; i++) {
    const u = (e.random() - 0.5) * 1.9
    const v = (e.random() - 0.5) * 1.05
    const power = e.random() ** 4
    if (Math.hypot(u - px, v - py) < size * 1.02) continue
    const x = ((u * e.height * e.flip + e.width / 2 - e.centre) / (e.flip * e.focal)) * 400
    lamp(
      e,
      x,
      ((e.horizon - (v + 0.5) * e.height) / e.focal) * 400,
      400,
      dim(mix(ink(0xbcd4ff), ink(0xffd9b0), e.random()), 0.03 + 2.4 * power),
      0,
      0.3 + 0.4 * power,
    )
  }
  endPlane(e, 400)
}

/** The window's frame with handrails, panels and small lights. */
const cabin = (e: Easel): void => {
  const z = 3.6
  const dark: Rgb = [0.012, 0.014, 0.018]
  const metal = ink(0x8d98a6, 0.16)
  const w = 1.15 + 0.2 * e.random()
  const top = 1.25
  const low = -1.15
  // A window with cut corners: the frame is what is around it.
  const c = 0.4
  const inner: [number, number, number][] = [
    [-w + c, top, z],
    [w - c, top, z],
    [w, top - c, z],
    [w, low + c, z],
    [w - c, low, z],
    [-w + c, low, z],
    [-w, low + c, z],
    [-w, top - c, z],
  ]
  fill(e, [[-6, 5, z], [6, 5, z], [6, -5, z], [-6, -5, z], [-6, 5, z], ...inner, [-w + c, top, z]], dark)
  for (let i = 0; i < 8; i++) {
    const a = inner[i]
    const b = inner[(i + 1) % 8]
    if (a === undefined || b === undefined) continue
    bar(e, a, b, 0.09, i === 2 || i === 1 ? dim(metal, 2.4) : metal)
    bar(e, a, b, 0.03, dim(metal, 3.2))
  }
  for (const x of [-w * 0.36, w * 0.4]) bar(e, [x, top, z], [x * 1.15, low, z], 0.07, dim(metal, 0.7))
  for (let i = 0; i < 40; i++) {
    const x = -1.5 + 3 * e.random()
    const y = low - 0.16 - 0.45 * e.random()
    if (i % 3 === 0) board(e, x - 0.16, y - 0.05, x + 0.16, y + 0.05, z, dim(metal, 0.5 + 0.5 * e.random()))
    lamp(e, x, y, z, ink(pick(e, INDICATORS), 0.1 + 0.5 * e.random() ** 2), 0, 0.6)
  }
  for (let i = 0; i < 34; i++) {
    const side = i % 2 ? 1 : -1
    const x = side * (w + 0.12 + 0.35 * e.random())
    const y = -1.1 + 2.2 * e.random()
    if (i < 12) board(e, x - 0.09, y - 0.06, x + 0.09, y + 0.06, z, dim(metal, 0.6))
    lamp(e, x, y, z, ink(pick(e, INDICATORS), 0.5 * e.random() + 0.1))
  }
  endPlane(e, z)
}
