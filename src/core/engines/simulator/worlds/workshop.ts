import { beam } from './beam.ts'
import { dim, ink, mix, ramp } from './colour.ts'
import { ball, bar, board, type Easel, endPlane, fill, glow, haze, lamp, pick, screenY } from './easel.ts'
import { noise } from './noise.ts'
import { polished } from './reflect.ts'
import { litBy, paintOn, paintRoom, type Source } from './room.ts'

const WOOD = ink(0x96704c)
const IRON = ink(0x44464c)
const BLADE = ink(0xb4bac2)

/** A maker's workshop: planks, a tall window with shafts of light in the dust, tools in rows, filament lamps. */
export const paintWorkshop = (e: Easel): void => {
  const night = e.hour === 'night'
  const sun = night ? ink(0x4a649c, 1.6) : e.hour === 'golden' ? ink(0xffcb92, 9) : ink(0xf2f4ff, 9)
  const back = 7.2 + 1.2 * e.random()
  const windowX = 0.4 + 0.7 * e.random()
  const sources: Source[] = [
    { at: [windowX + 0.6, 1, back - 1.2], light: sun, soft: 1.1 },
    { at: [2.4, 0.8, 3.5], light: dim(sun, 0.4), soft: 1.2 },
    { at: [-1.5, 1.0, back - 1.4], light: ink(0xffa860, night ? 3.4 : 1.7), soft: 0.5 },
    { at: [-0.3, 1.0, back - 1.4], light: ink(0xffa860, night ? 2 : 0.6), soft: 0.5 },
  ]
  paintRoom(e, { left: -2.9, right: 3, floor: -1.5, ceiling: 2.7, back }, (s, x, y, z, out) => {
    litBy(sources, dim(ink(0x56718c), night ? 0.06 : 0.16), x, y, z, out)
    const across = s === 'left' || s === 'right' ? z : x
    const width = s === 'floor' ? 0.22 : s === 'ceiling' ? 0.6 : 0.26
    const at = (s === 'floor' ? x : s === 'ceiling' ? z : across) / width
    const plank = Math.floor(at)
    const grain = noise(plank * 7.7, (s === 'floor' ? z : y) * 2.5, e.seed)
    const gap = at - plank < 0.06 ? 0.35 : 1
    paintOn(out, mix(ink(0x4a3a2c), ink(0x947a5e), grain), (s === 'ceiling' ? 0.4 : 0.8) * gap)
  })
  const glass = night ? ink(0x2a4068, 0.45) : mix(dim(sun, 0.22), [1.6, 1.6, 1.6], 0.35)
  for (let i = 0; i < 3; i++)
    for (let j = 0; j < 4; j++) {
      const x = windowX - 0.9 + i * 0.62
      const y = -0.25 + j * 0.55
      board(e, x, y, x + 0.56, y + 0.49, back - 0.02, dim(glass, (0.7 + 0.14 * j) * (0.85 + 0.3 * e.random())))
    }
  if (!night) glow(e, windowX, 0.9, back, 1.3, dim(sun, 0.03), 1.3)
  endPlane(e, back)
  toolWall(e, back - 0.3, windowX - 1.05)
  lamps(e, back - 2)
  if (!night)
    for (let i = 0; i < 4; i++) {
      const x = windowX - 0.7 + i * 0.5
      beam(e, [x, 1.7, back - 0.4], [x - 2.2, -2.2, 4.2], 0.22, 0.4, dim(sun, 0.035 + 0.02 * e.random()))
    }
  endPlane(e, 4)
  haze(e, dim(mix(sun, ink(0xffd8ac), 0.4), night ? 0.1 : 0.035), (u, v) => 0.08 + 0.14 * u * ramp(0.9, 0.2, v))
  bench(e, 4.1)
  dust(e)
}

const toolWall = (e: Easel, z: number, right: number): void => {
  for (let row = 0; row < 3; row++) {
    const y = 1.5 - row * 0.72
    bar(e, [-2.8, y, z], [right, y, z], 0.05, dim(WOOD, 0.1))
    for (let x = -2.6; x < right; x += 0.2 + 0.14 * e.random()) {
      const long = 0.28 + 0.28 * e.random()
      const kind = e.random()
      const lit = 0.25 + 0.5 * ramp(-2.6, right, x)
      bar(e, [x, y, z], [x, y - long, z], 0.05, dim(kind < 0.5 ? WOOD : IRON, lit))
      bar(e, [x + 0.015, y, z], [x + 0.015, y - long, z], 0.015, dim(kind < 0.5 ? WOOD : BLADE, 1.6 * lit))
      if (kind < 0.3) board(e, x - 0.12, y - 0.12, x + 0.12, y - 0.02, z, dim(IRON, 1.2 * lit))
      else if (kind < 0.55)
        fill(
          e,
          [
            [x - 0.03, y - long * 0.4, z],
            [x + 0.18, y - long, z],
            [x - 0.03, y - long, z],
          ],
          dim(BLADE, lit),
        )
      else if (kind < 0.75) ball(e, x, y - long, z, 0.09, 0.09, dim(IRON, 1.2 * lit))
    }
  }
  endPlane(e, z)
}

