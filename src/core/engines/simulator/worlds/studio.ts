import { dim, ink, mix, ramp } from './colour.ts'
import { bar, board, type Easel, endPlane, fill, glow, haze, lamp, pick, wash } from './easel.ts'
import { cloudNoise } from './noise.ts'

type Cloth = readonly [number, number]
const CLOTHS: readonly [Cloth, ...Cloth[]] = [
  [0x5a6068, 0x23272c],
  [0x75675a, 0x2c2520],
  [0x465a66, 0x161d22],
  [0x6a5a60, 0x241e22],
]

/** A portrait studio: a hand-painted cloth with a pool of light, the edge of a softbox, a hair light on its boom. */
export const paintStudio = (e: Easel): void => {
  const [light, dark] = pick(e, CLOTHS)
  const warm = e.hour === 'golden' ? ink(0xffe2c4) : e.hour === 'night' ? ink(0xbccbe6) : ([1, 1, 1] as const)
  const cx = 0.05 + 0.12 * e.random()
  const cy = -0.04 + 0.08 * e.random()
  const a = ink(light)
  const b = ink(dark)
  wash(e, (x, y, out) => {
    const u = (e.flip * (x - e.width / 2)) / e.height - cx
    const v = (y - e.height * 0.4) / e.height - cy
    // Brush strokes lean; the pool is oval and falls to almost nothing in the corners.
    const stroke = cloudNoise(u * 7 + v * 5, v * 4 - u * 2, e.seed, 4)
    const patch = cloudNoise(u * 2.2 + 11, v * 2.2 + 5, e.seed + 3, 3)
    const pool = Math.exp(-(u * u * 5.5 + v * v * 4))
    const tone = 0.2 + 0.5 * ramp(0.3, 0.7, patch) + 0.7 * (stroke - 0.5) + 0.25 * pool
    const k = 0.1 + 1.9 * pool
    for (let c = 0; c < 3; c++) out[c] = ((b[c] ?? 0) * (1 - tone) + (a[c] ?? 0) * tone) * (warm[c] ?? 0) * k
  })
  endPlane(e, 5)
  const z = 3.9
  const x = 0.84 + 0.14 * e.random()
  const white = dim(mix(warm, [1, 1, 1], 0.5), 0.8)
  bar(e, [x + 0.4, -2, z], [x + 0.4, 0.9, z], 0.03, [0.01, 0.01, 0.012])
  const pane = (grow: number, paint: Parameters<typeof fill>[2]): void =>
    fill(
      e,
      [
        [x - grow, 0.34 - grow, z],
        [x + 1, 0.5 - grow, z],
        [x + 1, 1.75 + grow, z],
        [x - 0.14 - grow, 1.5 + grow, z],
      ],
      paint,
    )
  pane(0.05, [0.012, 0.012, 0.014])
  pane(0, white)
  glow(e, x + 0.3, 1, z, 0.42, dim(warm, 0.22))
  bar(e, [-1.1, -2, z], [-1.02, 2.4, z], 0.03, [0.012, 0.012, 0.014])
  bar(e, [-1.05, 1.42, z], [-0.55, 1.66, z], 0.025, [0.012, 0.012, 0.014])
  board(e, -0.6, 1.52, -0.38, 1.74, z, [0.008, 0.008, 0.01])
  lamp(e, -0.4, 1.58, z, dim(warm, 2.4), 0.03)
  glow(e, -0.4, 1.56, z, 0.16, dim(warm, 0.4))
  endPlane(e, 60)
  haze(e, dim(mix(warm, a, 0.5), 0.24), (u, v) => 0.03 + 0.12 * ramp(0.5, 1, u) * ramp(0.9, 0.1, v))
}
