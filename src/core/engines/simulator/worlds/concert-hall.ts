import { beam } from './beam.ts'
import { dim, ink, mix, ramp } from './colour.ts'
import { ball, bar, type Easel, endPlane, fill, glow, haze, lamp, pick, type Place, screenY, wash } from './easel.ts'
import type { Paint, Shade } from './plate.ts'
import { polished } from './reflect.ts'

const GOLD = ink(0xc9923f)
const IVORY = ink(0xf1e2c2)
const PLUSH = ink(0x8a1f1c)
const LAMP = ink(0xffc078, 5)
const SEGMENTS = 30

/** The house seen from the stage: horseshoe tiers with lamps, the stalls full of people, shafts of stage light. */
export const paintConcertHall = (e: Easel): void => {
  const warm = e.hour === 'day' ? 1.4 : e.hour === 'golden' ? 1.2 : 0.8
  const far = 27 + 6 * e.random()
  const tiers = 3 + Math.floor(e.random() * 2)
  const step = 2.5 + 0.6 * e.random()
  const first = 0.5 + 0.6 * e.random()
  wash(e, (_x, y, out) => {
    const v = y / e.height
    out.set(dim(mix(ink(0x43200f), ink(0x140a0c), ramp(0.28, 0, v)), 0.8 * warm))
  })
  balconies(e, far, tiers, step, first, warm)
  chandelier(e, far - 9, first + tiers * step + 0.4)
  haze(
    e,
    e.hour === 'day' ? ink(0xa0968a, 0.5) : ink(0x9a5a30, 0.5),
    (u, v) => 0.12 + 0.14 * u + 0.12 * ramp(0.9, 0.3, v),
  )
  stalls(e, far - 7, warm)
  shafts(e, warm)
  haze(
    e,
    e.hour === 'day' ? ink(0xe6e0da, 0.34) : ink(0xffc08a, 0.28),
    (u, v) => 0.04 + 0.12 * ramp(0.4, 1, u) * ramp(0.8, 0, v),
  )
  stageEdge(e)
  rail(e)
}

const balconies = (e: Easel, far: number, tiers: number, step: number, first: number, warm: number): void => {
  const reach = (5.2 + 1.6 * e.random()) * Math.max(1, (1.1 * e.width) / e.height)
  const round = (t: number): readonly [number, number] => {
    const a = (t - 0.5) * Math.PI
    const s = Math.sin(a)
    return [reach * Math.sign(s) * Math.abs(s) ** 0.7, far - 11 + 11 * Math.max(0, Math.cos(a)) ** 0.7]
  }
  const lamps: Place[] = []
  for (let tier = tiers; tier >= 0; tier--) {
    const y = first + tier * step
    for (let i = 0; i < SEGMENTS; i++) {
      const [ax, az] = round(i / SEGMENTS)
      const [bx, bz] = round((i + 1) / SEGMENTS)
      const key = (0.65 + 0.5 * ((ax + reach) / (2 * reach))) * warm
      const strip = (low: number, high: number, paint: Parameters<typeof fill>[2]): void =>
        fill(
          e,
          [
            [ax, low, az],
            [bx, low, bz],
            [bx, high, bz],
            [ax, high, az],
          ],
          paint,
        )
      // The boxes behind the parapet: warm walls, dark doors, people.
      strip(
        y + 0.95,
        y + step - 0.3,
        dim(mix(ink(0x4a170f), ink(0x9a4a22), e.random() * 0.5), (i % 3 === 0 ? 0.14 : 0.42) * key),
      )
      for (let k = 0; k < 2; k++) {
        const px = ax + (bx - ax) * (0.25 + 0.5 * k)
        if (e.random() < 0.75) {
          ball(e, px, y + 1.12, az - 0.1, 0.17, 0.3, dim(pick(e, [ink(0x2a1c1c), ink(0x5a2620), ink(0x1c1a22)]), key))
          ball(e, px, y + 1.42, az - 0.1, 0.1, 0.13, dim(ink(0xd09a78), (0.12 + 0.3 * e.random()) * key))
        }
      }
      const panel = i % 2 === 0 ? mix(IVORY, GOLD, 0.25) : mix(IVORY, GOLD, 0.65)
      strip(y - 0.1, y + 0.86, dim(panel, (0.2 + 0.08 * e.random()) * key))
      strip(y + 0.15, y + 0.6, dim(mix(panel, GOLD, 0.5), 0.2 * key))
      strip(y - 0.28, y - 0.06, dim(GOLD, 0.6 * key))
      strip(y + 0.84, y + 1.0, dim(PLUSH, 0.8 * key))
      if (i % 3 === 0) lamps.push([(ax + bx) / 2, y + 0.35, (az + bz) / 2 - 0.2])
    }
  }
  for (const [x, y, z] of lamps) {
    glow(e, x, y + 0.15, z, 0.6, dim(ink(0xffa852), 0.5 * warm))
    const power = 0.35 + 0.5 * e.random()
    for (const dx of [-0.24, 0.24, 0])
      lamp(e, x + dx, y + (dx === 0 ? 0.34 : 0), z, dim(LAMP, power * (0.6 + 0.5 * e.random())))
  }
  endPlane(e, far - 4)
}

const chandelier = (e: Easel, z: number, y: number): void => {
  const x = (e.random() - 0.5) * 2.4
  glow(e, x, y, z, 1.3, ink(0xffbe78, 0.55), 0.8)
  for (let ring = 0; ring < 3; ring++)
    for (let i = 0; i < 13; i++) {
      const a = (i / 13) * Math.PI * 2 + ring
      const r = 1.5 - ring * 0.45
      lamp(e, x + Math.cos(a) * r, y + ring * 0.4 + Math.sin(a) * 0.22, z, dim(LAMP, 0.35 + 0.4 * e.random()))
    }
  endPlane(e, z)
}

