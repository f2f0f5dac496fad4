import type { Rgb } from '../shot.ts'
import { beam } from './beam.ts'
import { dim, ink, ramp } from './colour.ts'
import { ball, bar, board, type Easel, endPlane, fill, glow, haze, lamp, screenY } from './easel.ts'
import { chance } from './noise.ts'
import { polished } from './reflect.ts'
import { litBy, paintOn, paintRoom, type Source } from './room.ts'

const LEATHER = [0x6a2a1e, 0x7a4a22, 0x2f4636, 0x2b3852, 0x8a6a3a, 0x4a1f2a, 0xa08a5e, 0x3a2a20]

/** A grand reading room: walls of books in perspective, a tall window at the end, green and brass lamps, a ladder. */
export const paintLibrary = (e: Easel): void => {
  const night = e.hour === 'night'
  const day: Rgb = night ? ink(0x35508c, 5) : e.hour === 'golden' ? ink(0xffcc96, 44) : ink(0xe6efff, 44)
  const back = 15 + 4 * e.random()
  const half = 2.7 + 0.5 * e.random()
  const tall = 5.2
  const sources: Source[] = [
    { at: [0.8, 2.2, back - 2.2], light: day, soft: 1.6 },
    { at: [half - 0.4, 2, 7], light: dim(day, night ? 0.1 : 0.08), soft: 1.2 },
  ]
  for (let z = 4.5; z < back; z += 2.6)
    for (const x of [-half + 0.5, half - 0.5])
      sources.push({ at: [x, 0.6, z], light: ink(0xffa24a, night ? 1.1 : 0.55), soft: 0.45 })
  paintRoom(e, { left: -half, right: half, floor: -1.5, ceiling: tall, back }, (s, x, y, z, out) => {
    litBy(sources, dim(ink(0x50657c), night ? 0.05 : 0.13), x, y, z, out)
    if (s === 'floor') {
      const rug = Math.abs(x) < 0.75
      paintOn(out, rug ? ink(0x6a2320) : ink(0x6b4426), rug ? 0.6 : 0.9)
      return
    }
    if (s === 'ceiling') return paintOn(out, ink(0x4a3222), 0.5)
    const across = s === 'back' ? x : z
    if (s === 'back' && (y > 0.05 || Math.abs(x - 0.4) < 0.2)) return paintOn(out, ink(0x66503c), 0.7)
    const bay = (across / 1.9) % 1
    const shelf = ((y + 1.5) / 0.46) % 1
    if (bay < 0.09 || shelf < 0.1 || Math.abs(y - 2.05) < 0.14) return paintOn(out, ink(0x5c3418), 0.9)
    const row = Math.floor((y + 1.5) / 0.46)
    const book = Math.floor(across / 0.085)
    const salt = s === 'left' ? 1 : 2
    const high = 0.72 + 0.26 * chance(book, row * 7 + salt, e.seed)
    if (shelf > high || chance(book, row * 13 + salt, e.seed) < 0.04) return paintOn(out, ink(0x160d08), 0.5)
    const hue = ink(LEATHER[Math.floor(chance(Math.floor(book / 2), row * 3 + salt, e.seed) * LEATHER.length)] ?? 0)
    const gilt = shelf > 0.5 && shelf < 0.56
    paintOn(out, gilt ? ink(0xd9b060) : hue, 1.05)
  })
  window(e, back, night)
  endPlane(e, back * 0.6)
  haze(
    e,
    night ? ink(0x8a5a34, 0.16) : dim(day, 0.009),
    (u, v) => 0.12 + 0.14 * Math.exp(-(((u - 0.6) / 0.35) ** 2)) * ramp(0.9, 0.2, v),
  )
  gallery(e, half)
  if (!night) shafts(e, back)
  tables(e, back)
}

const window = (e: Easel, back: number, night: boolean): void => {
  const glass = night ? ink(0x36465c, 0.5) : e.hour === 'golden' ? ink(0xffdcae, 2.4) : ink(0xe8f2ff, 2.4)
  for (let i = 0; i < 3; i++) {
    const x = -0.75 + i * 1.05 + 0.1
    board(e, x - 0.42, 0.1, x + 0.42, 3, back - 0.05, glass)
    ball(e, x, 3, back - 0.05, 0.42, 0.6, glass)
    bar(e, [x, 0.1, back - 0.06], [x, 3.5, back - 0.06], 0.06, [0.02, 0.014, 0.01])
    for (let k = 0; k < 4; k++)
      bar(e, [x - 0.42, 0.6 + k * 0.7, back - 0.06], [x + 0.42, 0.6 + k * 0.7, back - 0.06], 0.05, [0.02, 0.014, 0.01])
  }
  if (!night) glow(e, 0.4, 1.8, back, 1.8, dim(glass, 0.22))
}

