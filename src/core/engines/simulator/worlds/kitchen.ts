import type { Rgb } from '../shot.ts'
import { dim, ink, mix, ramp } from './colour.ts'
import { ball, bar, board, type Easel, endPlane, fill, glow, haze, lamp, pick } from './easel.ts'
import { cloudNoise } from './noise.ts'
import { litBy, paintOn, paintRoom, type Source } from './room.ts'

const STEEL = ink(0xb4bac0)
const COPPER = ink(0xc9733c)

/** A professional kitchen: tiled walls, steel, a hood over flames, pans on a rail, warm lamps over the pass, steam. */
export const paintKitchen = (e: Easel): void => {
  const night = e.hour === 'night'
  const window: Rgb = e.hour === 'day' ? ink(0xdfeaff, 16) : e.hour === 'golden' ? ink(0xffb765, 18) : ink(0x2a3f70, 2)
  const back = 8.5 + e.random()
  const hob = -0.5 - 1.3 * e.random()
  const sources: Source[] = [
    { at: [2.6, 0.9, back - 2.5], light: window, soft: 1.2 },
    { at: [hob, -0.3, back - 1.4], light: ink(0xff8a30, 2.6), soft: 0.6 },
    { at: [hob, 1.2, back - 1.3], light: ink(0xffd9a4, 2.4), soft: 0.4 },
    { at: [-2, 1.9, 4], light: ink(0xffe2bd, night ? 2.2 : 1.4), soft: 1 },
  ]
  paintRoom(e, { left: -3.4, right: 3.1, floor: -1.5, ceiling: 2.3, back }, (s, x, y, z, out) => {
    litBy(sources, dim(ink(0x54657c), night ? 0.1 : 0.22), x, y, z, out)
    const across = s === 'left' || s === 'right' ? z : x
    if (s === 'floor') paintOn(out, ink(0x4c4038), 0.8)
    else if (s === 'ceiling') paintOn(out, ink(0x8b8880), 0.5)
    else if (y < 1.35 && y > -0.7) {
      const row = Math.floor(y / 0.12)
      const joint = Math.abs((across / 0.24 + (row % 2) * 0.5) % 1) < 0.06 || Math.abs((y / 0.12) % 1) < 0.1
      paintOn(out, joint ? ink(0x8d8a84) : ink(0xd8d4c9), 0.8)
    } else paintOn(out, y < 0 ? STEEL : ink(0x6d6a66), 0.7)
  })
  // The window, or the dark of the yard.
  const pane = night ? ink(0x1d2b4a, 0.8) : e.hour === 'golden' ? ink(0xffc98a, 2.2) : ink(0xe8f1ff, 1.9)
  for (let i = 0; i < 2; i++)
    fill(
      e,
      [
        [3.08, -0.1, 5.6 + i * 1.4],
        [3.08, -0.1, 6.8 + i * 1.4],
        [3.08, 1.6, 6.8 + i * 1.4],
        [3.08, 1.6, 5.6 + i * 1.4],
      ],
      pane,
    )
  endPlane(e, back)
  range(e, hob, back - 1.2)
  haze(e, ink(0xe8cdb0, 0.32), (u, v) => 0.04 + 0.1 * ramp(0.3, 0.6, u) * ramp(0.7, 0.2, v))
  pass(e, 5.6)
  rail(e, 4.4)
  steam(e, hob)
  counter(e, 3.4)
}

const range = (e: Easel, hob: number, z: number): void => {
  const wide = 1.5
  // Hood: a steel trapezium with a strip of light underneath.
  fill(
    e,
    [
      [hob - wide, 0.75, z],
      [hob + wide, 0.75, z],
      [hob + 0.7, 1.7, z],
      [hob - 0.7, 1.7, z],
    ],
    (_x, y, out) => out.set(dim(STEEL, 0.16 + 0.26 * ramp(e.height * 0.5, 0, y))),
  )
  board(e, hob - wide, 0.68, hob + wide, 0.77, z, dim(STEEL, 0.6))
  board(e, hob - 0.9, 0.63, hob + 0.9, 0.68, z, ink(0xffe6bd, 2.4))
  // The block of stoves, reflecting flames.
  board(e, hob - 1.7, -1.5, hob + 1.7, -0.55, z, dim(STEEL, 0.2))
  board(e, hob - 1.7, -0.6, hob + 1.7, -0.52, z, dim(STEEL, 0.75))
  for (let i = 0; i < 4; i++)
    board(e, hob - 1.5 + i * 0.8, -1.3, hob - 0.85 + i * 0.8, -0.75, z, dim(STEEL, 0.1 + 0.06 * i))
  for (let i = 0; i < 4; i++) {
    const x = hob - 1.2 + i * 0.8 + 0.1 * e.random()
    const r = 0.16 + 0.07 * e.random()
    board(e, x - r, -0.52, x + r, -0.3 + 0.1 * (i % 2), z - 0.1, dim(i % 2 ? COPPER : STEEL, 0.4))
    bar(e, [x + r, -0.36, z], [x + r + 0.25, -0.32, z], 0.035, dim(STEEL, 0.3))
  }
  endPlane(e, z)
  // Flames lick up in one pan.
  const x = hob + (e.random() - 0.5) * 1.4
  glow(e, x, -0.1, z, 0.42, ink(0xff7a1e, 1.6), 1.3)
  for (let i = 0; i < 16; i++) {
    const h = 0.75 * e.random() ** 1.4
    const k = 1 - h
    ball(
      e,
      x + (e.random() - 0.5) * 0.5 * (1.05 - h),
      -0.32 + h,
      z,
      0.1 * k + 0.03,
      0.2 * k + 0.06,
      mix(ink(0xff5a10, 1.6), ink(0xffc050, 3.4), k),
      0.75,
      0.7,
    )
  }
  for (let i = 0; i < 4; i++)
    for (let j = 0; j < 5; j++) lamp(e, hob - 1.3 + i * 0.8 + j * 0.06, -0.5, z - 0.2, ink(0x3c7bff, 0.5), 0)
  for (let i = 0; i < 10; i++)
    lamp(e, x + (e.random() - 0.5) * 0.9, 0.1 + e.random() * 0.9, z - 0.2, ink(0xff8a2a, 0.9 * e.random()))
  endPlane(e, z)
}

