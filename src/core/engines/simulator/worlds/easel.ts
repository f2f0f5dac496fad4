import type { Rgb, Shot, World } from '../shot.ts'
import { lensBlur } from './blur.ts'
import { cloudNoise, randomStream } from './noise.ts'
import {
  addBokeh,
  addGlow,
  fillEllipse,
  fillPolygon,
  flood,
  layOver,
  newPlate,
  type Paint,
  type Plate,
  type Shade,
} from './plate.ts'

/** A place in the world, in metres from the lens: x to the key light's side, y up, z away. The floor is at y = -1.5. */
export type Place = readonly [number, number, number]

interface PointLight {
  readonly x: number
  readonly y: number
  readonly radius: number
  readonly light: Rgb
}

/**
 * What a world is painted on. Worlds are painted with their main light on the +x side; the lens mirrors them when the
 * shot's key light comes from the left. Painting goes from far to near, plane by plane, each with its own blur.
 */
export interface Easel {
  readonly width: number
  readonly height: number
  readonly hour: World['hour']
  readonly seed: number
  /** The composition's dice. */
  readonly random: () => number
  readonly centre: number
  readonly horizon: number
  /** Pixels a metre at one metre away. */
  readonly focal: number
  /** 1, or -1 when the world is mirrored. */
  readonly flip: number
  /** Blur radius in pixels of something infinitely far. */
  readonly farBlur: number
  readonly picture: Plate
  layer: Plate
  touched: boolean
  lights: PointLight[]
}

/** Metres from the lens that are in focus. */
const FOCUS = 1.6

/** An easel for the shot's background, or for what stands in front of the figure. `width` is in pixels of the plate. */
export const setUpEasel = (shot: Shot, width: number, height: number, salt: number): Easel => {
  const random = randomStream(shot.world.seed, salt)
  const pan = random() - 0.5
  const tilt = random() - 0.5
  const coin = random() < 0.5 ? -1 : 1
  const flip = shot.light.side === 'left' ? -1 : shot.light.side === 'right' ? 1 : coin
  const spread = Math.min(2.2, Math.max(0.6, (shot.framing.faceWidth / 0.2) ** 0.6))
  const open = shot.grade.look === 'documentary' ? 0.0016 : shot.grade.look === 'studio' ? 0.011 : 0.0142 * spread
  const eyes = Math.min(0.6, Math.max(0.2, shot.framing.eyes[1]))
  return {
    width,
    height,
    hour: shot.world.hour,
    seed: shot.world.seed,
    random,
    centre: width * (0.5 + 0.15 * pan),
    horizon: height * (0.34 + 0.32 * eyes + 0.08 * tilt),
    // A 50 mm lens on full frame, whatever the shape of the picture.
    focal: 1.35 * Math.sqrt((width * height * 4) / 3),
    flip,
    farBlur: open * Math.sqrt((width * height * 4) / 3),
    picture: newPlate(width, height),
    layer: newPlate(width, height),
    touched: false,
    lights: [],
  }
}

export const screenX = (e: Easel, x: number, z: number): number => e.centre + (e.flip * e.focal * x) / z
export const screenY = (e: Easel, y: number, z: number): number => e.horizon - (e.focal * y) / z
/** One of a list, by the composition's dice. */
export const pick = <T>(e: Easel, list: readonly [T, ...T[]]): T =>
  list[Math.floor(e.random() * list.length)] ?? list[0]

/** Pixels a metre at that distance. */
export const scaleAt = (e: Easel, z: number): number => e.focal / z

/** Blur radius in pixels at a distance in metres. */
export const blurAt = (e: Easel, z: number): number =>
  z >= FOCUS ? e.farBlur * (1 - FOCUS / z) : e.farBlur * 4.5 * (FOCUS / z - 1)

/** Fills a polygon given by places. */
export const fill = (e: Easel, places: readonly Place[], paint: Paint, alpha = 1): void => {
  const points: number[] = []
  for (const [x, y, z] of places) points.push(screenX(e, x, z), screenY(e, y, z))
  e.touched = true
  fillPolygon(e.layer, points, paint, alpha)
}

/** An upright rectangle that faces the lens. */
export const board = (
  e: Easel,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  z: number,
  paint: Paint,
  alpha = 1,
): void =>
  fill(
    e,
    [
      [x0, y0, z],
      [x1, y0, z],
      [x1, y1, z],
      [x0, y1, z],
    ],
    paint,
    alpha,
  )

