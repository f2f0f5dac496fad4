import type { LightWish } from './reading/light.ts'
import type { Light, Rgb, World } from './shot.ts'
import { lightOf } from './worlds/lights.ts'

const times = (light: Rgb, tint: Rgb): Rgb => [
  Math.min(1, light[0] * tint[0]),
  Math.min(1, light[1] * tint[1]),
  Math.min(1, light[2] * tint[2]),
]

/** The light bent to the words: warmer or colder by up to a tenth, flatter or more dramatic by a quarter. */
export const adjusted = (light: Light, wish: Pick<LightWish, 'warmth' | 'drama'>): Light => {
  const warmth = wish.warmth ?? 0
  const tint: Rgb = [1 + 0.08 * warmth, 1, 1 - 0.1 * warmth]
  const drama = wish.drama === null ? 1 : 0.75 + 0.5 * wish.drama
  return {
    ...light,
    key: times(light.key, tint),
    rim: times(light.rim, tint),
    contrast: Math.min(10, Math.max(1, light.contrast * drama)),
  }
}

/** The light of a world on a person, from the side told or drawn, bent to the words. */
export const lightFor = (world: World, wish: LightWish, drawnSide: 'left' | 'right'): Light => {
  if (world.kind === 'white') return lightOf(world, wish.side ?? 'front')
  const light = lightOf(world, wish.side ?? drawnSide)
  // The golden hour is warm already.
  const warmth = world.hour === 'golden' ? Math.min(0, wish.warmth ?? 0) : wish.warmth
  return adjusted(light, { drama: wish.drama, warmth })
}

/** The light of a snapshot: flat, from where the camera is, without a rim. */
export const flashLight = (light: Light): Light => ({
  ...light,
  side: 'front',
  elevation: 12,
  key: [1, 0.98, 0.95],
  rim: [0, 0, 0],
  contrast: 1.4,
})
