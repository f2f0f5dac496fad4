import type { Rgb } from '../shot.ts'
import { beam } from './beam.ts'
import { dim, ink, mix, ramp } from './colour.ts'
import { ball, bar, board, type Easel, endPlane, fill, glow, haze, lamp, pick, screenY, wash } from './easel.ts'
import { chance } from './noise.ts'
import { polished } from './reflect.ts'
import { litBy, paintOn, paintRoom, type Source } from './room.ts'
import { skyOf, sunAt } from './sky-light.ts'

const SIGNS: readonly [number, ...number[]] = [0xff3d5a, 0x27c4ff, 0xffb03a, 0xff5ad0, 0x58ff9a, 0xff7a2a]

/** A city street in depth: lit windows, signs of pure colour, headlights and tail lights, everything again in wet asphalt. */
export const paintStreet = (e: Easel): void => {
  const sky = skyOf(e.hour)
  const sunX = 0.05 + 0.05 * e.random()
  const night = e.hour === 'night'
  wash(e, (x, y, out) => sky.at(((x - e.width / 2) * e.flip) / e.height, (e.horizon - y) / e.height, sunX, out))
  if (!night) sunAt(e, sunX, 0.05, e.hour === 'golden' ? 1.5 : 0.5)
  endPlane(e, 500)
  farTowers(e, sky.haze)
  haze(e, sky.haze, (_u, v) => 0.3 * ramp(0, 0.5, v))
  facades(e, sky.sun)
  haze(
    e,
    night ? ink(0x4a3550, 0.35) : dim(sky.sun, 0.22),
    (u, v) => 0.07 + 0.16 * Math.exp(-(((u - 0.55) / 0.3) ** 2) - ((v - 0.45) / 0.3) ** 2),
  )
  signs(e)
  asphalt(e)
  trees(e, sky.sun)
  traffic(e)
  if (!night) lateSun(e, sunX, sky.sun)
  lampPosts(e)
  people(e)
}

/** The sun stands at the end of the street and floods it. */
const lateSun = (e: Easel, sunX: number, sun: Rgb): void => {
  const z = 60
  const x = ((e.width / 2 + e.flip * sunX * e.height - e.centre) / (e.flip * e.focal)) * z
  const power = e.hour === 'golden' ? 1 : 0.25
  glow(e, x, 2.5, z, 1.5, dim(sun, 1.2 * power))
  glow(e, x, 2.5, z, 6, dim(sun, 0.16 * power))
  endPlane(e, z)
}

const farTowers = (e: Easel, air: Rgb): void => {
  const z = 160
  for (let i = 0; i < 14; i++) {
    const x = -60 + i * 9 + 4 * e.random()
    const tall = 18 + 40 * e.random()
    const body = mix(e.hour === 'night' ? ink(0x0a0d18) : ink(0x52525c), air, 0.5)
    board(e, x, -2, x + 9, tall, z, body)
    for (let k = 0; k < (e.hour === 'day' ? 0 : 9); k++)
      lamp(e, x + 8 * e.random(), tall * e.random(), z, ink(0xffc890, 0.6 * e.random()))
  }
  endPlane(e, z)
}