const stalls = (e: Easel, far: number, warm: number): void => {
  const rows = 20
  for (let row = 0; row < rows; row++) {
    const near = row / (rows - 1)
    const z = far - near * (far - 5.6)
    const y = -0.35 - 1.15 * near
    fill(
      e,
      [
        [-14, y - 3, z],
        [14, y - 3, z],
        [14, y - 0.28, z],
        [-14, y - 0.28, z],
      ],
      dim(PLUSH, (0.1 + 0.04 * e.random()) * warm),
    )
    const half = 0.42 * z
    for (let x = -half; x < half; x += 0.5 + 0.3 * e.random()) {
      if (e.random() < 0.1) continue
      const lit = (0.3 + 0.75 * ramp(-half, half, x)) * warm * (0.6 + 0.4 * near)
      const body = pick(e, [ink(0x1c1a20), ink(0x2b2326), ink(0x5a2a20), ink(0x3d3a44), ink(0xb9a58c), ink(0x233044)])
      const nod = 0.06 * e.random()
      ball(e, x, y - 0.42, z, 0.26, 0.34, dim(body, 0.5 * lit))
      ball(e, x, y - nod, z, 0.1, 0.135, dim(ink(0xcf9672), (0.12 + 0.3 * e.random()) * lit))
      ball(e, x + 0.035, y - nod, z, 0.045, 0.1, dim(ink(0xffcfa0), 0.45 * e.random() * lit), 0.8, 0.8)
      ball(
        e,
        x - 0.01,
        y + 0.07 - nod,
        z,
        0.1,
        0.07,
        dim(pick(e, [ink(0x1a100c), ink(0x4a3020), ink(0x8a8078)]), 0.4 * lit),
      )
    }
    if (row % 6 === 5) endPlane(e, z)
  }
  endPlane(e, 6)
}

const shafts = (e: Easel, warm: number): void => {
  const n = 3
  for (let i = 0; i < n; i++) {
    const from: Place = [2.4 + i * 1.1 + 0.6 * e.random(), 4.6 - 0.5 * i, 12]
    beam(
      e,
      from,
      [-2.6 + i * 1.5 + e.random(), -4.5, 9],
      0.08,
      1.5,
      dim(e.hour === 'day' ? ink(0xf4f2ff) : ink(0xffd8a4), 0.42 * warm),
    )
    lamp(e, from[0], from[1], from[2], ink(0xffe8c8, 6), 0.08)
    glow(e, from[0], from[1], from[2], 0.4, ink(0xffd09a, 0.9))
  }
  endPlane(e, 5)
}

/** The boards of the stage with footlights at their edge. */
const stageEdge = (e: Easel): void => {
  const z = 4.6
  const line = screenY(e, -1.32, z)
  const boards = polished(e, line, ink(0x3a1c0c, 0.25), 0.45)
  fill(
    e,
    [
      [-6, -1.32, z],
      [6, -1.32, z],
      [6, -1.32, 1],
      [-6, -1.32, 1],
    ],
    boards,
  )
  for (let x = -2.1; x < 2.2; x += 0.46) {
    lamp(e, x, -1.25, z, ink(0xffc888, 1.8))
    glow(e, x, -1.2, z, 0.22, ink(0xffa858, 0.22), 0.7)
  }
  endPlane(e, z)
}

/** The brass rail of the podium, and a desk with lit pages to one side. */
const rail = (e: Easel): void => {
  const z = 2.9
  const y = -0.52 - 0.06 * e.random()
  const brass = ink(0xb07a34)
  bar(e, [-0.95, y, z], [0.95, y, z], 0.05, dim(brass, 0.5))
  bar(e, [-0.95, y + 0.012, z], [0.95, y + 0.012, z], 0.014, dim(ink(0xffe0a8), 0.9))
  for (const x of [-0.93, 0.93]) {
    bar(e, [x, y, z], [x, -1.6, z], 0.045, dim(brass, 0.35))
    bar(e, [x + 0.012, y, z], [x + 0.012, -1.6, z], 0.012, dim(ink(0xffe0a8), 0.6))
  }
  endPlane(e, z)
}

/** The nearest desk of the orchestra with its lit pages, and a bow raised across from it, far too close to be sharp. */
export const frontOfConcertHall = (e: Easel): void => {
  const side = e.random() < 0.5 ? -1 : 1
  const z = 1.08
  const x = side * (0.27 + 0.03 * e.random())
  const y = -0.5 - 0.03 * e.random()
  const top = screenY(e, y + 0.13, z)
  const page: Shade = (_x, py, out) => out.set(dim(ink(0xffcf98), 0.42 - 0.34 * ramp(top, top + e.height * 0.12, py)))
  const sheet = (grow: number, paint: Paint): void =>
    fill(
      e,
      [
        [x - 0.1 - grow, y - grow, z],
        [x + 0.1 + grow, y - grow + 0.01, z],
        [x + 0.085 + grow, y + 0.12 + grow, z],
        [x - 0.085 - grow, y + 0.11 + grow, z],
      ],
      paint,
    )
  sheet(0.015, ink(0x1a120c, 0.6))
  sheet(0, page)
  bar(e, [-side * 0.36, -0.52, z], [-side * 0.22, -0.27, z], 0.012, ink(0x3a1c0e, 0.7))
  bar(e, [-side * 0.3, -0.56, z], [-side * 0.27, -0.38, z], 0.045, ink(0x4a200e, 0.5))
  endPlane(e, z)
}