/** Lamps on cords over the pass, a shelf of plates, a cook at work. */
const pass = (e: Easel, z: number): void => {
  const from = -2 - 0.3 * e.random()
  for (let i = 0; i < 2; i++) {
    const x = (i ? 1.35 : -1.75) + (e.random() - 0.5) * 0.7
    const tall = 0.1 * (e.random() - 0.5)
    ball(e, x, -0.75 + tall, z + 0.6, 0.26, 0.62, dim(ink(0xe6e2da), i ? 0.5 : 0.28), 1, 0.1)
    ball(e, x, 0.03 + tall, z + 0.6, 0.1, 0.135, dim(ink(0xc89070), i ? 0.5 : 0.3))
    board(e, x - 0.1, 0.11 + tall, x + 0.1, 0.32 + tall, z + 0.6, dim(ink(0xf4f1ea), i ? 0.6 : 0.34))
  }
  endPlane(e, z + 0.6)
  for (let i = 0; i < 6; i++) {
    const x = from + i * 0.86
    const y = 1.0 + 0.04 * (i % 2)
    bar(e, [x, 2.6, z], [x, y + 0.2, z], 0.015, ink(0x0a0908))
    fill(
      e,
      [
        [x - 0.16, y, z],
        [x + 0.16, y, z],
        [x + 0.05, y + 0.22, z],
        [x - 0.05, y + 0.22, z],
      ],
      dim(COPPER, 0.38),
    )
    lamp(e, x, y - 0.03, z, ink(0xffbe6e, 4.2), 0.06)
    glow(e, x, y - 0.1, z, 0.32, ink(0xff9c48, 0.34), 1.2)
  }
  endPlane(e, z)
}

const rail = (e: Easel, z: number): void => {
  const y = 1.24 + 0.1 * e.random()
  bar(e, [-3, y, z], [3, y, z], 0.035, dim(STEEL, 0.4))
  for (let x = -1.7; x < 1.8; x += 0.3 + 0.12 * e.random()) {
    const r = 0.1 + 0.075 * e.random()
    const long = 0.16 + 0.14 * e.random()
    const metal = e.random() < 0.6 ? COPPER : STEEL
    const lit = 0.35 + 0.5 * ramp(-1.8, 1.8, x)
    bar(e, [x, y, z], [x, y - long, z], 0.028, dim(STEEL, 0.15))
    ball(e, x, y - long - r * 0.8, z, r, r, dim(metal, 0.34 * lit))
    ball(e, x + r * 0.1, y - long - r * 0.78, z, r * 0.78, r * 0.78, dim(metal, 0.62 * lit), 1, 0.4)
    ball(
      e,
      x + r * 0.4,
      y - long - r * 0.5,
      z,
      r * 0.24,
      r * 0.3,
      dim(mix(metal, [1, 0.9, 0.8], 0.6), 2.2 * lit),
      0.9,
      0.9,
    )
  }
  endPlane(e, z)
}

const steam = (e: Easel, hob: number): void => {
  const salt = e.seed + 5
  haze(e, ink(0xfff0dc, 0.5), (u, v) => {
    const at = (u - 0.5) * 2 - hob * 0.25
    const rise = cloudNoise(u * 5, v * 3.4, salt, 4)
    return 0.55 * ramp(0.42, 0.78, rise) * Math.max(0, 1 - Math.abs(at) * 0.8) * ramp(0.75, 0.3, v)
  })
}

/** The near work top with bowls, greens and a board. */
const counter = (e: Easel, z: number): void => {
  const y = -0.78
  fill(
    e,
    [
      [-4, y, z + 0.5],
      [4, y, z + 0.5],
      [4, y - 0.05, z - 0.3],
      [-4, y - 0.05, z - 0.3],
    ],
    dim(STEEL, 0.5),
  )
  board(e, -4, -2.2, 4, y - 0.05, z - 0.3, dim(STEEL, 0.12))
  for (let i = 0; i < 7; i++) {
    const x = -1.3 + i * 0.43 + 0.12 * e.random()
    const r = 0.1 + 0.06 * e.random()
    const what = pick(e, [ink(0xe9e4da), ink(0x4d7a2c), ink(0xc2361f), ink(0xd9a441)])
    ball(e, x, y + r * 0.7, z, r, r * 0.7, dim(what, 0.5))
    ball(e, x + r * 0.3, y + r, z, r * 0.4, r * 0.3, dim(what, 1.1), 0.8, 0.8)
  }
  endPlane(e, z)
}

/** Steel and a blurred herb pot at the corner of the lens. */
export const frontOfKitchen = (e: Easel): void => {
  const side = e.random() < 0.5 ? -1 : 1
  const z = 0.85
  ball(e, side * 0.3, -0.44, z, 0.13, 0.09, dim(COPPER, 0.35))
  ball(e, side * 0.27, -0.39, z, 0.05, 0.025, dim(COPPER, 1.3), 0.9, 0.8)
  for (let i = 0; i < 9; i++)
    ball(
      e,
      -side * (0.24 + 0.1 * e.random()),
      -0.4 - 0.08 * e.random(),
      z,
      0.035,
      0.025,
      ink(0x4f7d2e, 0.25 + 0.3 * e.random()),
    )
  endPlane(e, z)
}
