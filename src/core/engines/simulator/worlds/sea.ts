import type { Rgb } from '../shot.ts'
import { dim, ink, mix, ramp } from './colour.ts'
import { bar, type Easel, endPlane, fill, haze, lamp, wash } from './easel.ts'
import { cloudsOver } from './clouds.ts'
import { cloudNoise, noise } from './noise.ts'
import { skyOf, sunAt } from './sky-light.ts'

/** Open water: the sun's path in glitter, long swell, a headland, sails far out, a rail and rigging near. */
export const paintSea = (e: Easel): void => {
  const sky = skyOf(e.hour)
  const night = e.hour === 'night'
  const sunX = 0.1 + 0.14 * e.random()
  const lift = 0.08 + 0.05 * e.random()
  const water: Rgb = night ? ink(0x050b1a) : e.hour === 'golden' ? ink(0x2b3a52, 0.8) : ink(0x1d5c86, 0.9)
  const line = e.horizon
  wash(e, (x, y, out) => {
    const u = ((x - e.width / 2) * e.flip) / e.height
    const up = (line - y) / e.height
    if (up >= 0) {
      sky.at(u, up, sunX, out)
      return
    }
    // The mirrored sky, broken by waves that grow toward the lens.
    const far = 0.02 / (0.012 - up)
    const wave = cloudNoise((u * 3) / (0.05 - up), 1.4 / (0.02 - up) + e.seed, e.seed, 3) - 0.5
    sky.at(u, -up * 0.7 + Math.abs(wave) * 0.3, sunX, out)
    const mirror = 0.2 + 0.6 * Math.min(1, far) + 0.25 * wave
    for (let c = 0; c < 3; c++) out[c] = (out[c] ?? 0) * mirror + (water[c] ?? 0) * (1 - mirror) * (0.6 + 0.7 * wave)
    const path = Math.exp(-(((u - sunX) / (0.05 - up * 0.24)) ** 2)) * ramp(-0.05, 0.35, wave + 0.12)
    for (let c = 0; c < 3; c++) out[c] = (out[c] ?? 0) + (sky.sun[c] ?? 0) * path * (night ? 0.22 : 0.3)
  })
  cloudsOver(e, sunX, { low: 0.04, high: 0.55, cover: 0.42 + 0.16 * e.random(), strength: 0.85 })
  sunAt(e, sunX, lift, 1)
  headland(e, sky.haze)
  endPlane(e, 500)
  sails(e, night)
  haze(e, dim(sky.haze, 1.05), (u, v) => 0.3 * Math.exp(-(((v - line / e.height) / 0.07) ** 2)) + 0.05 * u)
  glitter(e, sunX, sky.sun)
  deck(e)
}

const headland = (e: Easel, air: Rgb): void => {
  const side = e.random() < 0.7 ? -1 : 1
  const z = 800
  const places: [number, number, number][] = []
  const rock = mix(e.hour === 'night' ? ink(0x070a14) : ink(0x4a4650), air, 0.45)
  const from = side * 320
  for (let i = 0; i <= 24; i++) {
    const t = i / 24
    places.push([from - side * t * 300, 70 * (1 - t) ** 1.3 * (0.7 + 0.6 * noise(t * 6, 1, e.seed)) + 3, z])
  }
  fill(e, [[from, -1, z], ...places, [from - side * 300, -1, z]], rock)
  if (e.hour !== 'day') lamp(e, from - side * 215, 30, z, ink(0xffd28a, 3))
}

const sails = (e: Easel, night: boolean): void => {
  for (let i = 0; i < 3; i++) {
    const z = 90 + 60 * i
    const x = (e.random() - 0.5) * z * 0.6
    const tall = 9
    const cloth = night ? ink(0x39415a, 0.5) : mix(ink(0xfff3e0, 0.9), skyOf(e.hour).sun, 0.15)
    fill(
      e,
      [
        [x, 0.2, z],
        [x + 3.4, 0.4, z],
        [x + 0.1, tall, z],
      ],
      cloth,
    )
    fill(
      e,
      [
        [x - 0.2, 0.3, z],
        [x - 2.3, 0.5, z],
        [x - 0.1, tall * 0.86, z],
      ],
      dim(cloth, 0.75),
    )
    fill(
      e,
      [
        [x - 2.6, 0.3, z],
        [x + 3.6, 0.3, z],
        [x + 2.9, -0.9, z],
        [x - 2, -0.9, z],
      ],
      ink(0x171a22, 0.6),
    )
  }
  endPlane(e, 90)
}

const glitter = (e: Easel, sunX: number, sun: Rgb): void => {
  const power = e.hour === 'night' ? 0.35 : e.hour === 'day' ? 0.3 : 0.42
  for (let i = 0; i < 190; i++) {
    const z = 4 + 150 * e.random() ** 2.4
    const centre = ((e.width / 2 + e.flip * sunX * e.height - e.centre) / (e.flip * e.focal)) * z
    const x = centre + (e.random() + e.random() - 1) * 0.15 * z * (0.3 + 0.7 * Math.exp(-z / 30))
    lamp(e, x, -1.5, z, dim(sun, power * e.random() ** 2 * (0.6 + 4 / (z + 6))))
  }
  endPlane(e, 6)
}

/** Rail, shrouds and a mast: the figure stands on a ship. */
const deck = (e: Easel): void => {
  const wood = e.hour === 'night' ? ink(0x120d0a) : ink(0x5a3620, 0.7)
  const z = 3.8
  const lean = (e.random() - 0.5) * 0.1
  bar(e, [-4, -0.72 - lean, z], [4, -0.72 + lean, z], 0.09, wood)
  bar(e, [-4, -0.69 - lean, z], [4, -0.69 + lean, z], 0.02, mix(wood, skyOf(e.hour).sun, 0.12))
  for (let x = -3; x < 3; x += 0.5) bar(e, [x, -0.72, z], [x, -1.7, z], 0.05, dim(wood, 0.7))
  const mast = -(0.75 + 0.3 * e.random())
  bar(e, [mast, -2, z], [mast + 0.03, 4, z], 0.13, dim(wood, 0.6))
  bar(e, [mast + 0.05, -2, z], [mast + 0.08, 4, z], 0.025, mix(wood, skyOf(e.hour).sun, 0.16))
  for (let i = 0; i < 4; i++) bar(e, [mast + 0.1, 2.6, z], [mast + 1.2 + i * 0.35, -0.72, z], 0.016, dim(wood, 0.5))
  for (let i = 0; i < 3; i++) bar(e, [mast, 2.6, z], [mast - 0.9 - i * 0.3, -0.72, z], 0.016, dim(wood, 0.5))
  endPlane(e, z)
}
