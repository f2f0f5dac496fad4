import type { Rgb } from '../shot.ts'
import { dim, ink, mix, ramp } from './colour.ts'
import { ball, bar, board, type Easel, endPlane, fill, glow, haze, lamp, pick, screenY } from './easel.ts'
import { chance, cloudNoise } from './noise.ts'
import { polished } from './reflect.ts'
import { litBy, paintOn, paintRoom, type Source } from './room.ts'

const STEEL = ink(0xb4bac0)
const COPPER = ink(0xd07a45)

/** A professional kitchen: tiled walls, steel, a hood over flames, pans on a rail, warm lamps over the pass, steam. */
export const paintKitchen = (e: Easel): void => {
  const night = e.hour === 'night'
  const window: Rgb = e.hour === 'day' ? ink(0xe6eeff, 13) : e.hour === 'golden' ? ink(0xffc68c, 10) : ink(0x2a3f70, 2)
  const back = 8.5 + e.random()
  const hob = -0.3 - 1.3 * e.random()
  const sources: Source[] = [
    { at: [2.7, 0.9, back - 2.5], light: window, soft: 1.2 },
    { at: [hob, -0.2, back - 1.4], light: ink(0xff8a3a, 1.6), soft: 0.5 },
    { at: [hob, 1.0, back - 1.1], light: ink(0xffe2bd, 2), soft: 0.4 },
    { at: [-2, 1.9, 4], light: ink(0xffe2bd, night ? 1.4 : 1), soft: 1 },
  ]
  paintRoom(e, { left: -3.4, right: 3.1, floor: -1.5, ceiling: 2.3, back }, (s, x, y, z, out) => {
    litBy(sources, dim(ink(0x5c7c9c), night ? 0.08 : 0.2), x, y, z, out)
    const across = s === 'left' || s === 'right' ? z : x
    if (s === 'floor') paintOn(out, ink(0x4c4038), 0.8)
    else if (s === 'ceiling') paintOn(out, ink(0x8b8880), 0.4)
    else if (y < 1.45 && y > -0.7) {
      const row = Math.floor(y / 0.12)
      const at = across / 0.24 + (row & 1) * 0.5
      const joint = at - Math.floor(at) < 0.07 || y / 0.12 - row < 0.12
      const glaze = 0.62 + 0.3 * chance(Math.floor(at), row, e.seed)
      paintOn(out, joint ? ink(0x77756f) : ink(0xd5d2c8), joint ? 0.6 : glaze)
    } else paintOn(out, y < 0 ? STEEL : ink(0x55534f), 0.6)
  })
  const pane = night ? ink(0x1d2b4a, 0.8) : e.hour === 'golden' ? ink(0xffd6a4, 2.2) : ink(0xe8f1ff, 1.9)
  for (let i = 0; i < 2; i++) {
    const z = 5.6 + i * 1.4
    fill(
      e,
      [
        [3.08, -0.1, z],
        [3.08, -0.1, z + 1.2],
        [3.08, 1.6, z + 1.2],
        [3.08, 1.6, z],
      ],
      pane,
    )
  }
  shelf(e, back - 0.3, hob)
  endPlane(e, back)
  range(e, hob, back - 1.2)
  haze(
    e,
    e.hour === 'golden' ? ink(0xf0c898, 0.34) : ink(0xe8d2bc, 0.28),
    (u, v) => 0.04 + 0.1 * ramp(0.3, 0.7, u) * ramp(0.7, 0.2, v),
  )
  cooks(e, 6.4)
  pass(e, 5.4)
  rail(e, 4.2)
  steam(e, hob)
  counter(e, 3.2)
}

/** A long shelf of pots and stacked plates on the wall. */
const shelf = (e: Easel, z: number, hob: number): void => {
  for (const y of [0.25, 0.85]) {
    const from = hob + 1.75
    board(e, from, y - 0.04, 4, y, z, dim(STEEL, 0.5))
    for (let x = from + 0.15; x < 3.2; x += 0.32 + 0.1 * e.random()) {
      const r = 0.09 + 0.06 * e.random()
      const what = pick(e, [dim(COPPER, 0.5), dim(STEEL, 0.4), ink(0xe9e6df, 0.55)])
      board(e, x - r, y, x + r, y + r * 1.6, z, dim(what, 0.6))
      board(e, x + r * 0.2, y, x + r * 0.7, y + r * 1.6, z, dim(what, 1.5))
    }
  }
}