/** A straight bar of `thick` metres between two places. */
export const bar = (e: Easel, a: Place, b: Place, thick: number, paint: Paint, alpha = 1): void => {
  const ax = screenX(e, a[0], a[2])
  const ay = screenY(e, a[1], a[2])
  const bx = screenX(e, b[0], b[2])
  const by = screenY(e, b[1], b[2])
  const long = Math.hypot(bx - ax, by - ay) || 1
  const nx = (by - ay) / long
  const ny = -(bx - ax) / long
  const ta = (thick / 2) * scaleAt(e, a[2])
  const tb = (thick / 2) * scaleAt(e, b[2])
  e.touched = true
  fillPolygon(
    e.layer,
    [ax + nx * ta, ay + ny * ta, bx + nx * tb, by + ny * tb, bx - nx * tb, by - ny * tb, ax - nx * ta, ay - ny * ta],
    paint,
    alpha,
  )
}

export const ball = (
  e: Easel,
  x: number,
  y: number,
  z: number,
  rx: number,
  ry: number,
  paint: Paint,
  alpha = 1,
  soft = 0,
): void => {
  const s = scaleAt(e, z)
  e.touched = true
  fillEllipse(e.layer, screenX(e, x, z), screenY(e, y, z), rx * s, ry * s, paint, alpha, soft)
}

/** Light in the air around a place; `radius` in metres. It falls on everything painted so far and on this plane. */
export const glow = (e: Easel, x: number, y: number, z: number, radius: number, light: Rgb, squash = 1): void => {
  e.touched = true
  addGlow(e.layer, screenX(e, x, z), screenY(e, y, z), radius * scaleAt(e, z), light, squash)
}

/** A small bright source: a disc of bokeh as large as its distance makes it. `size` is its own radius in metres; `tight` below 1 keeps it sharper. */
export const lamp = (e: Easel, x: number, y: number, z: number, light: Rgb, size = 0, tight = 1): void => {
  const own = size * scaleAt(e, z)
  const blur = Math.max(1.1, blurAt(e, z) * tight)
  const radius = Math.hypot(own, blur)
  // A larger disc spreads the same light; the square root keeps large discs visible.
  const weaken = Math.min(1.6, Math.max(0.35, Math.sqrt((e.height * 0.011) / radius)))
  e.lights.push({
    x: screenX(e, x, z),
    y: screenY(e, y, z),
    radius,
    light: [light[0] * weaken, light[1] * weaken, light[2] * weaken],
  })
}

/** Covers the whole plane, pixel by pixel. */
export const wash = (e: Easel, shade: Shade, alpha = 1): void => {
  e.touched = true
  flood(e.layer, shade, alpha)
}

/** Ends a plane that stands about `z` metres away: blurs it, lays it over what is behind, lights its lamps. */
export const endPlane = (e: Easel, z: number): void => {
  if (e.touched) {
    const data = lensBlur(e.layer.data, e.width, e.height, 4, blurAt(e, z))
    layOver(e.picture, { width: e.width, height: e.height, data })
    e.layer.data.fill(0)
    e.touched = false
  }
  for (const l of e.lights) addBokeh(e.picture, l.x, l.y, l.radius, l.light)
  e.lights = []
}

/** Air between the planes: moves the picture toward `colour`. `amount` may vary over the picture (0 to 1, u and v in shares). */
export const haze = (e: Easel, colour: Rgb, amount: number | ((u: number, v: number) => number)): void => {
  const d = e.picture.data
  const drift = e.seed & 1023
  const cell = 24
  const columns = Math.ceil(e.width / cell) + 2
  const rows = Math.ceil(e.height / cell) + 2
  const grid = new Float32Array(columns * rows)
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < columns; x++) {
      const u = e.flip > 0 ? (x * cell) / e.width : 1 - (x * cell) / e.width
      const v = (y * cell) / e.height
      const k = typeof amount === 'number' ? amount : amount(u, v)
      grid[y * columns + x] = k * (0.8 + 0.4 * cloudNoise(u * 3 + drift, v * 3, e.seed, 3))
    }
  for (let y = 0; y < e.height; y++) {
    const gy = y / cell
    const y0 = Math.floor(gy)
    const fy = gy - y0
    for (let x = 0; x < e.width; x++) {
      const gx = x / cell
      const x0 = Math.floor(gx)
      const fx = gx - x0
      const g = y0 * columns + x0
      const top = (grid[g] ?? 0) * (1 - fx) + (grid[g + 1] ?? 0) * fx
      const low = (grid[g + columns] ?? 0) * (1 - fx) + (grid[g + columns + 1] ?? 0) * fx
      const k = Math.min(1, Math.max(0, top * (1 - fy) + low * fy))
      const i = (y * e.width + x) * 4
      d[i] = (d[i] ?? 0) * (1 - k) + colour[0] * k
      d[i + 1] = (d[i + 1] ?? 0) * (1 - k) + colour[1] * k
      d[i + 2] = (d[i + 2] ?? 0) * (1 - k) + colour[2] * k
    }
  }
}
