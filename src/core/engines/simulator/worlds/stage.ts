import type { Rgb } from '../shot.ts'
import { beam } from './beam.ts'
import { dim, ink, mix, ramp } from './colour.ts'
import { ball, bar, board, type Easel, endPlane, fill, glow, haze, lamp, pick, screenY, wash } from './easel.ts'
import { cloudNoise } from './noise.ts'
import { polished } from './reflect.ts'

type Palette = readonly [number, number]
const PALETTES: readonly [Palette, ...Palette[]] = [
  [0xff9a3c, 0x3a6bff],
  [0xff5a8a, 0x35b6ff],
  [0xffc46a, 0x7a4dff],
  [0xff7a3a, 0x25c7b8],
]
const BLACK: Rgb = [0.006, 0.006, 0.008]

/** A concert stage: lamps on trusses, fans of light through smoke, amplifiers and a drum kit in silhouette, wet-black floor. */
export const paintStage = (e: Easel): void => {
  const [first, second] = pick(e, PALETTES)
  const sun = ink(0xffa040)
  const warm =
    e.hour === 'day'
      ? mix(ink(first), [1, 0.9, 0.78], 0.5)
      : e.hour === 'golden'
        ? mix(ink(first), sun, 0.55)
        : ink(first)
  const cool = e.hour === 'golden' ? mix(ink(second), ink(0xff8a5a), 0.3) : ink(second)
  wash(e, (x, y, out) => {
    const v = y / e.height
    const u = (e.flip * (x - e.width / 2)) / e.width + 0.5
    const smoke = cloudNoise(u * 3, v * 2.4, e.seed, 4)
    out.set(dim(mix(cool, warm, ramp(0.2, 0.9, u)), 0.015 + 0.22 * smoke * ramp(0.05, 0.5, v) * ramp(0.85, 0.5, v)))
  })
  endPlane(e, 30)
  blinders(e, 13, warm)
  truss(e, 11, 2.9 + 0.5 * e.random(), 6, cool)
  truss(e, 9, 1.9 + 0.5 * e.random(), 5, warm)
  haze(e, dim(mix(warm, cool, 0.4), 0.2), (u, v) => 0.16 * ramp(0.1, 0.5, v) + 0.1 * u)
  floor(e, 8.5)
  gear(e, 7, warm)
  haze(e, dim(mix(warm, cool, 0.3), 0.16), (_u, v) => 0.3 * Math.exp(-(((v - 0.62) / 0.16) ** 2)))
  mikes(e, 3.8)
}

/** Clusters of lamps that look into the lens, at different heights. */
const blinders = (e: Easel, z: number, warm: Rgb): void => {
  const white = mix(warm, [1, 0.92, 0.8], 0.5)
  for (let i = 0; i < 6; i++) {
    const x = -3.3 + i * 1.3 + 0.3 * e.random()
    const y = -0.3 + 1.6 * e.random()
    const power = e.random() < 0.3 ? 0.4 : 1.2 + 2.2 * e.random()
    board(e, x - 0.36, y - 0.36, x + 0.36, y + 0.36, z, BLACK)
    bar(e, [x, y, z], [x, -1.5, z], 0.08, BLACK)
    for (const [dx, dy] of [
      [-0.18, -0.18],
      [0.18, -0.18],
      [-0.18, 0.18],
      [0.18, 0.18],
    ] as const)
      lamp(e, x + dx, y + dy, z, dim(white, power), 0.06)
    glow(e, x, y, z, 0.55, dim(warm, 0.3 * power))
  }
  endPlane(e, z)
}

const truss = (e: Easel, z: number, y: number, n: number, light: Rgb): void => {
  const reach = 0.36 * z
  bar(e, [-reach * 1.5, y, z], [reach * 1.5, y, z], 0.07, BLACK)
  bar(e, [-reach * 1.5, y + 0.5, z], [reach * 1.5, y + 0.5, z], 0.07, BLACK)
  for (let x = -reach * 1.5; x < reach * 1.5; x += 0.5) bar(e, [x, y, z], [x + 0.25, y + 0.5, z], 0.035, BLACK)
  const spread = 0.2 + 1.1 * e.random()
  const lean = (e.random() - 0.5) * 3
  for (let i = 0; i < n; i++) {
    const x = -reach + ((i + 0.5) * 2 * reach) / n
    board(e, x - 0.15, y - 0.28, x + 0.15, y + 0.06, z, BLACK)
    beam(e, [x, y - 0.2, z], [x * spread + lean, -4.2, z], 0.07, 0.85, dim(mix(light, [1, 1, 1], 0.12), 0.75))
    lamp(e, x, y - 0.24, z, dim(mix(light, [1, 1, 1], 0.35), 4), 0.08)
    glow(e, x, y - 0.24, z, 0.3, dim(light, 0.8))
  }
  endPlane(e, z * 0.6)
}

