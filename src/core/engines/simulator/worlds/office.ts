import type { Rgb } from '../shot.ts'
import { dim, ink, mix, ramp } from './colour.ts'
import { ball, bar, board, type Easel, endPlane, fill, glow, haze, lamp, pick, screenY, wash } from './easel.ts'
import { chance } from './noise.ts'
import { polished } from './reflect.ts'
import { skyOf, sunAt } from './sky-light.ts'

/** A corner office high above a city: the skyline through glass, the sun low between towers, a desk and a lamp inside. */
export const paintOffice = (e: Easel): void => {
  const sky = skyOf(e.hour)
  const sunX = 0.1 + 0.13 * e.random()
  wash(e, (x, y, out) => sky.at(((x - e.width / 2) * e.flip) / e.height, (e.horizon - y) / e.height, sunX, out))
  sunAt(e, sunX, 0.06 + 0.04 * e.random(), 1)
  endPlane(e, 900)
  for (let row = 0; row < 5; row++) {
    towers(e, 900 - row * 150, row)
    if (row < 4) haze(e, dim(sky.haze, 0.9), (u, v) => (0.36 - 0.05 * row) * ramp(0.1, 0.55, v) * (0.7 + 0.5 * u))
  }
  inside(e)
}

const towers = (e: Easel, z: number, row: number): void => {
  const night = e.hour === 'night'
  const golden = e.hour === 'golden'
  const sky = skyOf(e.hour)
  const reach = 0.42 * z
  let x = -reach
  while (x < reach) {
    const wide = (18 + 40 * e.random()) * (1 - row * 0.06)
    const tall = -60 + (60 + 150 * e.random() ** 2.2) * (z / 800) + (e.random() < 0.12 ? 60 : 0)
    const far = 1 - row / 5
    const body = mix(
      mix(ink(night ? 0x0a1020 : golden ? 0x4b3a3c : 0x6d7d8e), ink(night ? 0x141a28 : 0x2c323c), e.random()),
      sky.haze,
      far * 0.5,
    )
    board(e, x, -400, x + wide, tall, z, body)
    // The flank that faces the sun.
    if (!night) board(e, x + wide * 0.78, -400, x + wide, tall, z, mix(body, dim(sky.sun, 0.25), golden ? 0.75 : 0.4))
    if (e.random() < 0.3) bar(e, [x + wide / 2, tall, z], [x + wide / 2, tall + 18 + 25 * e.random(), z], 1.6, body)
    windows(e, x, wide, tall, z, row)
    x += wide + (e.random() < 0.3 ? 10 : 1) * e.random()
  }
  endPlane(e, z)
}

const windows = (e: Easel, x: number, wide: number, tall: number, z: number, row: number): void => {
  const share = e.hour === 'night' ? 0.3 : e.hour === 'golden' ? 0.07 : 0
  const gap = 6 + row
  const low = -90
  for (let wy = tall - 4; wy > low; wy -= gap)
    for (let wx = x + 3; wx < x + wide - 3; wx += gap) {
      const dice = e.random()
      if (dice > share) continue
      const cool = e.random()
      const light = cool < 0.2 ? ink(0xbfd8ff) : cool < 0.3 ? ink(0xff6a4a) : ink(0xffc27a)
      lamp(e, wx, wy, z, dim(light, e.hour === 'night' ? 0.35 + (1.1 * dice) / share : 0.8))
    }
}

const inside = (e: Easel): void => {
  const night = e.hour === 'night'
  const sky = skyOf(e.hour)
  const dark = night ? ink(0x07080b) : ink(0x1a1512)
  const z = 6.2
  // Mullions and a transom; the reveal catches the sun on one side.
  const start = -4.6 + e.random() * 1.2
  for (let i = 0; i < 7; i++) {
    const x = start + i * 1.55
    board(e, x - 0.05, -2, x + 0.05, 4, z, dark)
    board(e, x - 0.075, -2, x - 0.045, 4, z, dim(sky.sun, night ? 0.02 : 0.16))
  }
  board(e, -6, 1.75, 6, 1.84, z, dark)
  board(e, -6, -1.6, 6, -1.35, z, dark)
  fill(
    e,
    [
      [-6, 2.3, z],
      [6, 2.3, z],
      [6, 2.3, 1.2],
      [-6, 2.3, 1.2],
    ],
    mix(dark, sky.haze, 0.08),
  )
  // Floor with the sky in its polish.
  fill(
    e,
    [
      [-6, -1.5, z],
      [6, -1.5, z],
      [6, -1.5, 1.1],
      [-6, -1.5, 1.1],
    ],
    polished(e, screenY(e, -1.5, z), dim(dark, 0.6), 0.5),
  )
  endPlane(e, 5)
  furniture(e, dark)
  // Lights of the room mirrored in the glass.
  const count = night ? 9 : 3
  for (let i = 0; i < count; i++)
    lamp(
      e,
      -2.4 + 4.8 * chance(i, 3, e.seed),
      0.9 + 0.5 * chance(i, 4, e.seed),
      7,
      ink(0xffd9a0, night ? 0.8 : 0.25),
      0.03,
    )
  endPlane(e, 7)
  if (!night) haze(e, dim(sky.sun, 0.5), (u, v) => 0.1 * ramp(0.3, 1, u) * ramp(1, 0.2, v))
}

