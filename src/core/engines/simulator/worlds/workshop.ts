import { dim, ink, mix, ramp } from './colour.ts'
import { ball, bar, board, type Easel, endPlane, fill, glow, haze, lamp } from './easel.ts'
import { noise } from './noise.ts'
import { litBy, paintOn, paintRoom, type Source } from './room.ts'

const WOOD = ink(0x8a5a34)
const IRON = ink(0x34343a)

/** A maker's workshop: planks, a tall window with shafts of light in the dust, tools in rows, filament lamps. */
export const paintWorkshop = (e: Easel): void => {
  const night = e.hour === 'night'
  const sun = night ? ink(0x39528c, 1.4) : e.hour === 'golden' ? ink(0xffae5a, 13) : ink(0xf2f4ff, 11)
  const back = 7.2 + 1.2 * e.random()
  const windowX = 0.5 + 0.8 * e.random()
  const sources: Source[] = [
    { at: [windowX + 0.6, 1, back - 1.2], light: sun, soft: 1.1 },
    { at: [2.4, 0.8, 3.5], light: dim(sun, 0.4), soft: 1.2 },
    { at: [-1.5, 1.0, back - 2], light: ink(0xff9d48, night ? 4 : 2), soft: 0.5 },
  ]
  paintRoom(e, { left: -2.9, right: 3, floor: -1.5, ceiling: 2.7, back }, (s, x, y, z, out) => {
    litBy(sources, dim(ink(0x4a5568), night ? 0.04 : 0.1), x, y, z, out)
    const across = s === 'left' || s === 'right' ? z : x
    const plank =
      s === 'floor' ? Math.floor(x / 0.22) : s === 'ceiling' ? Math.floor(z / 0.6) : Math.floor(across / 0.26)
    const grain = noise(plank * 7.7, (s === 'floor' ? z : y) * 2.5, e.seed)
    paintOn(out, mix(ink(0x5a3a22), ink(0x9a6a40), grain), s === 'ceiling' ? 0.4 : 0.8)
  })
  const glass = night ? ink(0x22355f, 0.7) : dim(sun, 0.2)
  for (let i = 0; i < 3; i++)
    for (let j = 0; j < 4; j++)
      board(
        e,
        windowX - 0.9 + i * 0.62,
        -0.25 + j * 0.55,
        windowX - 0.34 + i * 0.62,
        0.24 + j * 0.55,
        back - 0.02,
        dim(glass, 0.8 + 0.3 * e.random()),
      )
  endPlane(e, back)
  toolWall(e, back - 0.3, windowX - 1.15)
  lamps(e, back - 2)
  if (!night) shafts(e, windowX, back)
  haze(e, dim(mix(sun, ink(0xffb870), 0.4), night ? 0.12 : 0.03), (u, v) => 0.1 + 0.12 * u * ramp(0.9, 0.2, v))
  bench(e, 4.3)
  dust(e)
}

const toolWall = (e: Easel, z: number, right: number): void => {
  for (let row = 0; row < 3; row++) {
    const y = 1.5 - row * 0.72
    bar(e, [-2.8, y, z], [right, y, z], 0.04, dim(WOOD, 0.16))
    for (let x = -2.6; x < right; x += 0.2 + 0.14 * e.random()) {
      const long = 0.25 + 0.25 * e.random()
      const kind = e.random()
      const shine = 0.14 + 0.2 * ramp(-2.6, right, x)
      bar(e, [x, y, z], [x, y - long, z], 0.045, dim(kind < 0.5 ? WOOD : IRON, 0.4 + shine))
      if (kind < 0.3) board(e, x - 0.1, y - 0.1, x + 0.1, y - 0.02, z, dim(IRON, 0.8 + shine))
      else if (kind < 0.55)
        fill(
          e,
          [
            [x - 0.03, y - long * 0.4, z],
            [x + 0.16, y - long, z],
            [x - 0.03, y - long, z],
          ],
          ink(0x9aa0a8, 0.3 + shine),
        )
      else if (kind < 0.7) ball(e, x, y - long, z, 0.08, 0.08, dim(IRON, 0.7 + shine))
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
      [0.02, 0.016, 0.012],
    )
    lamp(e, x, y - 0.04, z, ink(0xffb257, 5), 0.06)
    glow(e, x, y - 0.06, z, 0.3, ink(0xff983c, 0.5))
  }
  endPlane(e, z)
}

