import type { FigureLayer, Shot } from '../shot.ts'
import { softBlur } from './blur.ts'
import { luminance, ramp, toLinear } from './colour.ts'
import { develop, type FilmPicture } from './film.ts'
import { enlarge, shrink } from './scale.ts'
import { paintFront, paintWorld } from './world.ts'

/** How much of the world's light bends around the figure's edges. */
const WRAP = { cinematic: 0.55, studio: 0.3, documentary: 0 } as const

/**
 * The finished picture: the figure in its world, on film. Equal shots and figures are equal bytes. On the white world every
 * pixel the figure does not touch is exactly 255.
 */
export const composeShot = (shot: Shot, figure: FigureLayer): FilmPicture => {
  const { width, height } = shot
  if (shot.world.kind === 'white') return composeOnWhite(shot, figure)
  const world = paintWorld(shot)
  if (shot.grade.look === 'documentary') flash(world.data)
  const wrap = WRAP[shot.grade.look]
  const scene = world.data
  const around = wrap > 0 ? lightAround(scene, figure, width, height) : null
  const air = shot.grade.look === 'cinematic' ? airOf(scene) : NEUTRAL
  const card = reflector(shot, figure)
  const drop = shot.grade.look === 'cinematic' ? FALL_OFF[shot.world.hour] : 0
  for (let p = 0, i = 0; p < width * height; p++, i += 3) {
    const a = figure.alpha[p] ?? 0
    if (a <= 0) continue
    const below = Math.floor(p / width) / height - shot.framing.eyes[1]
    const light = card * (1 - drop * ramp(0.1, 0.75, below))
    const bend = around === null ? 0 : Math.max(0, 1 - (around[p * 4 + 3] ?? 0)) * wrap
    for (let c = 0; c < 3; c++) {
      const own = (figure.data[i + c] ?? 0) * (air[c] ?? 0) * light
      const lit = around === null ? own : own * (1 - bend * 0.35) + (around[p * 4 + c] ?? 0) * bend
      scene[i + c] = (scene[i + c] ?? 0) * (1 - a) + lit * a
    }
  }
  const front = paintFront(shot)
  if (front !== null)
    for (let p = 0, i = 0; p < width * height; p++, i += 3) {
      const keep = 1 - (front.data[p * 4 + 3] ?? 0)
      for (let c = 0; c < 3; c++) scene[i + c] = (scene[i + c] ?? 0) * keep + (front.data[p * 4 + c] ?? 0)
    }
  const face = {
    x: shot.framing.eyes[0] * width,
    y: shot.framing.eyes[1] * height,
    radius: shot.framing.faceWidth * width * 0.6,
  }
  return develop({ width, height, data: scene }, shot.grade, face)
}

/** Share of the figure's light lost toward the bottom of the frame: the eye stays with the face. */
const FALL_OFF = { day: 0.25, golden: 0.4, night: 0.6 } as const

const NEUTRAL = [1, 1, 1] as const

/**
 * How much the figure is brightened so that the face reads: a photographer's reflector. The brightest fifth of the face comes near
 * the skin's own luminance.
 */
const reflector = (shot: Shot, figure: FigureLayer): number => {
  const { width, height } = shot
  const wide = shot.framing.faceWidth * width
  const cx = shot.framing.eyes[0] * width
  const cy = shot.framing.eyes[1] * height
  const seen: number[] = []
  for (let j = -8; j <= 16; j++)
    for (let k = -10; k <= 10; k++) {
      const x = Math.round(cx + (k / 10) * 0.42 * wide)
      const y = Math.round(cy + (j / 16) * 0.65 * wide)
      if (x < 0 || y < 0 || x >= width || y >= height) continue
      const p = y * width + x
      if ((figure.alpha[p] ?? 0) < 0.9) continue
      seen.push(luminance(figure.data[p * 3] ?? 0, figure.data[p * 3 + 1] ?? 0, figure.data[p * 3 + 2] ?? 0))
    }
  if (seen.length < 40) return 1
  seen.sort((a, b) => a - b)
  const bright = seen[Math.floor(seen.length * 0.8)] ?? 0
  const [r, g, b] = shot.person.skin
  const skin = luminance(toLinear(r), toLinear(g), toLinear(b))
  return Math.min(1.5, Math.max(0.9, (0.9 * skin) / Math.max(0.02, bright)))
}

/** The world's light, blurred wide, with the figure's blurred coverage as the fourth channel; full size. */
const lightAround = (scene: Float32Array, figure: FigureLayer, width: number, height: number): Float32Array => {
  const small = shrink(scene, width, height, 3, 4)
  const cover = shrink(figure.alpha, width, height, 1, 4)
  const four = new Float32Array(small.width * small.height * 4)
  for (let p = 0; p < small.width * small.height; p++) {
    for (let c = 0; c < 3; c++) four[p * 4 + c] = Math.min(2.5, small.data[p * 3 + c] ?? 0)
    four[p * 4 + 3] = cover.data[p] ?? 0
  }
  const soft = softBlur(four, small.width, small.height, 4, small.height * 0.008)
  return enlarge(soft, small.width, small.height, 4, 4, width, height)
}

/** The tint of the world's air, gently: what the figure's own colour is multiplied with so that both were shot in one place. */
const airOf = (scene: Float32Array): readonly number[] => {
  const sum = [0, 0, 0]
  for (let i = 0; i < scene.length; i += 3 * 61)
    for (let c = 0; c < 3; c++) sum[c] = (sum[c] ?? 0) + Math.min(1, scene[i + c] ?? 0)
  const l = luminance(sum[0] ?? 0, sum[1] ?? 0, sum[2] ?? 0) || 1
  return sum.map((s) => Math.min(1.06, Math.max(0.94, 1 + 0.1 * (s / l - 1))))
}

/** An on-camera flash does not reach the background: it is darker and pale. */
const flash = (scene: Float32Array): void => {
  for (let i = 0; i < scene.length; i += 3) {
    const grey = luminance(scene[i] ?? 0, scene[i + 1] ?? 0, scene[i + 2] ?? 0)
    for (let c = 0; c < 3; c++) scene[i + c] = Math.min(1.1, (0.65 * (scene[i + c] ?? 0) + 0.35 * grey) * 0.8 + 0.004)
  }
}

const composeOnWhite = (shot: Shot, figure: FigureLayer): FilmPicture => {
  const { width, height } = shot
  const film = develop(
    { width, height, data: figure.data },
    { ...shot.grade, look: shot.grade.look === 'cinematic' ? 'studio' : shot.grade.look },
  )
  const { data } = film
  for (let p = 0, i = 0; p < width * height; p++, i += 3) {
    const a = figure.alpha[p] ?? 0
    for (let c = 0; c < 3; c++) data[i + c] = Math.round(255 + ((data[i + c] ?? 0) - 255) * a)
  }
  return film
}