const range = (e: Easel, hob: number, z: number): void => {
  const wide = 1.5
  fill(
    e,
    [
      [hob - wide, 0.75, z],
      [hob + wide, 0.75, z],
      [hob + 0.7, 1.9, z],
      [hob - 0.7, 1.9, z],
    ],
    (x, y, out) => {
      // Brushed steel: bright bands that run down.
      const band = 0.5 + 0.5 * cloudNoise((x / e.height) * 14, 3, e.seed, 3)
      out.set(dim(STEEL, (0.08 + 0.2 * ramp(e.height * 0.5, 0, y)) * band))
    },
  )
  board(e, hob - wide, 0.66, hob + wide, 0.77, z, dim(STEEL, 0.55))
  board(e, hob - wide, 0.745, hob + wide, 0.77, z, dim(STEEL, 1.1))
  board(e, hob - 0.9, 0.62, hob + 0.9, 0.66, z, ink(0xffe6bd, 2))
  board(e, hob - 1.7, -1.5, hob + 1.7, -0.55, z, dim(STEEL, 0.14))
  for (let i = 0; i < 4; i++) {
    const x = hob - 1.5 + i * 0.8
    board(e, x, -1.3, x + 0.65, -0.78, z, dim(STEEL, 0.07 + 0.04 * i))
    bar(e, [x + 0.05, -0.74, z], [x + 0.6, -0.74, z], 0.035, dim(STEEL, 0.6))
  }
  board(e, hob - 1.7, -0.6, hob + 1.7, -0.52, z, dim(STEEL, 0.75))
  for (let i = 0; i < 5; i++) {
    const x = hob - 1.35 + i * 0.66 + 0.1 * e.random()
    const r = 0.13 + 0.09 * e.random()
    const y = -0.52 + 0.2 + 0.16 * (i % 2)
    const metal = i % 2 ? COPPER : STEEL
    board(e, x - r, -0.52, x + r, y, z - 0.1, dim(metal, 0.16))
    board(e, x + r * 0.1, -0.52, x + r * 0.6, y, z - 0.1, dim(metal, 0.6))
    bar(e, [x + r, y - 0.04, z], [x + r + 0.25, y, z], 0.035, dim(STEEL, 0.3))
  }
  endPlane(e, z)
  flames(e, hob, z)
}

const flames = (e: Easel, hob: number, z: number): void => {
  const x = hob + 0.5 + 0.5 * e.random()
  glow(e, x, 0.0, z, 0.5, ink(0xff7a24, 0.8), 1.2)
  for (let i = 0; i < 14; i++) {
    const h = e.random() ** 1.3
    const sway = 0.16 * Math.sin(i * 2.4) * (0.4 + h)
    const k = 1 - h * 0.75
    glow(e, x + sway, -0.3 + 0.75 * h, z, 0.045 * k + 0.02, mix(ink(0xff6a18, 0.9), ink(0xffc060, 1.5), k), 2.4)
  }
  for (let i = 0; i < 3; i++)
    for (let j = 0; j < 5; j++) lamp(e, hob - 1.3 + i * 0.8 + j * 0.07, -0.5, z - 0.2, ink(0x3c7bff, 0.32))
  for (let i = 0; i < 12; i++) {
    const h = e.random()
    lamp(e, x + (e.random() - 0.5) * (0.3 + h), 0.1 + h * 1.2, z - 0.2, ink(0xff9a3a, 0.7 * e.random()))
  }
  endPlane(e, z)
}