const shafts = (e: Easel, windowX: number, back: number): void => {
  const light = e.hour === 'golden' ? ink(0xffc27a) : ink(0xf4f1ea)
  for (let i = 0; i < 4; i++) {
    const x = windowX - 0.8 + i * 0.5
    fill(
      e,
      [
        [x, 1.9, back],
        [x + 0.32, 1.9, back],
        [x - 1.1, -1.6, 4],
        [x - 1.7, -1.6, 4],
      ],
      light,
      0.1,
    )
  }
  endPlane(e, 4)
}

const bench = (e: Easel, z: number): void => {
  const y = -0.68
  fill(
    e,
    [
      [-3, y, z + 0.6],
      [3, y, z + 0.6],
      [3, y, z - 0.2],
      [-3, y, z - 0.2],
    ],
    dim(WOOD, 0.75),
  )
  board(e, -3, y - 0.14, 3, y, z - 0.2, dim(WOOD, 0.28))
  board(e, -3, -2, 3, y - 0.14, z - 0.2, dim(WOOD, 0.06))
  for (let i = 0; i < 6; i++) {
    const x = -1.25 + i * 0.48 + 0.12 * e.random()
    const kind = e.random()
    const lit = 0.4 + 0.5 * ramp(-1.2, 1.2, x)
    if (kind < 0.35) {
      board(e, x - 0.07, y, x + 0.07, y + 0.2, z, ink(0x7a8078, 0.5 * lit))
      for (let k = 0; k < 5; k++)
        bar(
          e,
          [x - 0.05 + k * 0.025, y + 0.18, z],
          [x - 0.1 + k * 0.05, y + 0.38 + 0.06 * e.random(), z],
          0.016,
          dim(WOOD, 1.3 * lit),
        )
    } else if (kind < 0.65) board(e, x - 0.2, y, x + 0.2, y + 0.08, z, dim(WOOD, 1.2 * lit))
    else {
      ball(e, x, y + 0.1, z, 0.12, 0.1, dim(IRON, lit))
      bar(e, [x - 0.1, y + 0.14, z], [x + 0.1, y + 0.2, z], 0.05, ink(0xa0a6ae, 0.6 * lit))
    }
  }
  endPlane(e, z)
}

/** Dust in the light. */
const dust = (e: Easel): void => {
  const bright = e.hour === 'night' ? 0.1 : 0.35
  for (let i = 0; i < 50; i++) {
    const z = 2.2 + 3 * e.random()
    const x = (-0.1 + 0.45 * e.random()) * z * 0.7
    lamp(e, x, (0.5 - 0.8 * e.random()) * z * 0.6, z, ink(0xffd9a0, bright * e.random()))
  }
  endPlane(e, 2.6)
}

/** The vice and a plane on the near edge of the bench. */
export const frontOfWorkshop = (e: Easel): void => {
  const side = e.random() < 0.5 ? -1 : 1
  board(e, side * 0.2, -0.6, side * 0.45, -0.38, 0.85, dim(IRON, 0.3))
  bar(e, [side * 0.18, -0.4, 0.85], [side * 0.4, -0.36, 0.85], 0.05, ink(0x8c8f96, 0.3))
  bar(e, [-side * 0.42, -0.42, 0.85], [-side * 0.22, -0.47, 0.85], 0.08, dim(WOOD, 0.4))
  endPlane(e, 0.85)
}
