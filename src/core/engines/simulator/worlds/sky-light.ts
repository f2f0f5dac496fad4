import type { Rgb, World } from '../shot.ts'
import { dim, ink, mix, ramp } from './colour.ts'
import { type Easel } from './easel.ts'
import { addGlow } from './plate.ts'

/** The sky of an hour. Distances are in shares of the picture's height; `x` grows toward the key light's side. */
export interface Sky {
  readonly sun: Rgb
  readonly haze: Rgb
  /** Writes the sky's colour at `x` from the middle and `up` above the horizon, with the sun standing at `sunX`. */
  readonly at: (x: number, up: number, sunX: number, out: Float64Array) => void
}

interface Tones {
  readonly zenith: Rgb
  readonly middle: Rgb
  readonly low: Rgb
  readonly warm: Rgb
  readonly sun: Rgb
  readonly haze: Rgb
}

const TONES: Readonly<Record<World['hour'], Tones>> = {
  day: {
    zenith: ink(0x2f6fc0, 0.8),
    middle: ink(0x79abdf, 0.9),
    low: ink(0xd5e4ee, 0.95),
    warm: ink(0xfff2d8, 0.9),
    sun: ink(0xfff4e0, 3.2),
    haze: ink(0xb4cbe0, 0.8),
  },
  golden: {
    zenith: ink(0x33507f, 0.5),
    middle: ink(0xc08a7a, 0.55),
    low: ink(0xffab5c, 0.8),
    warm: ink(0xffc270, 1.1),
    sun: ink(0xffb45c, 3.6),
    haze: ink(0xe9985c, 0.5),
  },
  night: {
    zenith: ink(0x060a1c, 0.6),
    middle: ink(0x101a3a, 0.7),
    low: ink(0x37335a, 0.5),
    warm: ink(0x7a4a4a, 0.25),
    sun: ink(0xbcd0ff, 0.8),
    haze: ink(0x20284a, 0.4),
  },
}

export const skyOf = (hour: World['hour']): Sky => {
  const t = TONES[hour]
  return {
    sun: t.sun,
    haze: t.haze,
    at: (x, up, sunX, out) => {
      const near = Math.exp(-((x - sunX) ** 2 + (up * 1.3) ** 2) * 9)
      const low = up <= 0 ? 1 : Math.exp(-up * 6)
      const high = ramp(0.05, 0.55, up)
      for (let c = 0; c < 3; c++) {
        const base = (t.middle[c] ?? 0) * (1 - high) + (t.zenith[c] ?? 0) * high
        const down = base * (1 - low) + (t.low[c] ?? 0) * low
        out[c] = down + (t.warm[c] ?? 0) * near * 0.8
      }
    },
  }
}

/** The sun or the moon with its glow, on the plane being painted; `strength` scales it. */
export const sunAt = (e: Easel, x: number, up: number, strength: number): void => {
  const px = e.width / 2 + e.flip * x * e.height
  const py = e.horizon - up * e.height
  const t = TONES[e.hour]
  e.touched = true
  if (e.hour === 'night') {
    addGlow(e.layer, px, py, e.height * 0.03, dim(t.sun, 0.5 * strength))
    return
  }
  addGlow(e.layer, px, py, e.height * 0.16, dim(mix(t.sun, t.warm, 0.5), 0.26 * strength))
  addGlow(e.layer, px, py, e.height * 0.05, dim(t.sun, 0.6 * strength))
  addGlow(e.layer, px, py, e.height * 0.018, dim(t.sun, 3 * strength))
}
