import type { LinearImage, Rgb, Shot, World } from '../shot.ts'
import { luminance } from './colour.ts'
import { type Easel, setUpEasel } from './easel.ts'
import { frontOfConcertHall, paintConcertHall } from './concert-hall.ts'
import { frontOfKitchen, paintKitchen } from './kitchen.ts'
import { paintOffice } from './office.ts'
import { frontOfStage, paintStage } from './stage.ts'
import { frontOfLaboratory, paintLaboratory } from './laboratory.ts'
import { frontOfWorkshop, paintWorkshop } from './workshop.ts'
import { paintMountain } from './mountain.ts'
import { paintSea } from './sea.ts'
import { paintStreet } from './street.ts'
import { paintSpace } from './space.ts'
import { paintLibrary } from './library.ts'
import { paintStudio } from './studio.ts'
import { paintSky } from './sky.ts'
import type { Plate } from './plate.ts'
import { enlarge } from './scale.ts'

type Kind = Exclude<World['kind'], 'white'>

const BEHIND: Readonly<Record<Kind, (e: Easel) => void>> = {
  'concert-hall': paintConcertHall,
  kitchen: paintKitchen,
  office: paintOffice,
  stage: paintStage,
  laboratory: paintLaboratory,
  workshop: paintWorkshop,
  mountain: paintMountain,
  sea: paintSea,
  street: paintStreet,
  space: paintSpace,
  library: paintLibrary,
  studio: paintStudio,
  sky: paintSky,
}
const IN_FRONT: Readonly<Partial<Record<Kind, (e: Easel) => void>>> = {
  'concert-hall': frontOfConcertHall,
  kitchen: frontOfKitchen,
  stage: frontOfStage,
  laboratory: frontOfLaboratory,
  workshop: frontOfWorkshop,
}

/** Painted at about this many pixels and enlarged: it is out of focus anyway. */
const PLATE_PIXELS = 280_000
const FRONT_PIXELS = 90_000

/** Mean luminance each hour is exposed for. */
const EXPOSED_FOR: Readonly<Record<World['hour'], number>> = { day: 0.17, golden: 0.13, night: 0.06 }

/** The tint of the air at each hour, as factors. */
const AIR: Readonly<Record<World['hour'], Rgb>> = {
  day: [0.96, 1, 1.06],
  golden: [1.03, 1, 0.94],
  night: [0.98, 1, 1.03],
}

/**
 * The background of a shot in linear light at the shot's size, with depth of field in it. The white world is exactly 1
 * everywhere. Equal worlds, framings and light sides give equal backgrounds.
 */
export const paintWorld = (shot: Shot): LinearImage => {
  const { width, height, world } = shot
  if (world.kind === 'white') return { width, height, data: new Float32Array(width * height * 3).fill(1) }
  const shrinkBy = Math.min(1, Math.sqrt(PLATE_PIXELS / (width * height)))
  const easel = setUpEasel(shot, Math.round(width * shrinkBy), Math.round(height * shrinkBy), 1)
  BEHIND[world.kind](easel)
  expose(easel.picture, world.hour, easel.flip)
  return { width, height, data: enlarge(easel.picture.data, easel.width, easel.height, 4, 3, width, height) }
}

/** What stands between lens and figure, far out of focus, as premultiplied RGBA in linear light; null where nothing does. */
export const paintFront = (shot: Shot): Plate | null => {
  const { width, height, world } = shot
  const front = world.kind === 'white' ? undefined : IN_FRONT[world.kind]
  // In a close portrait it would lie over the person.
  if (front === undefined || shot.grade.look !== 'cinematic' || shot.framing.faceWidth > 0.3) return null
  const shrinkBy = Math.min(1, Math.sqrt(FRONT_PIXELS / (width * height)))
  const easel = setUpEasel(shot, Math.round(width * shrinkBy), Math.round(height * shrinkBy), 2)
  front(easel)
  return {
    width,
    height,
    data: enlarge(easel.picture.data, easel.width, easel.height, 4, 4, width, height),
  }
}

/** Brings a plate near the brightness and tint of its hour, and a little brighter on the key light's side. */
const expose = (plate: Plate, hour: World['hour'], flip: number): void => {
  const { width, height, data } = plate
  let sum = 0
  for (let i = 0; i < data.length; i += 4)
    sum += Math.min(1, luminance(data[i] ?? 0, data[i + 1] ?? 0, data[i + 2] ?? 0))
  const mean = sum / (width * height)
  const gain = Math.min(2.5, Math.max(0.4, (EXPOSED_FOR[hour] / Math.max(1e-4, mean)) ** 0.65))
  const [red, green, blue] = AIR[hour]
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const k = gain * (1 + flip * 0.22 * (x / width - 0.5) * 2)
      const i = (y * width + x) * 4
      data[i] = (data[i] ?? 0) * k * red
      data[i + 1] = (data[i + 1] ?? 0) * k * green
      data[i + 2] = (data[i + 2] ?? 0) * k * blue
    }
}
