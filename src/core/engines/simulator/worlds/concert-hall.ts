import { dim, ink, mix, ramp } from './colour.ts'
import { ball, bar, type Easel, endPlane, fill, glow, haze, lamp, type Place, wash } from './easel.ts'

const GOLD = ink(0xc9923f)
const PLUSH = ink(0x7a1f1c)
const LAMP = ink(0xffb45e, 5)

/** The house seen from the stage: horseshoe tiers with lamps, the stalls, shafts of stage light. */
export const paintConcertHall = (e: Easel): void => {
  const warm = e.hour === 'day' ? 1.5 : e.hour === 'golden' ? 1.25 : 0.85
  const far = 27 + 6 * e.random()
  const reach = 5.2 + 1.6 * e.random()
  const tiers = 3 + Math.floor(e.random() * 2)
  const step = 2.3 + 0.5 * e.random()
  const first = -0.1 + 0.5 * e.random()
  const segments = 30

  wash(e, (_x, y, out) => {
    const v = y / e.height
    const c = mix(ink(0x3a1c12), ink(0x150a0a), ramp(0.25, 0, v))
    out.set(dim(c, 0.8 * warm))
  })
  const round = (t: number, y: number): Place => {
    const a = (t - 0.5) * Math.PI
    const s = Math.sin(a)
    const c = Math.max(0, Math.cos(a))
    return [reach * Math.sign(s) * Math.abs(s) ** 0.7, y, far - 11 + 11 * c ** 0.7]
  }
  const lamps = [] as Place[]
  for (let tier = tiers; tier >= 0; tier--) {
    const y = first + tier * step
    for (let i = 0; i < segments; i++) {
      const a = round(i / segments, 0)
      const b = round((i + 1) / segments, 0)
      const towardKey = 0.75 + 0.35 * ((a[0] + reach) / (2 * reach))
      const strip = (low: number, high: number, paint: Parameters<typeof fill>[2]) =>
        fill(
          e,
          [
            [a[0], low, a[2]],
            [b[0], low, b[2]],
            [b[0], high, b[2]],
            [a[0], high, a[2]],
          ],
          paint,
        )
      const box = i % 3 === 0 ? 0.25 : 1
      strip(y + 0.95, y + step, dim(mix(ink(0x5a2114), ink(0x9a4a22), e.random() * 0.6), 0.55 * warm * box))
      strip(
        y - 0.16,
        y + 0.95,
        dim(mix(GOLD, ink(0xf1dcb0), 0.25 + 0.5 * (i % 2)), (0.3 + 0.1 * e.random()) * warm * towardKey),
      )
      strip(y - 0.3, y - 0.14, dim(GOLD, 0.7 * warm * towardKey))
      strip(y + 0.86, y + 1.0, dim(PLUSH, 0.9 * warm))
      if (i % 2 === 0) lamps.push([(a[0] + b[0]) / 2, y + 0.3, (a[2] + b[2]) / 2 - 0.2])
    }
  }
  for (const [x, y, z] of lamps) {
    glow(e, x, y + 0.2, z, 0.55, dim(ink(0xffa042), 0.35 * warm))
    const trio = [-0.22, 0.22, 0]
    for (const dx of trio) lamp(e, x + dx, y + (dx === 0 ? 0.28 : 0), z, dim(LAMP, 0.42 + 0.3 * e.random()))
  }
  endPlane(e, far - 4)

  chandelier(e, far - 9, first + tiers * step + 1.2)
  haze(e, ink(0x8a4a24, 0.55), (u, v) => 0.16 + 0.14 * u + 0.1 * ramp(0.9, 0.3, v))
  stalls(e, far - 6, warm)
  shafts(e, warm)
  haze(e, ink(0xffb070, 0.3), (u, v) => 0.05 + 0.1 * ramp(0.4, 1, u) * ramp(0.8, 0, v))
  players(e)
}

const chandelier = (e: Easel, z: number, y: number): void => {
  const x = (e.random() - 0.5) * 2.4
  glow(e, x, y, z, 1.5, ink(0xffb66a, 0.7), 0.8)
  for (let ring = 0; ring < 3; ring++)
    for (let i = 0; i < 14; i++) {
      const a = (i / 14) * Math.PI * 2 + ring
      lamp(
        e,
        x + Math.cos(a) * (1.5 - ring * 0.45),
        y + ring * 0.4 + Math.sin(a) * 0.22,
        z,
        dim(LAMP, 0.5 + 0.4 * e.random()),
      )
    }
  endPlane(e, z)
}