const lamps = (e: Easel, z: number): void => {
  const n = 3 + Math.floor(e.random() * 2)
  for (let i = 0; i < n; i++) {
    const x = -1.9 + i * 1.15 + 0.3 * e.random()
    const y = 1.0 + 0.4 * e.random()
    bar(e, [x, 3, z], [x, y + 0.12, z], 0.018, [0.01, 0.008, 0.006])
    fill(
      e,
      [
        [x - 0.2, y, z],
        [x + 0.2, y, z],
        [x + 0.06, y + 0.17, z],
        [x - 0.06, y + 0.17, z],
      ],
      [0.03, 0.026, 0.022],
    )
    lamp(e, x, y - 0.04, z, ink(0xffc47c, 4.4), 0.05)
    glow(e, x, y - 0.06, z, 0.3, ink(0xffa452, 0.42))
  }
  endPlane(e, z)
}

const bench = (e: Easel, z: number): void => {
  const y = -0.68
  const line = screenY(e, y, z + 0.6)
  const top = polished(e, line, dim(WOOD, e.hour === 'night' ? 0.08 : 0.2), 0.4)
  fill(
    e,
    [
      [-3, y, z + 0.6],
      [3, y, z + 0.6],
      [3, y, z - 0.5],
      [-3, y, z - 0.5],
    ],
    top,
  )
  board(e, -3, -3, 3, y - 0.13, z - 0.5, polished(e, line, dim(WOOD, 0.02), 0.12))
  board(e, -3, y - 0.13, 3, y, z - 0.5, dim(WOOD, e.hour === 'night' ? 0.1 : 0.22))
  board(e, -3, y - 0.02, 3, y, z - 0.5, dim(WOOD, e.hour === 'night' ? 0.24 : 0.6))
  for (let i = 0; i < 4; i++) {
    const x = -1.5 + i * 0.8
    board(e, x, y - 0.42, x + 0.7, y - 0.17, z - 0.5, dim(WOOD, 0.07))
    bar(e, [x + 0.25, y - 0.28, z - 0.5], [x + 0.45, y - 0.28, z - 0.5], 0.03, dim(BLADE, 0.25))
  }
  for (let i = 0; i < 8; i++) thing(e, -1.4 + i * 0.38 + 0.12 * e.random(), y, z)
  endPlane(e, z)
}

/** Something that lies or stands on the bench. */
const thing = (e: Easel, x: number, y: number, z: number): void => {
  const kind = e.random()
  const lit = (0.4 + 0.5 * ramp(-1.2, 1.2, x)) * (e.hour === 'night' ? 0.5 : 1)
  if (kind < 0.3) {
    board(e, x - 0.07, y, x + 0.07, y + 0.2, z, dim(pick(e, [ink(0x7a8078), ink(0x8a4a30), ink(0x4a5a66)]), 0.5 * lit))
    board(e, x + 0.02, y, x + 0.05, y + 0.2, z, dim(BLADE, 0.6 * lit))
    for (let k = 0; k < 5; k++)
      bar(
        e,
        [x - 0.05 + k * 0.025, y + 0.18, z],
        [x - 0.1 + k * 0.05, y + 0.38 + 0.06 * e.random(), z],
        0.016,
        dim(WOOD, 1.2 * lit),
      )
  } else if (kind < 0.55) {
    board(e, x - 0.2, y, x + 0.2, y + 0.08, z, dim(WOOD, lit))
    board(e, x - 0.15, y + 0.08, x + 0.18, y + 0.13, z, dim(WOOD, 1.5 * lit))
  } else if (kind < 0.75) {
    // A jar of finish that the window shines through.
    board(e, x - 0.06, y, x + 0.06, y + 0.17, z, ink(0xd98a3a, 0.55 * lit), 0.85)
    board(e, x + 0.015, y, x + 0.045, y + 0.17, z, ink(0xffd9a0, 1.1 * lit), 0.8)
  } else {
    ball(e, x, y + 0.1, z, 0.12, 0.1, dim(IRON, 0.8 * lit))
    bar(e, [x - 0.1, y + 0.15, z], [x + 0.1, y + 0.21, z], 0.05, dim(BLADE, lit))
  }
}

/** Dust in the light. */
const dust = (e: Easel): void => {
  const bright = e.hour === 'night' ? 0.07 : 0.3
  for (let i = 0; i < 60; i++) {
    const z = 2.2 + 3 * e.random()
    const x = (-0.15 + 0.42 * e.random()) * z * 0.7
    lamp(
      e,
      x,
      (0.5 - 0.8 * e.random()) * z * 0.6,
      z,
      ink(0xffe2b8, bright * e.random() ** 2),
      0,
      0.3 + 0.6 * e.random(),
    )
  }
  endPlane(e, 2.6)
}

/** The vice and a plane on the near edge of the bench. */
export const frontOfWorkshop = (e: Easel): void => {
  const side = e.random() < 0.5 ? -1 : 1
  board(e, side * 0.22, -0.7, side * 0.45, -0.42, 1.08, dim(IRON, 0.2))
  bar(e, [side * 0.2, -0.44, 1.08], [side * 0.42, -0.4, 1.08], 0.04, dim(BLADE, 0.25))
  bar(e, [-side * 0.42, -0.46, 1.08], [-side * 0.22, -0.51, 1.08], 0.08, dim(WOOD, 0.25))
  endPlane(e, 1.08)
}
