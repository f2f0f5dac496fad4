import type { Rgb } from '../shot.ts'
import { dim, ink, mix, ramp } from './colour.ts'
import { ball, bar, board, type Easel, endPlane, fill, glow, haze, lamp, pick, screenY } from './easel.ts'
import { polished } from './reflect.ts'
import { litBy, paintOn, paintRoom, type Source } from './room.ts'

const LIQUIDS: readonly [number, ...number[]] = [0x1fc6d8, 0x38d07a, 0xf0a92c, 0x7a5cff, 0xe8478a, 0x2b7bff]

/** A laboratory: panels of cool light in rows, glass and coloured liquids on benches, screens aglow. */
export const paintLaboratory = (e: Easel): void => {
  const night = e.hour === 'night'
  const golden = e.hour === 'golden'
  const back = 11 + 2 * e.random()
  const panel: Rgb = golden ? ink(0xffe3bd) : ink(0xd5ecff)
  const power = night ? 0.35 : 1
  const sources: Source[] = []
  for (let z = 3.5; z < back; z += 2.6) sources.push({ at: [-1.1, 1.5, z], light: dim(panel, 1.3 * power), soft: 0.9 })
  sources.push({
    at: [3, 0.6, back - 3],
    light: golden ? ink(0xff9c48, 14) : night ? ink(0x2d4c9a, 4) : ink(0xe8f4ff, 9),
    soft: 1.3,
  })
  if (night) sources.push({ at: [-1.4, 0, back - 2], light: ink(0x27d0ff, 2.5), soft: 0.8 })
  paintRoom(e, { left: -3.1, right: 3.3, floor: -1.5, ceiling: 1.9, back }, (s, x, y, z, out) => {
    litBy(sources, dim(ink(0x7f9db5), 0.12 * power), x, y, z, out)
    if (s === 'ceiling') {
      const inRow = Math.abs(x + 1.15) < 0.32 || Math.abs(x - 1.15) < 0.32
      if (inRow && (z / 1.3) % 1 < 0.72) {
        for (let c = 0; c < 3; c++) out[c] = (panel[c] ?? 0) * (night ? 0.7 : 2.4)
        return
      }
      paintOn(out, ink(0xcfd6da), 0.5)
    } else if (s === 'floor') paintOn(out, ink(0x9fb0ba), 0.45)
    else if (s === 'back') {
      // A wall of glass with a lit room behind it.
      const frame = Math.abs((x / 1.3) % 1) < 0.05 || Math.abs(y - 0.95) < 0.05 || y < -0.55
      paintOn(out, frame ? ink(0x59656e) : ink(0xbfe4f2), frame ? 0.6 : 1.1)
    } else paintOn(out, y < -0.6 ? ink(0x8798a3) : ink(0xd7e2e8), 0.7)
  })
  if (golden)
    for (let i = 0; i < 3; i++)
      fill(
        e,
        [
          [3.28, -0.4, 5 + i * 1.7],
          [3.28, -0.4, 6.4 + i * 1.7],
          [3.28, 1.3, 6.4 + i * 1.7],
          [3.28, 1.3, 5 + i * 1.7],
        ],
        ink(0xffc07a, 2.2),
      )
  endPlane(e, back)
  shelves(e, back - 1.4)
  haze(e, golden ? ink(0xffd7a8, 0.5) : ink(0xa9d4ee, 0.42 * power), (u, v) => 0.1 + 0.1 * u * ramp(0.8, 0.2, v))
  screens(e, 6.4)
  bench(e, 4.6, -1)
  bench(e, 3.7, 1)
}

const shelves = (e: Easel, z: number): void => {
  for (let row = 0; row < 3; row++) {
    const y = -0.35 + row * 0.48
    board(e, -2.8, y - 0.03, 2.8, y, z, ink(0x6f7d88, 0.5))
    for (let x = -2.7; x < 2.7; x += 0.2 + 0.16 * e.random()) {
      const tall = 0.14 + 0.2 * e.random()
      const liquid = ink(pick(e, LIQUIDS))
      board(e, x - 0.06, y, x + 0.06, y + tall, z, e.random() < 0.45 ? dim(liquid, 0.4) : ink(0xc8dbe4, 0.4))
      if (e.random() < 0.3) lamp(e, x, y + tall * 0.5, z, dim(mix(liquid, [1, 1, 1], 0.2), 0.9))
    }
  }
  endPlane(e, z)
}