/** Cooks in whites, one to each side. */
const cooks = (e: Easel, z: number): void => {
  for (let i = 0; i < 2; i++) {
    const x = (i ? 1.2 : -1.6) + (e.random() - 0.5) * 0.6
    const y = 0.1 * (e.random() - 0.5)
    const lit = (i ? 0.42 : 0.22) * (e.hour === 'night' ? 0.7 : 1)
    const lean = (e.random() - 0.5) * 0.14
    const white = ink(0xe8e4dc)
    ball(e, x, -0.85 + y, z, 0.3, 0.75, dim(white, lit * 0.7), 1, 0.08)
    ball(e, x + 0.08, -0.62 + y, z, 0.18, 0.5, dim(white, lit * 1.3), 0.8, 0.7)
    bar(e, [x + 0.2, -0.35 + y, z], [x + 0.35, -0.75 + y, z], 0.15, dim(white, lit))
    ball(e, x + lean, 0.03 + y, z, 0.1, 0.135, dim(ink(0xc89070), lit * 0.9))
    ball(e, x + lean + 0.04, 0.03 + y, z, 0.05, 0.11, dim(ink(0xe0a888), lit * 1.6), 0.8, 0.8)
    board(e, x + lean - 0.1, 0.11 + y, x + lean + 0.1, 0.3 + y, z, dim(white, lit * 1.1))
  }
  endPlane(e, z)
}

/** Lamps on cords over the pass. */
const pass = (e: Easel, z: number): void => {
  const from = -2.2 - 0.4 * e.random()
  for (let i = 0; i < 6; i++) {
    const x = from + i * 0.86
    const y = 0.92 + 0.05 * (i & 1)
    bar(e, [x, 2.6, z], [x, y + 0.2, z], 0.015, ink(0x0a0908))
    fill(
      e,
      [
        [x - 0.16, y, z],
        [x + 0.16, y, z],
        [x + 0.05, y + 0.22, z],
        [x - 0.05, y + 0.22, z],
      ],
      dim(COPPER, 0.22),
    )
    lamp(e, x, y - 0.03, z, ink(0xffc98a, 3.4), 0.05)
    glow(e, x, y - 0.1, z, 0.3, ink(0xffa050, 0.26), 1.3)
  }
  endPlane(e, z)
}

const rail = (e: Easel, z: number): void => {
  const y = 1.3 + 0.12 * e.random()
  bar(e, [-3, y, z], [3, y, z], 0.035, dim(STEEL, 0.45))
  for (let x = -1.9; x < 1.9; x += 0.2 + 0.13 * e.random()) {
    const lit = 0.3 + 0.6 * ramp(-1.8, 1.8, x)
    const metal = e.random() < 0.6 ? COPPER : STEEL
    const long = 0.12 + 0.14 * e.random()
    bar(e, [x, y, z], [x, y - long - 0.05, z], 0.03, dim(STEEL, 0.12))
    const shape = e.random()
    if (shape < 0.6) pan(e, x, y - long, z, 0.08 + 0.085 * e.random(), metal, lit)
    else if (shape < 0.8) {
      ball(e, x, y - long - 0.12, z, 0.05, 0.08, dim(STEEL, 0.3 * lit), 0.8)
      ball(e, x + 0.015, y - long - 0.1, z, 0.02, 0.05, dim(STEEL, 1.3 * lit), 0.8, 0.8)
    } else {
      board(e, x - 0.085, y - long - 0.15, x + 0.085, y - long, z, dim(metal, 0.2 * lit))
      board(e, x + 0.02, y - long - 0.15, x + 0.06, y - long, z, dim(metal, 1.1 * lit))
    }
  }
  endPlane(e, z)
}

/** A pan that shows its inside: a dark bowl, a lit floor, a bright crescent on the key light's side. */
const pan = (e: Easel, x: number, top: number, z: number, r: number, metal: Rgb, lit: number): void => {
  const y = top - r
  ball(e, x, y, z, r, r, dim(metal, 0.6 * lit))
  ball(e, x, y, z, r * 0.9, r * 0.9, dim(metal, 0.13 * lit))
  ball(e, x - r * 0.16, y - r * 0.14, z, r * 0.66, r * 0.64, dim(metal, 0.34 * lit), 1, 0.5)
  for (let i = -3; i <= 3; i++) {
    const a = 0.7 + i * 0.16
    ball(
      e,
      x + Math.cos(a) * r * 0.93,
      y + Math.sin(a) * r * 0.93,
      z,
      r * 0.08,
      r * 0.08,
      dim(metal, 2.6 * lit),
      0.9,
      0.6,
    )
  }
}

