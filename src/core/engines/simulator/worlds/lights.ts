import type { Light, Rgb, World } from '../shot.ts'

interface Throw {
  readonly key: Rgb
  readonly fill: Rgb
  readonly rim: Rgb
  readonly elevation: number
  readonly contrast: number
}

type ByHour = Readonly<Record<World['hour'], Throw>>

const t = (key: Rgb, fill: Rgb, rim: Rgb, elevation: number, contrast: number): Throw => ({
  key,
  fill,
  rim,
  elevation,
  contrast,
})

const SUN: ByHour = {
  day: t([1, 0.97, 0.92], [0.62, 0.72, 0.86], [1, 0.98, 0.94], 36, 2.2),
  golden: t([1, 0.84, 0.64], [0.44, 0.46, 0.6], [1, 0.74, 0.42], 16, 3.0),
  night: t([0.7, 0.8, 1], [0.2, 0.25, 0.42], [0.6, 0.74, 1], 32, 3.8),
}

/** The warm lamps and hard edges of a hall; the hour changes how much of the outside is left. */
const INTERIOR: ByHour = {
  day: t([1, 0.95, 0.87], [0.52, 0.55, 0.62], [1, 0.94, 0.84], 32, 2.4),
  golden: t([1, 0.86, 0.68], [0.42, 0.4, 0.48], [1, 0.76, 0.46], 22, 2.9),
  night: t([1, 0.86, 0.7], [0.26, 0.28, 0.4], [1, 0.74, 0.46], 29, 3.6),
}

const LIGHTS: Readonly<Record<World['kind'], ByHour>> = {
  white: {
    day: t([1, 1, 1], [0.9, 0.91, 0.93], [1, 1, 1], 30, 1.5),
    golden: t([1, 0.98, 0.95], [0.9, 0.9, 0.92], [1, 1, 1], 30, 1.5),
    night: t([1, 1, 1], [0.88, 0.9, 0.94], [1, 1, 1], 30, 1.5),
  },
  studio: {
    day: t([1, 0.99, 0.97], [0.6, 0.62, 0.66], [1, 1, 1], 30, 2.1),
    golden: t([1, 0.93, 0.84], [0.56, 0.55, 0.58], [1, 0.88, 0.72], 29, 2.2),
    night: t([0.96, 0.97, 1], [0.4, 0.44, 0.54], [0.84, 0.92, 1], 34, 3.2),
  },
  'concert-hall': {
    day: t([1, 0.93, 0.82], [0.48, 0.42, 0.4], [1, 0.85, 0.62], 37, 2.5),
    golden: t([1, 0.88, 0.7], [0.42, 0.34, 0.34], [1, 0.74, 0.42], 34, 2.9),
    night: t([1, 0.89, 0.73], [0.26, 0.25, 0.34], [1, 0.7, 0.38], 38, 3.6),
  },
  kitchen: INTERIOR,
  office: {
    ...INTERIOR,
    night: t([1, 0.9, 0.78], [0.22, 0.3, 0.48], [0.66, 0.8, 1], 27, 3.4),
  },
  stage: {
    day: t([1, 0.95, 0.88], [0.34, 0.36, 0.5], [1, 0.85, 0.64], 40, 3.0),
    golden: t([1, 0.88, 0.7], [0.34, 0.28, 0.36], [1, 0.68, 0.36], 37, 3.4),
    night: t([1, 0.88, 0.78], [0.2, 0.22, 0.46], [0.5, 0.66, 1], 40, 4.1),
  },
  laboratory: {
    day: t([0.96, 0.99, 1], [0.58, 0.68, 0.76], [0.84, 0.96, 1], 40, 2.0),
    golden: t([1, 0.88, 0.72], [0.48, 0.56, 0.66], [1, 0.8, 0.52], 21, 2.5),
    night: t([0.84, 0.95, 1], [0.2, 0.32, 0.44], [0.34, 0.84, 1], 32, 3.5),
  },
  workshop: INTERIOR,
  library: INTERIOR,
  mountain: SUN,
  sea: SUN,
  sky: SUN,
  street: {
    ...SUN,
    night: t([1, 0.86, 0.72], [0.26, 0.24, 0.46], [1, 0.42, 0.66], 30, 3.5),
  },
  space: {
    day: t([1, 0.98, 0.96], [0.26, 0.36, 0.58], [0.6, 0.8, 1], 19, 3.5),
    golden: t([1, 0.86, 0.68], [0.24, 0.32, 0.52], [0.7, 0.84, 1], 14, 3.7),
    night: t([0.88, 0.94, 1], [0.14, 0.2, 0.38], [0.42, 0.7, 1], 21, 4.4),
  },
}

/** The light a world throws on a person, as display colours; the hour decides its warmth, height (degrees) and drama. */
export const lightOf = (world: World, side: Light['side']): Light => ({ side, ...LIGHTS[world.kind][world.hour] })