const screens = (e: Easel, z: number): void => {
  for (let i = 0; i < 3; i++) {
    const x = -1.9 + i * 1.55 + 0.4 * e.random()
    const y = 0.05 + 0.3 * e.random()
    const tone = e.random() < 0.7 ? ink(0x22b8ff) : ink(0x3cf0b0)
    board(e, x - 0.4, y - 0.27, x + 0.4, y + 0.27, z, [0.01, 0.012, 0.015])
    board(e, x - 0.37, y - 0.24, x + 0.37, y + 0.24, z, dim(mix(tone, [0.3, 0.32, 0.35], 0.3), 0.34))
    // A curve and bars on it, never words.
    for (let k = 0; k < 12; k++) {
      const tall = 0.05 + 0.3 * e.random() * ramp(0, 6, k) * ramp(12, 5, k)
      board(
        e,
        x - 0.32 + k * 0.053,
        y - 0.2,
        x - 0.29 + k * 0.053,
        y - 0.2 + tall,
        z,
        dim(mix(tone, [1, 1, 1], 0.5), 1),
      )
    }
    glow(e, x, y, z, 0.5, dim(tone, 0.2))
    bar(e, [x, y - 0.27, z], [x, -0.8, z], 0.05, [0.02, 0.022, 0.025])
  }
  endPlane(e, z)
}

/** A bench with flasks, a rack of tubes and a microscope; `side` is where most of it stands. */
const bench = (e: Easel, z: number, side: number): void => {
  const y = -0.66
  fill(
    e,
    [
      [side * 0.25, y, z - 0.4],
      [side * 4, y, z - 0.4],
      [side * 4, y, z + 0.5],
      [side * 0.25, y, z + 0.5],
    ],
    polished(e, screenY(e, y, z + 0.5), ink(0xdfe8ec, e.hour === 'night' ? 0.03 : 0.16), 0.6),
  )
  fill(
    e,
    [
      [side * 0.25, y, z - 0.4],
      [side * 4, y, z - 0.4],
      [side * 4, -2, z - 0.4],
      [side * 0.25, -2, z - 0.4],
    ],
    polished(e, screenY(e, y, z + 0.5), ink(0x66747d, e.hour === 'night' ? 0.015 : 0.06), 0.25),
  )
  for (let i = 0; i < 5; i++) {
    const x = side * (0.42 + i * 0.24 + 0.06 * e.random())
    const liquid = mix(ink(pick(e, LIQUIDS)), [0.5, 0.5, 0.52], 0.25)
    const r = 0.075 + 0.05 * e.random()
    if (e.random() < 0.5) {
      ball(e, x, y + r, z, r, r, ink(0xd5ecf4, 0.5), 0.55, 0.15)
      ball(e, x, y + r * 0.85, z, r * 0.86, r * 0.72, dim(liquid, 0.75), 0.9, 0.15)
      board(e, x - 0.025, y + r * 1.7, x + 0.025, y + r * 3.3, z, ink(0xe0f2f8, 0.6), 0.6)
      ball(e, x + r * 0.35, y + r * 1.3, z, r * 0.12, r * 0.2, [1, 1.08, 1.15], 0.7, 0.9)
    } else {
      board(e, x - 0.05, y, x + 0.05, y + r * 3.4, z, ink(0xd5ecf4, 0.5), 0.5)
      board(e, x - 0.042, y + 0.01, x + 0.042, y + r * 2.2, z, dim(liquid, 0.8), 0.9)
    }
    lamp(e, x, y + r, z, dim(liquid, 0.35), 0.02)
  }
  if (side > 0) {
    const x = 0.95
    const white = ink(0xe8edf0, 0.55)
    bar(e, [x, y, z], [x + 0.16, y, z], 0.06, [0.03, 0.03, 0.035])
    bar(e, [x + 0.13, y, z], [x + 0.1, y + 0.3, z], 0.07, white)
    bar(e, [x + 0.12, y + 0.26, z], [x - 0.04, y + 0.46, z], 0.07, white)
    bar(e, [x - 0.02, y + 0.3, z], [x - 0.02, y + 0.12, z], 0.04, [0.03, 0.03, 0.035])
  }
  endPlane(e, z)
}

/** Glassware close to the lens: dim bodies, a bright edge on the key light's side. */
export const frontOfLaboratory = (e: Easel): void => {
  const side = e.random() < 0.5 ? -1 : 1
  const z = 1.08
  for (let i = 0; i < 3; i++) {
    const tone = mix(ink(pick(e, LIQUIDS)), [0.5, 0.55, 0.6], 0.4)
    const x = side * (0.31 - 0.075 * i)
    const top = -0.3 - 0.035 * i
    board(e, x - 0.028, -0.7, x + 0.028, top, z, ink(0xcfe6ee, 0.12), 0.4)
    board(e, x - 0.026, -0.7, x + 0.026, top - 0.07, z, dim(tone, 0.28), 0.8)
    board(e, x + 0.014, -0.7, x + 0.022, top, z, dim(mix(tone, [1, 1, 1], 0.5), 0.8), 0.8)
  }
  endPlane(e, z)
}