const steam = (e: Easel, hob: number): void => {
  const salt = e.seed + 5
  haze(e, ink(0xfff3e4, 0.42), (u, v) => {
    const at = (u - 0.5) * 2 - hob * 0.25 - 0.1
    const rise = cloudNoise(u * 5 + Math.sin(v * 9) * 0.25, v * 3.2, salt, 4)
    return 0.6 * ramp(0.42, 0.8, rise) * Math.max(0, 1 - at * at * 1.6) * ramp(0.78, 0.35, v)
  })
}

/** The near work top: polished steel with bowls, herbs and a stack of plates. */
const counter = (e: Easel, z: number): void => {
  const y = -0.78
  const line = screenY(e, y, z + 0.5)
  const top = polished(e, line, dim(STEEL, e.hour === 'night' ? 0.03 : 0.07), 0.7)
  fill(
    e,
    [
      [-4, y, z + 0.5],
      [4, y, z + 0.5],
      [4, y, z - 0.5],
      [-4, y, z - 0.5],
    ],
    top,
  )
  board(e, -4, -3, 4, y - 0.05, z - 0.5, polished(e, line, dim(STEEL, 0.012), 0.22))
  board(e, -4, y - 0.05, 4, y, z - 0.5, dim(STEEL, e.hour === 'night' ? 0.14 : 0.36))
  for (let i = 0; i < 9; i++) {
    const x = -1.35 + i * 0.33 + 0.12 * e.random()
    const kind = e.random()
    const lit = 0.35 + 0.5 * ramp(-1.2, 1.2, x)
    if (kind < 0.35) {
      for (let k = 0; k < 5; k++)
        ball(e, x, y + 0.02 + k * 0.028, z, 0.13, 0.02, ink(0xeae6dd, (0.3 + 0.08 * (k & 1)) * lit))
    } else if (kind < 0.65) {
      ball(e, x, y + 0.06, z, 0.12, 0.06, dim(STEEL, 0.25 * lit))
      for (let k = 0; k < 9; k++) {
        const leaf = mix(ink(0x2f5a1c), ink(0x86a83c), e.random())
        ball(
          e,
          x + (e.random() - 0.5) * 0.2,
          y + 0.1 + 0.07 * e.random(),
          z,
          0.035,
          0.025,
          dim(leaf, 0.9 * lit),
          0.9,
          0.4,
        )
      }
    } else {
      const what = pick(e, [ink(0xb5281a), ink(0xc98f2c), ink(0x7a2f52)])
      for (let k = 0; k < 4; k++) {
        const bx = x + (k - 1.5) * 0.07
        const by = y + 0.045 + 0.03 * (k & 1)
        ball(e, bx, by, z, 0.048, 0.045, dim(what, 0.4 * lit))
        ball(e, bx + 0.014, by + 0.016, z, 0.022, 0.018, dim(what, 1.4 * lit), 0.8, 0.9)
      }
    }
  }
  endPlane(e, z)
}

/** A copper pot and herbs at the corners of the lens. */
export const frontOfKitchen = (e: Easel): void => {
  const side = e.random() < 0.5 ? -1 : 1
  const z = 1.08
  ball(e, side * 0.32, -0.5, z, 0.14, 0.12, dim(COPPER, 0.14))
  ball(e, side * 0.29, -0.43, z, 0.06, 0.02, dim(COPPER, 0.9), 0.9, 0.8)
  for (let i = 0; i < 14; i++) {
    const leaf = ink(0x4f7d2e, 0.1 + 0.3 * e.random())
    ball(e, -side * (0.24 + 0.12 * e.random()), -0.44 - 0.1 * e.random(), z, 0.03, 0.022, leaf)
  }
  endPlane(e, z)
}
