import { dim, ink, mix, ramp } from './colour.ts'
import { bar, board, type Easel, endPlane, fill, glow, haze, lamp, pick, wash } from './easel.ts'
import { cloudNoise } from './noise.ts'

type Cloth = readonly [number, number]
const CLOTHS: readonly [Cloth, ...Cloth[]] = [
  [0x4a5058, 0x23272c],
  [0x6b5a4a, 0x2c231c],
  [0x3c4a52, 0x161d22],
  [0x5c4a50, 0x241b20],
]

/** A portrait studio: a hand-painted cloth with a pool of light, the edge of a softbox and its stand. */
export const paintStudio = (e: Easel): void => {
  const [light, dark] = pick(e, CLOTHS)
  const warm = e.hour === 'golden' ? ink(0xffc48a) : e.hour === 'night' ? ink(0xaebfe0) : ([1, 1, 1] as const)
  const cx = 0.08 + 0.12 * e.random()
  const cy = -0.02 + 0.08 * e.random()
  const a = ink(light)
  const b = ink(dark)
  wash(e, (x, y, out) => {
    const u = (e.flip * (x - e.width / 2)) / e.height - cx
    const v = (y - e.height * 0.42) / e.height - cy
    const cloth =
      cloudNoise(u * 3.2 + 11, v * 3.2 + 5, e.seed, 5) + 0.35 * (cloudNoise(u * 11, v * 8, e.seed + 3, 3) - 0.5)
    const pool = Math.exp(-(u * u * 4.4 + v * v * 3.4))
    const tone = mix(b, a, ramp(0.25, 0.75, cloth))
    const k = (0.28 + 1.9 * pool) * (0.82 + 0.36 * cloth)
    for (let c = 0; c < 3; c++) out[c] = (tone[c] ?? 0) * (warm[c] ?? 0) * k
  })
  // Folds where the cloth meets the floor.
  endPlane(e, 5)
  const z = 3.9
  const x = 1.12 + 0.12 * e.random()
  const tilt = 0.12
  bar(e, [x + 0.2, -2, z], [x + 0.2, 0.9, z], 0.03, [0.01, 0.01, 0.012])
  fill(
    e,
    [
      [x, 0.2, z],
      [x + 0.9, 0.35, z],
      [x + 0.9, 1.9, z],
      [x - tilt, 1.75, z],
    ],
    [0.012, 0.012, 0.014],
  )
  fill(
    e,
    [
      [x + 0.05, 0.27, z],
      [x + 0.9, 0.42, z],
      [x + 0.9, 1.82, z],
      [x - tilt + 0.06, 1.68, z],
    ],
    dim(mix(warm, [1, 1, 1], 0.5), 1.7),
  )
  glow(e, x + 0.3, 1, z, 0.5, dim(warm, 0.3))
  bar(e, [-1.18, -2, z], [-1.1, 2.4, z], 0.03, [0.012, 0.012, 0.014])
  board(e, -1.5, 0.9, -1.02, 1.5, z, [0.008, 0.008, 0.01])
  lamp(e, -1.03, 1.2, z, dim(warm, 1.4), 0.02)
  endPlane(e, z)
  haze(e, dim(mix(warm, a, 0.5), 0.3), (u, v) => 0.04 + 0.1 * ramp(0.5, 1, u) * ramp(0.9, 0.1, v))
}
