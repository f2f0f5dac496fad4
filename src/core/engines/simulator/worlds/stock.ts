import type { Grade } from '../shot.ts'

type Tint = readonly [number, number, number]

/** A film: how light becomes colour. Shares are of full display brightness unless said otherwise. */
export interface Stock {
  /** Factor on the light before everything else. */
  readonly exposure: number
  /** White balance: factors on red, green and blue light. */
  readonly balance: Tint
  /** Where the shoulder begins, in linear light: below it the curve is straight. */
  readonly shoulder: number
  /** Strength of the S over mid grey, 0 to 1. */
  readonly contrast: number
  /** What black becomes. */
  readonly lift: number
  readonly saturation: number
  /** Added to shadows and to lights. */
  readonly shadows: Tint
  readonly lights: Tint
  /** Share of bright light that spreads, white and red. */
  readonly bloom: number
  readonly halation: number
  /** Share of light lost in the corners. */
  readonly vignette: number
  /** Standard deviation of the grain in mid grey. */
  readonly grain: number
  readonly monochrome: boolean
  /** Brush size as a share of the picture's height; 0 is no brush. */
  readonly brush: number
}

const CINEMATIC: Stock = {
  exposure: 1.08,
  balance: [1, 1, 1],
  shoulder: 0.38,
  contrast: 0.42,
  lift: 0.012,
  saturation: 1.06,
  shadows: [-0.022, 0.004, 0.03],
  lights: [0.026, 0.006, -0.03],
  bloom: 0.2,
  halation: 0.16,
  vignette: 0.42,
  grain: 0.017,
  monochrome: false,
  brush: 0,
}

const DOCUMENTARY: Stock = {
  exposure: 1.1,
  balance: [0.95, 1.01, 1.08],
  shoulder: 0.7,
  contrast: 0.12,
  lift: 0,
  saturation: 0.92,
  shadows: [0, 0, 0.006],
  lights: [0, 0.002, 0],
  bloom: 0,
  halation: 0,
  vignette: 0.08,
  grain: 0.006,
  monochrome: false,
  brush: 0,
}

const STUDIO: Stock = {
  exposure: 1.04,
  balance: [1, 1, 1],
  shoulder: 0.6,
  contrast: 0.16,
  lift: 0,
  saturation: 1,
  shadows: [0, 0, 0],
  lights: [0, 0, 0],
  bloom: 0.04,
  halation: 0,
  vignette: 0.06,
  grain: 0,
  monochrome: false,
  brush: 0,
}

const STYLES: Readonly<Record<Grade['style'], Partial<Stock>>> = {
  none: {},
  noir: {
    exposure: 1.12,
    contrast: 0.85,
    lift: 0.008,
    monochrome: true,
    vignette: 0.68,
    grain: 0.03,
    bloom: 0.3,
    halation: 0.1,
  },
  painterly: {
    brush: 0.0062,
    saturation: 1.22,
    contrast: 0.35,
    shadows: [0.012, -0.002, 0.012],
    lights: [0.03, 0.015, -0.035],
    grain: 0.006,
    vignette: 0.5,
    bloom: 0.14,
  },
  golden: {
    exposure: 1.16,
    balance: [1.03, 1, 0.92],
    saturation: 1.1,
    contrast: 0.3,
    lift: 0.03,
    shadows: [0.03, 0.004, -0.02],
    lights: [0.05, 0.016, -0.06],
    bloom: 0.36,
    halation: 0.26,
    vignette: 0.36,
  },
  cold: {
    balance: [0.84, 1, 1.24],
    saturation: 0.62,
    contrast: 0.55,
    shadows: [-0.03, -0.002, 0.035],
    lights: [-0.035, 0.004, 0.03],
    halation: 0.05,
    bloom: 0.16,
  },
  pastel: {
    exposure: 1.7,
    balance: [0.95, 0.99, 1.1],
    contrast: 0.02,
    lift: 0.11,
    saturation: 0.74,
    shadows: [0.02, 0.0, 0.07],
    lights: [0.025, -0.006, 0.012],
    vignette: 0.1,
    bloom: 0.42,
    halation: 0.08,
    grain: 0.01,
  },
  neon: {
    exposure: 1.04,
    contrast: 0.6,
    saturation: 1.35,
    shadows: [0.012, -0.03, 0.075],
    lights: [0.05, -0.04, 0.045],
    bloom: 0.5,
    halation: 0.24,
    vignette: 0.55,
  },
  vintage: {
    exposure: 1.14,
    balance: [1.04, 1, 0.9],
    contrast: 0.2,
    lift: 0.075,
    saturation: 0.66,
    shadows: [0.012, 0.018, 0.03],
    lights: [0.05, 0.022, -0.075],
    halation: 0.2,
    bloom: 0.22,
    vignette: 0.55,
    grain: 0.032,
  },
}

/** The film a grade asks for. A documentary picture is not graded: its only style is to have no colour. */
export const stockOf = (grade: Grade): Stock => {
  if (grade.look === 'cinematic') return { ...CINEMATIC, ...STYLES[grade.style] }
  if (grade.look === 'documentary') return { ...DOCUMENTARY, monochrome: grade.style === 'noir' }
  return grade.style === 'none' ? STUDIO : { ...CINEMATIC, ...STYLES[grade.style], grain: 0.004, vignette: 0.2 }
}
