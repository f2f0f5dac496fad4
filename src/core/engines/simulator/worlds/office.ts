import { dim, ink, mix, ramp } from './colour.ts'
import { ball, bar, board, type Easel, endPlane, fill, glow, haze, lamp, screenX, screenY, wash } from './easel.ts'
import { chance } from './noise.ts'
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
  const share = e.hour === 'night' ? 0.3 : e.hour === 'golden' ? 0.07 : 0.02
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
  const edge = screenY(e, -1.5, z)
  fill(
    e,
    [
      [-6, -1.5, z],
      [6, -1.5, z],
      [6, -1.5, 1.1],
      [-6, -1.5, 1.1],
    ],
    (x, y, out) => {
      const t = ramp(edge + e.height * 0.3, edge, y)
      const u = (x - screenX(e, 1.2, z)) / (e.width * 0.3)
      out.set(mix(dim(dark, 1.2), dim(sky.sun, night ? 0.02 : 0.12), t * Math.exp(-u * u)))
    },
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

const furniture = (e: Easel, dark: readonly [number, number, number]): void => {
  const z = 4.2
  const side = e.random() < 0.5 ? -1 : 1
  const wood = ink(0x4a2a18)
  // A long table with a lamp on one side, an armchair on the other.
  fill(
    e,
    [
      [side * 0.4, -0.72, z - 0.4],
      [side * 2.6, -0.72, z - 0.4],
      [side * 2.6, -0.72, z + 0.9],
      [side * 0.5, -0.72, z + 0.9],
    ],
    dim(wood, 0.9),
  )
  fill(
    e,
    [
      [side * 0.4, -0.72, z - 0.4],
      [side * 2.6, -0.72, z - 0.4],
      [side * 2.6, -0.8, z - 0.4],
      [side * 0.4, -0.8, z - 0.4],
    ],
    dim(wood, 0.3),
  )
  const lx = side * (0.95 + 0.2 * e.random())
  bar(e, [lx, -0.72, z], [lx, -0.3, z], 0.03, ink(0x6d4b22))
  fill(
    e,
    [
      [lx - 0.17, -0.3, z],
      [lx + 0.17, -0.3, z],
      [lx + 0.11, -0.05, z],
      [lx - 0.11, -0.05, z],
    ],
    ink(0xffd49a, 1.35),
  )
  glow(e, lx, -0.25, z, 0.36, ink(0xffab55, 0.45))
  for (let i = 0; i < 4; i++)
    board(
      e,
      side * (1.4 + i * 0.06),
      -0.72,
      side * (1.45 + i * 0.06),
      -0.48 - 0.03 * (i % 2),
      z,
      ink([0x7a2f25, 0x2c3f52, 0xb59a6a, 0x39332e][i] ?? 0, 0.5),
    )
  const ax = -side * (1.0 + 0.3 * e.random())
  ball(e, ax, -0.62, z + 0.4, 0.42, 0.55, dim(ink(0x3a2116), 0.7), 1, 0.08)
  ball(e, ax + 0.1, -0.5, z + 0.4, 0.25, 0.38, dim(ink(0x6b3c22), 0.6), 0.8, 0.7)
  board(e, ax - 0.5, -1.5, ax + 0.5, -0.85, z + 0.3, dark)
  endPlane(e, z)
  // A plant breaks the frame's edge.
  const px = -side * 1.45
  for (let i = 0; i < 26; i++) {
    const a = Math.PI * (0.15 + 0.7 * e.random())
    const r = 0.35 + 0.75 * e.random()
    const tip = [px + Math.cos(a) * r, -0.9 + Math.sin(a) * r * 1.3, 3.3] as const
    bar(e, [px, -1.1, 3.3], tip, 0.02 + 0.035 * e.random(), mix(ink(0x16240f, 0.7), ink(0x54682c, 0.6), e.random()))
  }
  endPlane(e, 3.3)
}