const facades = (e: Easel, sun: Rgb): void => {
  const night = e.hour === 'night'
  const wide = 4.6 + 1.2 * e.random()
  const sources: Source[] = []
  for (let z = 6; z < 60; z += 9)
    sources.push({ at: [(z % 2 ? -1 : 1) * (wide - 1.4), 2.5, z], light: ink(0xffa552, night ? 4 : 0.8), soft: 1.5 })
  const ambient = night ? ink(0x28304e, 0.12) : e.hour === 'golden' ? ink(0x6a7090, 0.36) : ink(0x9db2cc, 0.7)
  const lit = night ? 0.36 : e.hour === 'golden' ? 0.14 : 0.03
  const sunny = night ? 0 : e.hour === 'golden' ? 0.16 : 0.55
  paintRoom(e, { left: -wide, right: wide, floor: -1.5, ceiling: 400, back: 120 }, (s, x, y, z, out) => {
    if (s === 'back' || s === 'ceiling') {
      // The open end of the street.
      const from = e.picture.data
      const px = Math.min(e.width - 1, Math.max(0, Math.round(e.centre + (e.flip * e.focal * x) / z)))
      const py = Math.min(e.height - 1, Math.max(0, Math.round(e.horizon - (e.focal * y) / z)))
      const i = (py * e.width + px) * 4
      for (let c = 0; c < 3; c++) out[c] = from[i + c] ?? 0
      return
    }
    litBy(sources, ambient, x, y, z, out)
    if (s === 'floor') {
      const walk = Math.abs(x) > wide - 1.7
      paintOn(out, walk ? ink(0x6b6660) : ink(0x34353a), 0.8)
      // Wet asphalt mirrors the open end.
      const shine = walk ? 0.1 : 0.35 * Math.exp(-((x - 0.5) ** 2) / 6)
      for (let c = 0; c < 3; c++)
        out[c] =
          (out[c] ?? 0) + (sun[c] ?? 0) * shine * (night ? 0.06 : e.hour === 'golden' ? 0.3 : 0.12) * ramp(4, 40, z)
      return
    }
    const house = Math.floor(z / 7.5)
    const sideSalt = s === 'left' ? 3 : 8
    const top = 9 + 12 * chance(house, sideSalt, e.seed)
    if (y > top) {
      const i =
        (Math.min(e.height - 1, Math.max(0, Math.round(e.horizon - (e.focal * y) / z))) * e.width +
          Math.min(e.width - 1, Math.max(0, Math.round(e.centre + (e.flip * e.focal * x) / z)))) *
        4
      for (let c = 0; c < 3; c++) out[c] = e.picture.data[i + c] ?? 0
      return
    }
    const tone = chance(house, sideSalt + 1, e.seed)
    const stone = mix(ink(0x6a4436), ink(0xb7a68e), tone)
    const column = Math.floor(z / 1.25)
    const floor = Math.floor((y + 1.5) / 1.9)
    const inZ = (z / 1.25) % 1
    const inY = ((y + 1.5) / 1.9) % 1
    const glass = inZ > 0.24 && inZ < 0.78 && inY > 0.25 && inY < 0.82
    const shop = floor === 0 && inZ > 0.06
    const on = chance(column, floor * 31 + sideSalt, e.seed) < (shop ? lit * 2 + 0.1 : lit)
    if ((glass || shop) && on) {
      const warmth = chance(column, floor * 17 + sideSalt, e.seed)
      const light = mix(ink(0xffb766), ink(0xffe6c4), warmth)
      for (let c = 0; c < 3; c++) out[c] = (light[c] ?? 0) * (shop ? 1.1 : 0.75)
      return
    }
    paintOn(out, glass || shop ? ink(0x232a36) : stone, 0.85)
    // The sun rakes along the far wall.
    if (s === 'left')
      for (let c = 0; c < 3; c++) out[c] = (out[c] ?? 0) + (sun[c] ?? 0) * (stone[c] ?? 0) * sunny * (glass ? 1.6 : 1)
  })
  endPlane(e, 14)
}

const signs = (e: Easel): void => {
  if (e.hour === 'day') return
  const power = e.hour === 'night' ? 1 : 0.35
  for (let i = 0; i < 9; i++) {
    const side = i % 2 === 0 ? -1 : 1
    const z = 9 + 3.2 * i + 2 * e.random()
    const y = 0.5 + 2.6 * e.random()
    const x = side * (3.2 + 0.9 * e.random())
    const c = ink(pick(e, SIGNS))
    const tall = 0.4 + 1.1 * e.random()
    board(e, x - 0.26, y, x + 0.26, y + tall, z, dim(c, 1.4 * power))
    board(e, x - 0.15, y + 0.12, x + 0.15, y + tall - 0.12, z, dim(mix(c, [1, 1, 1], 0.6), 2.2 * power))
    glow(e, x, y + tall / 2, z, 0.9, dim(c, 0.35 * power))
  }
  endPlane(e, 10)
}

/** Wet asphalt: the street upside down, and a kerb on each side. */
const asphalt = (e: Easel): void => {
  const z = 26
  const line = screenY(e, -1.5, z)
  const wet = e.hour === 'day' ? 0.22 : 0.75
  const dry: Rgb =
    e.hour === 'day' ? ink(0x6a6c70, 0.5) : e.hour === 'golden' ? ink(0x4a4038, 0.22) : ink(0x14161e, 0.4)
  fill(
    e,
    [
      [-2.8, -1.5, z],
      [2.8, -1.5, z],
      [2.8, -1.5, 1],
      [-2.8, -1.5, 1],
    ],
    polished(e, line, dry, wet),
  )
  for (const side of [-1, 1]) {
    fill(
      e,
      [
        [side * 2.8, -1.5, z],
        [side * 9, -1.5, z],
        [side * 9, -1.5, 1],
        [side * 2.8, -1.5, 1],
      ],
      polished(e, line, dim(dry, 1.5), wet * 0.6),
    )
    fill(
      e,
      [
        [side * 2.8, -1.5, z],
        [side * 2.95, -1.5, z],
        [side * 2.95, -1.5, 1],
        [side * 2.8, -1.5, 1],
      ],
      dim(dry, 2.2),
    )
  }
  endPlane(e, 8)
}

