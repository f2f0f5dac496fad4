import { dim, ink } from './colour.ts'
import { type Easel, endPlane, haze, lamp, wash } from './easel.ts'
import { cloudsOver } from './clouds.ts'
import { skyOf, sunAt } from './sky-light.ts'

/** Above the weather: a sea of clouds below, towers of cloud around, the sun level with the eye. */
export const paintSky = (e: Easel): void => {
  const sky = skyOf(e.hour)
  const sunX = 0.12 + 0.14 * e.random()
  const drop = e.height * 0.14
  wash(e, (x, y, out) => sky.at(((x - e.width / 2) * e.flip) / e.height, (e.horizon + drop - y) / e.height, sunX, out))
  if (e.hour === 'night')
    for (let i = 0; i < 90; i++)
      lamp(e, (e.random() - 0.5) * 800, 520 * e.random() - 20, 900, ink(0xdfe8ff, 1.2 * e.random() ** 3), 0, 0.4)
  cloudsOver(e, sunX, { low: 0.02, high: 0.7, cover: 0.4 + 0.15 * e.random(), strength: 0.95 })
  sunAt(e, sunX, 0.07, 1)
  endPlane(e, 600)
  floorOfClouds(e, sunX)
  haze(e, dim(sky.haze, 1.1), (u, v) => 0.12 * v + 0.08 * u)
}

/** The cloud tops below, nearer and larger toward the bottom edge. */
const floorOfClouds = (e: Easel, sunX: number): void => {
  const turned = { ...e, horizon: e.horizon + e.height * 0.1 }
  const upsideDown: Easel = turned
  const below = { low: 0.02, high: 0.9, cover: 0.72, strength: 1 }
  // A mirrored bank: the same clouds seen from above.
  const mirrored = {
    ...upsideDown,
    layer: { ...e.layer, data: new Float32Array(e.layer.data.length) },
    horizon: e.height - upsideDown.horizon,
    seed: e.seed + 99,
  }
  cloudsOver(mirrored, sunX, below)
  const row = e.width * 4
  for (let y = 0; y < e.height; y++) {
    const from = (e.height - 1 - y) * row
    e.layer.data.set(mirrored.layer.data.subarray(from, from + row), y * row)
  }
  e.touched = true
  endPlane(e, 12)
}