/** The rail of the gallery along both walls, wall lamps under it, and a ladder. */
const gallery = (e: Easel, half: number): void => {
  for (const side of [-1, 1]) {
    fill(
      e,
      [
        [side * (half - 0.5), 2, 4],
        [side * (half - 0.5), 2, 17],
        [side * (half - 0.5), 2.18, 17],
        [side * (half - 0.5), 2.18, 4],
      ],
      ink(0x3a2010, 0.6),
    )
    fill(
      e,
      [
        [side * (half - 0.5), 2.85, 4],
        [side * (half - 0.5), 2.85, 17],
        [side * (half - 0.5), 2.93, 17],
        [side * (half - 0.5), 2.93, 4],
      ],
      ink(0x9a6a34, 0.5),
    )
    for (let z = 4; z < 17; z += 0.45)
      bar(e, [side * (half - 0.5), 2.1, z], [side * (half - 0.5), 2.9, z], 0.035, ink(0x4a2c16, 0.5))
    for (let z = 4.5; z < 16; z += 1.9) {
      const x = side * (half - 0.3)
      lamp(e, x, 0.75, z, ink(0xffb765, 3), 0.05)
      lamp(e, x, 0.45, z + 0.1, ink(0xffa04a, 1.2), 0.02)
      glow(e, x, 0.7, z, 0.32, ink(0xff9440, 0.28))
    }
  }
  const x = -(half - 0.75)
  const z = 7 + 2 * e.random()
  for (const dz of [-0.25, 0.25]) bar(e, [x + 0.3, -1.5, z + dz], [x - 0.2, 2.6, z + dz], 0.06, ink(0x7a4a24, 0.35))
  for (let k = 0; k < 10; k++)
    bar(
      e,
      [x + 0.3 - 0.05 * k, -1.2 + 0.4 * k, z - 0.25],
      [x + 0.3 - 0.05 * k, -1.2 + 0.4 * k, z + 0.25],
      0.05,
      ink(0x7a4a24, 0.35),
    )
  endPlane(e, 8)
}

const tables = (e: Easel, back: number): void => {
  for (let z = Math.min(10, back - 4); z > 3.4; z -= 2.9) {
    for (const side of [-1, 1]) {
      const x = side * (1.15 + 0.2 * e.random())
      const wood = ink(0x8a5a30)
      const lit = e.hour === 'night' ? 0.25 : 0.5
      for (const dx of [-0.68, 0.62]) board(e, x + dx, -1.5, x + dx + 0.07, -0.8, z, dim(wood, 0.14 * lit))
      board(e, x - 0.72, -0.9, x + 0.72, -0.82, z, dim(wood, 0.3 * lit))
      fill(
        e,
        [
          [x - 0.75, -0.76, z + 0.8],
          [x + 0.75, -0.76, z + 0.8],
          [x + 0.78, -0.76, z],
          [x - 0.78, -0.76, z],
        ],
        polished(e, screenY(e, -0.76, z + 0.8), dim(wood, 0.24 * lit), 0.35),
      )
      board(e, x - 0.78, -0.82, x + 0.78, -0.76, z, dim(wood, 0.8 * lit))
      const cx = x + (e.random() - 0.5) * 0.9
      for (const dx of [-0.2, 0.2])
        bar(e, [cx + dx, -0.5, z - 0.4], [cx + dx, -1.5, z - 0.4], 0.05, dim(wood, 0.2 * lit))
      for (let k = 0; k < 4; k++)
        bar(
          e,
          [cx - 0.2, -0.52 - 0.12 * k, z - 0.4],
          [cx + 0.2, -0.52 - 0.12 * k, z - 0.4],
          0.045,
          dim(wood, 0.3 * lit),
        )
      const lx = x + (e.random() - 0.5) * 0.6
      bar(e, [lx, -0.74, z], [lx, -0.42, z], 0.025, ink(0xc89a4a, 0.6))
      fill(
        e,
        [
          [lx - 0.17, -0.44, z],
          [lx + 0.17, -0.44, z],
          [lx + 0.12, -0.33, z],
          [lx - 0.12, -0.33, z],
        ],
        ink(0x1f8a5a, 0.9),
      )
      lamp(e, lx, -0.46, z, ink(0xffd590, 2.4), 0.06)
      glow(e, lx, -0.55, z, 0.28, ink(0xffb45c, 0.3), 0.6)
      for (let k = 0; k < 3; k++)
        board(
          e,
          lx - 0.5 * side - 0.14,
          -0.74 + k * 0.05,
          lx - 0.5 * side + 0.14,
          -0.7 + k * 0.05,
          z,
          ink(LEATHER[Math.floor(e.random() * 8)] ?? 0, 0.6),
        )
    }
    endPlane(e, z)
  }
}

const shafts = (e: Easel, back: number): void => {
  const light = e.hour === 'golden' ? ink(0xffd8a4) : ink(0xf2f4ff)
  for (let i = 0; i < 3; i++)
    beam(e, [-0.5 + i * 1.05, 2.6, back], [-1.9 + i * 0.9, -2.6, 6], 0.5, 0.55, dim(light, 0.22 + 0.1 * e.random()))
  endPlane(e, 4)
}
