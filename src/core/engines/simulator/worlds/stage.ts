import type { Rgb } from '../shot.ts'
import { dim, ink, mix, ramp } from './colour.ts'
import { ball, bar, board, type Easel, endPlane, fill, glow, haze, lamp, pick, wash } from './easel.ts'

type Palette = readonly [number, number]
const PALETTES: readonly [Palette, ...Palette[]] = [
  [0xff9a3c, 0x3a6bff],
  [0xff5a8a, 0x35b6ff],
  [0xffc46a, 0x7a4dff],
  [0xff7a3a, 0x25c7b8],
]

/** A concert stage: rows of lamps on trusses, fans of light through smoke, amplifiers and a drum kit in silhouette. */
export const paintStage = (e: Easel): void => {
  const [first, second] = pick(e, PALETTES)
  const warm =
    e.hour === 'day'
      ? mix(ink(first), [1, 0.9, 0.78], 0.5)
      : e.hour === 'golden'
        ? mix(ink(first), ink(0xffa040), 0.55)
        : ink(first)
  const cool = e.hour === 'golden' ? mix(ink(second), ink(0xff8a4a), 0.45) : ink(second)
  wash(e, (x, y, out) => {
    const v = y / e.height
    const u = (e.flip * (x - e.width / 2)) / e.width + 0.5
    const c = mix(cool, warm, ramp(0.2, 0.9, u))
    out.set(dim(c, 0.02 + 0.1 * ramp(0, 0.45, v) * ramp(0.9, 0.5, v)))
  })
  endPlane(e, 30)
  wall(e, 13, warm)
  const rows = [
    { z: 11, y: 3.1 + 0.4 * e.random(), n: 7, light: cool },
    { z: 9, y: 2.2 + 0.3 * e.random(), n: 6, light: warm },
  ]
  for (const row of rows) truss(e, row.z, row.y, row.n, row.light)
  haze(e, dim(mix(warm, cool, 0.4), 0.2), (u, v) => 0.22 * ramp(0, 0.5, v) + 0.08 * u)
  gear(e, 7)
  haze(e, dim(warm, 0.16), (_u, v) => 0.25 * ramp(0.55, 0.95, v))
  mikes(e, 4)
}

/** A low wall of lamps that look into the lens. */
const wall = (e: Easel, z: number, warm: Rgb): void => {
  const columns = 9
  for (let i = 0; i < columns; i++)
    for (let j = 0; j < 3; j++) {
      const x = (i - (columns - 1) / 2) * 0.95
      const y = -0.2 + j * 0.75
      const on = e.random() < 0.72
      board(e, x - 0.3, y - 0.28, x + 0.3, y + 0.28, z, [0.004, 0.004, 0.006])
      if (!on) continue
      lamp(e, x, y, z, dim(mix(warm, [1, 0.92, 0.8], 0.45), 1.6 + 2.4 * e.random()), 0.13)
      glow(e, x, y, z, 0.5, dim(warm, 0.22))
    }
  endPlane(e, z)
}

const truss = (e: Easel, z: number, y: number, n: number, light: Rgb): void => {
  const reach = 0.36 * z
  const steel: Rgb = [0.01, 0.01, 0.012]
  bar(e, [-reach * 1.5, y, z], [reach * 1.5, y, z], 0.07, steel)
  bar(e, [-reach * 1.5, y + 0.5, z], [reach * 1.5, y + 0.5, z], 0.07, steel)
  for (let x = -reach * 1.5; x < reach * 1.5; x += 0.5) bar(e, [x, y, z], [x + 0.25, y + 0.5, z], 0.035, steel)
  const lean = (e.random() - 0.5) * 1.4
  for (let i = 0; i < n; i++) {
    const x = -reach + ((i + 0.5) * 2 * reach) / n
    const to = x * (0.5 + 0.3 * e.random()) + lean * 2
    for (const [w, k] of [
      [0.28, 0.07],
      [0.6, 0.04],
      [1.05, 0.022],
    ] as const) {
      const drop = -5
      fill(
        e,
        [
          [x - 0.06, y - 0.1, z],
          [x + 0.06, y - 0.1, z],
          [to + w, drop, z],
          [to - w, drop, z],
        ],
        mix(light, [1, 1, 1], 0.15),
        k * 1.6,
      )
    }
    board(e, x - 0.14, y - 0.26, x + 0.14, y + 0.06, z, steel)
    lamp(e, x, y - 0.24, z, dim(mix(light, [1, 1, 1], 0.35), 5), 0.09)
    glow(e, x, y - 0.24, z, 0.28, dim(light, 0.9))
  }
  endPlane(e, z * 0.6)
}

const gear = (e: Easel, z: number): void => {
  const dark: Rgb = [0.006, 0.006, 0.008]
  const x = (e.random() - 0.5) * 2 + (e.random() < 0.5 ? -1.1 : 1.1)
  for (let i = 0; i < 4; i++)
    board(e, -2.8 + i * 1.5, -1.6, -1.6 + i * 1.5, -0.55 + 0.3 * (i % 2), z + 0.6, [0.012, 0.011, 0.012])
  for (let i = 0; i < 4; i++)
    lamp(e, -2.6 + i * 1.5, -0.72 + 0.3 * (i % 2), z + 0.5, ink(i % 2 ? 0xff3a20 : 0x59ff8a, 0.9))
  ball(e, x, -1.0, z, 0.45, 0.45, dark)
  ball(e, x, -1.0, z, 0.38, 0.38, [0.05, 0.04, 0.035], 0.8, 0.2)
  for (const [dx, dy, r] of [
    [-0.75, -0.1, 0.42],
    [0.8, 0.02, 0.45],
    [0.35, 0.3, 0.3],
  ] as const) {
    bar(e, [x + dx, dy, z], [x + dx * 0.9, -1.5, z], 0.03, dark)
    ball(e, x + dx, dy, z, r, 0.045, ink(0xd9a04a, 0.5))
    ball(e, x + dx + 0.1, dy + 0.01, z, r * 0.4, 0.02, ink(0xffe0a0, 1.6), 0.8, 0.8)
  }
  for (const dx of [-0.4, 0.25]) ball(e, x + dx, -0.5, z, 0.2, 0.17, dark)
  endPlane(e, z)
}

const mikes = (e: Easel, z: number): void => {
  for (const side of [-1, 1]) {
    const x = side * (0.75 + 0.35 * e.random())
    const top = -0.1 + 0.25 * e.random()
    bar(e, [x, -1.6, z], [x, top - 0.25, z], 0.025, [0.012, 0.011, 0.01])
    bar(e, [x, top - 0.25, z], [x - side * 0.35, top, z], 0.02, [0.014, 0.012, 0.011])
    ball(e, x - side * 0.38, top + 0.02, z, 0.05, 0.055, [0.05, 0.045, 0.04])
  }
  endPlane(e, z)
}

/** Heads of the first row, far out of focus. */
export const frontOfStage = (e: Easel): void => {
  const z = 0.9
  for (let i = 0; i < 5; i++) {
    const x = -0.4 + i * 0.2 + 0.05 * e.random()
    ball(e, x, -0.53 - 0.05 * e.random() - 0.04 * (2 - Math.abs(i - 2)), z, 0.06, 0.085, [0.004, 0.004, 0.006])
  }
  endPlane(e, z)
}