const floor = (e: Easel, z: number): void => {
  const line = screenY(e, -1.5, z)
  fill(
    e,
    [
      [-9, -1.5, z],
      [9, -1.5, z],
      [9, -1.5, 1],
      [-9, -1.5, 1],
    ],
    polished(e, line, [0.004, 0.004, 0.006], 0.55),
  )
  endPlane(e, z)
}

const gear = (e: Easel, z: number, warm: Rgb): void => {
  const edge = dim(warm, 0.22)
  for (let i = 0; i < 5; i++) {
    const x = -3.2 + i * 1.45 + 0.2 * e.random()
    const tall = 0.6 + 0.75 * e.random()
    const wide = 0.75 + 0.2 * e.random()
    if (e.random() < 0.2) continue
    board(e, x, -1.5, x + wide, -1.5 + tall, z + 0.6, [0.01, 0.009, 0.01])
    board(e, x + 0.07, -1.43, x + wide - 0.07, -1.62 + tall, z + 0.6, [0.022, 0.019, 0.018])
    for (const k of [0.28, 0.72]) ball(e, x + wide * k, -1.5 + tall * 0.42, z + 0.6, 0.16, 0.16, BLACK, 0.9, 0.2)
    board(e, x, -1.52 + tall, x + wide, -1.48 + tall, z + 0.6, edge)
    bar(e, [x + wide, -1.5, z + 0.6], [x + wide, -1.5 + tall, z + 0.6], 0.03, edge)
    lamp(e, x + 0.16, -1.57 + tall, z + 0.5, ink(pick(e, [0xff3a20, 0x59ff8a, 0xffb040]), 0.5))
  }
  drums(e, (e.random() < 0.5 ? -1 : 1) * (1.1 + 0.5 * e.random()), z, edge)
  endPlane(e, z)
}

const drums = (e: Easel, x: number, z: number, edge: Rgb): void => {
  ball(e, x, -1.03, z, 0.47, 0.47, edge)
  ball(e, x, -1.04, z, 0.45, 0.45, [0.012, 0.01, 0.01])
  ball(e, x, -1.04, z, 0.36, 0.36, [0.05, 0.042, 0.036], 0.9, 0.3)
  for (const [dx, dy, r] of [
    [-0.75, -0.1, 0.42],
    [0.8, 0.02, 0.45],
    [0.35, 0.3, 0.3],
  ] as const) {
    bar(e, [x + dx, dy, z], [x + dx * 0.9, -1.5, z], 0.03, [0.04, 0.036, 0.034])
    ball(e, x + dx, dy, z, r, 0.045, ink(0xd9a04a, 0.4))
    ball(e, x + dx + 0.1, dy + 0.01, z, r * 0.45, 0.02, ink(0xffe0a0, 1.8), 0.8, 0.8)
  }
  for (const dx of [-0.2, 0.19]) {
    board(e, x + dx - 0.18, -0.72, x + dx + 0.18, -0.44, z, [0.016, 0.014, 0.014])
    ball(e, x + dx, -0.44, z, 0.18, 0.04, edge)
  }
  board(e, x - 0.85, -1.35, x - 0.45, -0.75, z, [0.014, 0.012, 0.012])
  ball(e, x - 0.65, -0.75, z, 0.2, 0.045, edge)
}

const mikes = (e: Easel, z: number): void => {
  for (const side of [-1, 1]) {
    const x = side * (0.75 + 0.35 * e.random())
    const top = -0.1 + 0.25 * e.random()
    bar(e, [x, -1.6, z], [x, top - 0.25, z], 0.022, [0.012, 0.011, 0.01])
    bar(e, [x, top - 0.25, z], [x - side * 0.35, top, z], 0.018, [0.014, 0.012, 0.011])
    ball(e, x - side * 0.38, top + 0.02, z, 0.045, 0.05, [0.1, 0.09, 0.085])
  }
  endPlane(e, z)
}

/** Heads and raised hands of the first row, far out of focus. */
export const frontOfStage = (e: Easel): void => {
  const z = 1.15
  for (let i = 0; i < 6; i++) {
    const x = -0.42 + i * 0.17 + 0.04 * e.random()
    const low = 0.05 * (2.5 - Math.abs(i - 2.5))
    ball(e, x, -0.5 - 0.04 * e.random() - low, z, 0.055, 0.075, BLACK)
  }
  const hand = (e.random() < 0.5 ? -1 : 1) * 0.34
  bar(e, [hand, -0.7, z], [hand * 0.94, -0.32, z], 0.04, BLACK)
  ball(e, hand * 0.93, -0.3, z, 0.03, 0.045, BLACK)
  endPlane(e, z)
}