const stalls = (e: Easel, far: number, warm: number): void => {
  for (let row = 0; row < 22; row++) {
    const z = far - (row / 21) * (far - 6.5)
    const y = -1.15 - 0.9 * (1 - row / 21) + 1.3 * (1 - row / 21)
    const gap = 0.62
    const offset = (row % 2) * gap * 0.5
    fill(
      e,
      [
        [-14, y - 0.62, z],
        [14, y - 0.62, z],
        [14, y - 0.1, z],
        [-14, y - 0.1, z],
      ],
      dim(PLUSH, 0.12 * warm + 0.02 * e.random()),
    )
    for (let x = -8; x < 8; x += gap) {
      const lit = 0.3 + 0.7 * ramp(-6, 6, x)
      const who = e.random()
      if (who < 0.12) continue
      const body = who < 0.35 ? ink(0x5a2a20) : who < 0.7 ? ink(0x1c1a20) : ink(0x3d3a3c)
      ball(e, x + offset, y - 0.42, z, 0.27, 0.36, dim(body, 0.5 * lit * warm))
      ball(e, x + offset, y - 0.02, z, 0.105, 0.14, dim(ink(0xc08868), (0.1 + 0.28 * e.random()) * lit * warm))
      ball(e, x + offset, y + 0.06, z, 0.11, 0.09, dim(ink(0x2a1810), 0.6 * lit))
    }
    if (row === 8 || row === 14) endPlane(e, z)
  }
  endPlane(e, 8)
}

const shafts = (e: Easel, warm: number): void => {
  const n = 2 + Math.floor(e.random() * 2)
  for (let i = 0; i < n; i++) {
    const z = 12
    const x = 2.6 + i * 1.3 + e.random()
    const to = -1.6 + i * 1.2 + e.random() * 0.6
    for (let soft = 0; soft < 3; soft++) {
      const w = 0.5 + soft * 0.45
      fill(
        e,
        [
          [x - 0.1, 6.5, z],
          [x + 0.1, 6.5, z],
          [to + w, -4, z],
          [to - w, -4, z],
        ],
        ink(0xffd9a0),
        0.03 * warm,
      )
    }
    lamp(e, x, 5.1 - i * 0.3, z, ink(0xffe2b8, 9), 0.1)
    glow(e, x, 5.1 - i * 0.3, z, 0.5, ink(0xffc888, 1.2))
  }
  endPlane(e, 5)
}

/** Desks of the orchestra behind the figure's shoulders: dark stands with lit pages. */
const players = (e: Easel): void => {
  for (let i = 0; i < 5; i++) {
    const z = 3.4 + 0.5 * (i % 3)
    const side = i % 2 === 0 ? -1 : 1
    const x = side * (0.5 + 0.22 * i + 0.25 * e.random())
    const y = -0.72 - 0.12 * e.random()
    bar(e, [x, y, z], [x, -1.6, z], 0.03, ink(0x0c0a0a))
    fill(
      e,
      [
        [x - 0.27, y, z],
        [x + 0.27, y + 0.02, z],
        [x + 0.23, y + 0.36, z + 0.1],
        [x - 0.23, y + 0.34, z + 0.1],
      ],
      ink(0x120d0b),
    )
    fill(
      e,
      [
        [x - 0.22, y + 0.04, z],
        [x + 0.22, y + 0.05, z],
        [x + 0.19, y + 0.33, z + 0.1],
        [x - 0.19, y + 0.32, z + 0.1],
      ],
      ink(0xffe0b0, 0.55),
    )
    lamp(e, x, y + 0.42, z, ink(0xffc27a, 2.4))
    glow(e, x, y + 0.3, z, 0.25, ink(0xffa858, 0.2))
  }
  endPlane(e, 3.4)
}

/** The nearest desks, far too close to be sharp. */
export const frontOfConcertHall = (e: Easel): void => {
  const side = e.random() < 0.5 ? -1 : 1
  const z = 0.8
  const x = side * 0.3
  const y = -0.42
  fill(
    e,
    [
      [x - 0.16, y, z],
      [x + 0.16, y + 0.02, z],
      [x + 0.14, y + 0.13, z],
      [x - 0.14, y + 0.11, z],
    ],
    ink(0x1a120c),
  )
  fill(
    e,
    [
      [x - 0.13, y + 0.02, z],
      [x + 0.13, y + 0.035, z],
      [x + 0.115, y + 0.12, z],
      [x - 0.115, y + 0.1, z],
    ],
    ink(0xffd9a4, 0.4),
  )
  bar(e, [-side * 0.34, -0.5, z], [-side * 0.2, -0.2, z], 0.035, ink(0x2a130a))
  endPlane(e, z)
}