const furniture = (e: Easel, dark: Rgb): void => {
  const z = 4.2
  const side = e.random() < 0.5 ? -1 : 1
  const wood = ink(0x4a2a18)
  const table = polished(e, screenY(e, -0.72, z + 0.9), dim(wood, 0.35), 0.75)
  fill(
    e,
    [
      [side * 0.3, -0.72, z - 0.6],
      [side * 3.6, -0.72, z - 0.6],
      [side * 3.6, -0.72, z + 0.9],
      [side * 0.4, -0.72, z + 0.9],
    ],
    table,
  )
  board(e, side * 0.3, -0.8, side * 3.6, -0.72, z - 0.6, dim(wood, 0.5))
  board(e, side * 0.5, -1.5, side * 0.62, -0.8, z - 0.5, dim(wood, 0.14))
  const lx = side * (1.0 + 0.2 * e.random())
  bar(e, [lx, -0.72, z], [lx, -0.3, z], 0.03, ink(0x8d6b32, 0.7))
  fill(
    e,
    [
      [lx - 0.17, -0.3, z],
      [lx + 0.17, -0.3, z],
      [lx + 0.11, -0.05, z],
      [lx - 0.11, -0.05, z],
    ],
    ink(0xffd49a, 1.2),
  )
  glow(e, lx, -0.25, z, 0.36, ink(0xffab55, 0.4))
  for (let i = 0; i < 5; i++) {
    const x = side * (1.36 + i * 0.065)
    board(
      e,
      x,
      -0.72,
      x + side * 0.055,
      -0.44 - 0.04 * (i & 1),
      z,
      ink(pick(e, [0x7a2f25, 0x2c3f52, 0xb59a6a, 0x39332e]), 0.5),
    )
  }
  endPlane(e, z)
  chair(e, -side * (0.95 + 0.25 * e.random()), 3.9, dark)
  plant(e, -side * 1.35, 3.2)
}

/** A leather armchair seen from behind, its edges lit by the window. */
const chair = (e: Easel, x: number, z: number, dark: Rgb): void => {
  const leather = ink(0x5a3220)
  const rim = dim(skyOf(e.hour).sun, e.hour === 'night' ? 0.05 : 0.1)
  ball(e, x, -0.55, z, 0.36, 0.2, mix(dim(leather, 0.3), rim, 0.6), 1, 0.1)
  fill(
    e,
    [
      [x - 0.36, -1.2, z],
      [x + 0.36, -1.2, z],
      [x + 0.36, -0.55, z],
      [x - 0.36, -0.55, z],
    ],
    dim(leather, 0.22),
  )
  ball(e, x, -0.58, z, 0.34, 0.18, dim(leather, 0.22), 1, 0.1)
  for (const s of [-1, 1]) {
    ball(e, x + s * 0.42, -0.92, z, 0.11, 0.1, mix(dim(leather, 0.4), rim, s > 0 ? 0.6 : 0.2), 1, 0.2)
    board(e, x + s * 0.42 - 0.1, -1.5, x + s * 0.42 + 0.1, -0.94, z, dim(leather, 0.2))
  }
  board(e, x - 0.36, -1.6, x + 0.36, -1.2, z, dark)
  endPlane(e, z)
}

/** Broad leaves at the frame's edge, lit through from behind. */
const plant = (e: Easel, x: number, z: number): void => {
  const back = e.hour === 'night' ? 0.16 : 0.5
  for (let i = 0; i < 16; i++) {
    const a = Math.PI * (0.12 + 0.76 * e.random())
    const r = 0.4 + 0.6 * e.random()
    const tx = x + Math.cos(a) * r * 0.8
    const ty = -1 + Math.sin(a) * r * 1.25
    const leaf = mix(ink(0x14240f, back), ink(0x7a8a3c, back), e.random() ** 2)
    bar(e, [x, -1.2, z], [tx, ty, z], 0.014, ink(0x1c2a12, 0.5))
    for (let k = 0; k < 5; k++) {
      const t = 0.72 + 0.07 * k
      ball(
        e,
        x + (tx - x) * t,
        -1.2 + (ty + 1.2) * t,
        z,
        0.05 - 0.006 * Math.abs(k - 1.5),
        0.05 - 0.006 * k,
        leaf,
        0.95,
        0.3,
      )
    }
  }
  endPlane(e, z)
}