/** Plane trees along the pavement; the sun comes through their leaves. */
const trees = (e: Easel, sun: Rgb): void => {
  if (e.hour === 'night') return
  for (let i = 3; i >= 0; i--) {
    const z = 8 + i * 7
    for (const side of [-1, 1]) {
      const x = side * (3.1 + 0.3 * e.random())
      bar(e, [x, -1.5, z], [x + 0.1, 2.4, z], 0.2, ink(0x2a211a, 0.6))
      for (let k = 0; k < 70; k++) {
        const a = e.random() * Math.PI * 2
        const r = 1.9 * Math.sqrt(e.random())
        const leaf = mix(
          ink(0x22361a, 0.7),
          mix(ink(0x8a9a3c), dim(sun, 0.3), 0.3),
          e.random() ** 1.6 * (side > 0 ? 0.6 : 1),
        )
        ball(e, x + Math.cos(a) * r, 3.2 + Math.sin(a) * r * 0.8, z, 0.2, 0.16, leaf, 0.8, 0.5)
      }
      for (let k = 0; k < 5; k++)
        lamp(e, x + (e.random() - 0.5) * 2.6, 2.6 + 1.6 * e.random(), z, dim(sun, 0.16 * e.random()), 0, 0.8)
    }
    endPlane(e, z)
  }
}

const traffic = (e: Easel): void => {
  const day = e.hour === 'day'
  for (let i = 0; i < 11; i++) {
    const z = 9 + i * 5 + 3 * e.random()
    const coming = i % 2 === 0
    const x = (coming ? 1 : -1) * (0.9 + 0.9 * e.random())
    const light = coming ? ink(0xfff0d2, day ? 0.25 : 4) : ink(0xff1e12, day ? 0.2 : 2.6)
    fill(
      e,
      [
        [x - 0.85, -1.4, z],
        [x + 0.85, -1.4, z],
        [x + 0.8, -0.6, z],
        [x + 0.55, -0.15, z],
        [x - 0.55, -0.15, z],
        [x - 0.8, -0.6, z],
      ],
      ink(0x14161c, day ? 1.6 : 0.5),
    )
    for (const dx of [-0.62, 0.62]) {
      lamp(e, x + dx, -0.8, z, light, 0.05)
      if (!day) beam(e, [x + dx, -1.45, z], [x + dx * 1.1, -1.5 - 0.24 * z, z], 0.1, 0.2, dim(light, 0.3))
    }
    if (coming && !day) glow(e, x, -0.8, z, 0.7, ink(0xffe2b0, 0.3))
  }
  endPlane(e, 9)
}

const lampPosts = (e: Easel): void => {
  const on = e.hour === 'night' ? 1 : e.hour === 'golden' ? 0.6 : 0
  for (let i = 0; i < 5; i++) {
    const z = 7 + i * 6
    for (const side of [-1, 1]) {
      const x = side * 3.0
      bar(e, [x, -1.5, z], [x, 2.9, z], 0.08, [0.012, 0.012, 0.014])
      bar(e, [x, 2.9, z], [x - side * 0.7, 3.05, z], 0.06, [0.012, 0.012, 0.014])
      if (on === 0) continue
      lamp(e, x - side * 0.7, 2.98, z, ink(0xffc27a, 5 * on), 0.08)
      glow(e, x - side * 0.7, 2.98, z, 0.5, ink(0xff9d4a, 0.5 * on))
    }
  }
  endPlane(e, 7)
}

const people = (e: Easel): void => {
  for (let i = 0; i < 6; i++) {
    const z = 7 + 3 * e.random()
    const x = (e.random() < 0.5 ? -1 : 1) * (1.0 + 1.3 * e.random())
    const tone = dim(
      pick(e, [ink(0x1c1d24), ink(0x3a2f2c), ink(0x5a4432), ink(0x2a3440)]),
      e.hour === 'night' ? 0.45 : 1,
    )
    const rim = e.hour === 'night' ? ink(0xffb070, 0.2) : dim(skyOf(e.hour).sun, 0.14)
    const lean = 0.05 * (e.random() - 0.5)
    for (const s of [-1, 1]) bar(e, [x + s * 0.07, -0.85, z], [x + s * 0.13, -1.5, z], 0.12, dim(tone, 0.7))
    fill(
      e,
      [
        [x - 0.2, -0.2, z],
        [x + 0.2, -0.2, z],
        [x + 0.24, -0.95, z],
        [x - 0.24, -0.95, z],
      ],
      tone,
    )
    ball(e, x, -0.24, z, 0.21, 0.14, tone)
    bar(e, [x + 0.2, -0.22, z], [x + 0.25, -0.9, z], 0.035, mix(tone, rim, 0.7))
    ball(e, x + lean, 0.06, z, 0.095, 0.13, mix(tone, ink(0xb08060), 0.35))
    ball(e, x + lean + 0.05, 0.07, z, 0.04, 0.1, rim, 0.6, 0.8)
  }
  endPlane(e, 7)
}
