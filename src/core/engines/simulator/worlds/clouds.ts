import { mix, ramp } from './colour.ts'
import { type Easel } from './easel.ts'
import { cloudNoise } from './noise.ts'
import { enlarge } from './scale.ts'
import { skyOf } from './sky-light.ts'

export interface CloudBank {
  /** Where the clouds begin and end, in shares of the height above the horizon. */
  readonly low: number
  readonly high: number
  /** Share of that sky they cover. */
  readonly cover: number
  readonly strength: number
}

/** Lays clouds over the plane being painted: lit from the sun's side, thin edges aglow, undersides in shade. */
export const cloudsOver = (e: Easel, sunX: number, bank: CloudBank): void => {
  const sky = skyOf(e.hour)
  const night = e.hour === 'night'
  const w = Math.ceil(e.width / 3)
  const h = Math.ceil(e.height / 3)
  const small = new Float32Array(w * h * 4)
  const salt = e.seed * 3 + 11
  const body = night
    ? mix(sky.haze, [0, 0, 0], 0.5)
    : e.hour === 'day'
      ? mix(sky.haze, [0.75, 0.75, 0.78], 0.7)
      : mix(sky.haze, [0.62, 0.46, 0.5], 0.4)
  const shade = night
    ? ([0.004, 0.006, 0.012] as const)
    : e.hour === 'day'
      ? mix(sky.haze, [0.1, 0.11, 0.16], 0.65)
      : mix(sky.haze, [0.07, 0.08, 0.17], 0.82)
  const density = (u: number, up: number): number => {
    // Clouds near the horizon are farther away: smaller and flatter.
    const far = 0.25 + Math.max(0, up)
    const bent = cloudNoise(u * 2 + 7, up * 3, salt + 50, 2) - 0.5
    return cloudNoise((u / far) * 0.9 + bent * 0.5 + 20, 1.5 / far + up * 1.6 + bent * 0.5, salt, 5)
  }
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      const u = (e.flip * (x * 3 + 1.5 - e.width / 2)) / e.height
      const up = (e.horizon - y * 3 - 1.5) / e.height
      const fade = ramp(bank.low - 0.08, bank.low + 0.04, up) * ramp(bank.high + 0.15, bank.high - 0.1, up)
      if (fade <= 0) continue
      const d = density(u, up)
      const thick = ramp(1 - bank.cover - 0.2, 1 - bank.cover + 0.16, d)
      if (thick <= 0) continue
      const toward = density(u + 0.02 * Math.min(1, Math.max(-1, (sunX - u) * 5)), up + 0.025)
      const light = ramp(-0.07, 0.1, d - toward)
      const near = Math.exp(-((u - sunX) ** 2 + (up - 0.15) ** 2) * 8)
      const edge = thick * (1 - thick) * 4
      const a = thick * fade * bank.strength
      const i = (y * w + x) * 4
      for (let c = 0; c < 3; c++) {
        const s = sky.sun[c] ?? 0
        const v =
          (shade[c] ?? 0) * (1 - light) + (body[c] ?? 0) * light + s * (0.1 * light + 0.3 * edge * near + 0.08 * near)
        small[i + c] = v * a
      }
      small[i + 3] = a
    }
  const full = enlarge(small, w, h, 4, 4, e.width, e.height)
  const d = e.layer.data
  e.touched = true
  for (let i = 0; i < d.length; i += 4) {
    const keep = 1 - (full[i + 3] ?? 0)
    for (let c = 0; c < 4; c++) d[i + c] = (d[i + c] ?? 0) * keep + (full[i + c] ?? 0)
  }
}
