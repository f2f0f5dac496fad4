import type { Grade, LinearImage } from '../shot.ts'
import { softBlur } from './blur.ts'
import { type FineSpot, paintWithBrush } from './brush.ts'
import { luminance, toDisplay } from './colour.ts'
import { grainTile, GRAIN_TILE } from './grain.ts'
import { hash } from './noise.ts'
import { shrink } from './scale.ts'
import { type Stock, stockOf } from './stock.ts'

/** A finished picture: sRGB, 3 bytes a pixel. */
export interface FilmPicture {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

const STEPS = 8192
/** The brightest light the curve tells apart. */
const CEILING = 16

/**
 * Develops a picture: light spreads in the emulsion (bloom, and red halation where light comes back from the base), falls off
 * toward the corners, passes the tone curve, takes the stock's tints and grain, and is dithered to 8 bits. A painter's brush is finer in the fine spot: the face.
 */
export const develop = (picture: LinearImage, grade: Grade, fine?: FineSpot): FilmPicture => {
  const stock = stockOf(grade)
  const { width, height } = picture
  const source = stock.brush > 0 ? paintWithBrush(picture, Math.max(1.5, stock.brush * height), fine) : picture.data
  const curve = toneCurve(stock)
  const spread = spreadLight(source, width, height, stock)
  const grain = grainTile(grade.seed)
  const data = new Uint8Array(width * height * 3)
  const half = Math.hypot(width, height) / 2
  const balance = Float64Array.from(stock.balance)
  const colour = new Float64Array(3)
  for (let y = 0; y < height; y++) {
    const v = (y + 0.5 - height / 2) / half
    const foot = 1 - 0.5 * stock.vignette * smooth((y / height - 0.72) / 0.34)
    for (let x = 0; x < width; x++) {
      const u = (x + 0.5 - width / 2) / half
      const corner = u * u + v * v
      const light = stock.exposure * foot * (1 - stock.vignette * corner * (0.55 + 0.45 * corner))
      const i = (y * width + x) * 3
      spread(x, y, colour)
      for (let c = 0; c < 3; c++) {
        const l = ((source[i + c] ?? 0) + (colour[c] ?? 0)) * light * (balance[c] ?? 1)
        const at = Math.sqrt(l <= 0 ? 0 : l >= CEILING ? CEILING : l) * (STEPS / Math.sqrt(CEILING))
        colour[c] = curve[Math.floor(at)] ?? 0
      }
      tintAndGrain(colour, stock, grain, x, y)
      const dice = hash(x, y, grade.seed ^ 0x5f3759df)
      const dither = ((dice & 0xffff) + (dice >>> 16)) / 65536 - 1
      for (let c = 0; c < 3; c++) {
        const out = (colour[c] ?? 0) * 255 + 0.5 + dither * 0.5
        data[i + c] = out <= 0 ? 0 : out >= 255 ? 255 : Math.floor(out)
      }
    }
  }
  return { width, height, data }
}

const smooth = (t: number): number => {
  const k = t < 0 ? 0 : t > 1 ? 1 : t
  return k * k * (3 - 2 * k)
}

/** Straight up to the shoulder, then an exponential roll-off; an S over mid grey in display space. */
const toneCurve = (stock: Stock): Float32Array => {
  const curve = new Float32Array(STEPS + 1)
  const top = stock.shoulder
  for (let n = 0; n <= STEPS; n++) {
    const l = (n / STEPS) ** 2 * CEILING
    const rolled = l <= top ? l : top + (1 - top) * (1 - Math.exp(-(l - top) / (1 - top)))
    const d = toDisplay(rolled)
    const s = d < 0.5 ? 2 * d * d : 1 - 2 * (1 - d) * (1 - d)
    curve[n] = stock.lift + (1 - stock.lift) * (d + (s - d) * stock.contrast)
  }
  return curve
}

/** What bright places add to their surroundings, read at full size from a quarter-size map. */
const spreadLight = (
  source: Float32Array,
  width: number,
  height: number,
  stock: Stock,
): ((x: number, y: number, out: Float64Array) => void) => {
  if (stock.bloom === 0 && stock.halation === 0) return (_x, _y, out) => void out.fill(0)
  const small = shrink(source, width, height, 3, 4)
  const { data } = small
  for (let i = 0; i < data.length; i += 3) {
    const r = Math.min(6, data[i] ?? 0)
    const g = Math.min(6, data[i + 1] ?? 0)
    const b = Math.min(6, data[i + 2] ?? 0)
    const k = smooth((luminance(r, g, b) - 0.45) / 0.9)
    data[i] = r * k
    data[i + 1] = g * k
    data[i + 2] = b * k
  }
  const near = softBlur(data, small.width, small.height, 3, small.height * 0.008)
  const wide = softBlur(near, small.width, small.height, 3, small.height * 0.045)
  const w = small.width
  const map = new Float32Array(data.length)
  for (let i = 0; i < map.length; i += 3) {
    const l = luminance(near[i] ?? 0, near[i + 1] ?? 0, near[i + 2] ?? 0) * stock.halation
    const add = (c: number) => (near[i + c] ?? 0) * stock.bloom * 0.35 + (wide[i + c] ?? 0) * stock.bloom
    map[i] = add(0) + l
    map[i + 1] = add(1) + l * 0.28
    map[i + 2] = add(2) + l * 0.06
  }
  return (x, y, out) => {
    const sx = Math.max(0, x / 4 - 0.375)
    const sy = Math.max(0, y / 4 - 0.375)
    const x0 = Math.floor(sx)
    const y0 = Math.floor(sy)
    const fx = sx - x0
    const fy = sy - y0
    const a = (y0 * w + x0) * 3
    const right = x0 + 1 < w ? 3 : 0
    const down = y0 + 1 < small.height ? w * 3 : 0
    for (let c = 0; c < 3; c++) {
      const top = (map[a + c] ?? 0) * (1 - fx) + (map[a + right + c] ?? 0) * fx
      const low = (map[a + down + c] ?? 0) * (1 - fx) + (map[a + down + right + c] ?? 0) * fx
      out[c] = top * (1 - fy) + low * fy
    }
  }
}

const tintAndGrain = (colour: Float64Array, stock: Stock, grain: Float32Array, x: number, y: number): void => {
  const r = colour[0] ?? 0
  const g = colour[1] ?? 0
  const b = colour[2] ?? 0
  const l = 0.299 * r + 0.587 * g + 0.114 * b
  const dark = (1 - l) * (1 - l)
  const shade = dark * l * 4 * 0.6 + dark * 0.4
  const bright = l * l * (1 - l * 0.4) * 1.4
  const at = ((y & (GRAIN_TILE - 1)) * GRAIN_TILE + (x & (GRAIN_TILE - 1))) * 2
  // Large clumps in the shadows, fine grain in the lights, none in pure black or white.
  const speck = (grain[at] ?? 0) * l + (grain[at + 1] ?? 0) * (1 - l)
  const rough = speck * stock.grain * (0.35 + 2.6 * l * (1 - l))
  if (stock.monochrome) {
    colour.fill(l + rough)
    return
  }
  const s = stock.saturation
  colour[0] = l + (r - l) * s + shade * stock.shadows[0] + bright * stock.lights[0] + rough
  colour[1] = l + (g - l) * s + shade * stock.shadows[1] + bright * stock.lights[1] + rough
  colour[2] = l + (b - l) * s + shade * stock.shadows[2] + bright * stock.lights[2] + rough
}
