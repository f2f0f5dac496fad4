import type { TraitWish } from './reading/traits.ts'
import { between, chance, oneOf } from './seed.ts'
import type { Person, Rgb } from './shot.ts'

const MIDDLE_SKIN: readonly [Rgb, ...Rgb[]] = [
  [0.9, 0.74, 0.65],
  [0.86, 0.69, 0.58],
  [0.8, 0.62, 0.5],
  [0.68, 0.49, 0.37],
  [0.5, 0.34, 0.25],
  [0.37, 0.25, 0.18],
]
const COMMON_HAIR: readonly [Rgb, ...Rgb[]] = [
  [0.06, 0.05, 0.045],
  [0.12, 0.08, 0.06],
  [0.2, 0.13, 0.09],
  [0.3, 0.19, 0.12],
  [0.42, 0.3, 0.19],
  [0.7, 0.55, 0.34],
  [0.36, 0.15, 0.08],
]
const COMMON_EYES: readonly [Rgb, ...Rgb[]] = [
  [0.16, 0.09, 0.05],
  [0.27, 0.15, 0.07],
  [0.38, 0.28, 0.12],
  [0.25, 0.43, 0.25],
  [0.25, 0.43, 0.62],
  [0.46, 0.5, 0.53],
]
const STYLES = {
  man: ['short', 'side-part', 'swept-back', 'short', 'curly'],
  woman: ['bob', 'long', 'bun', 'long', 'curly'],
} as const satisfies Record<Person['gender'], readonly [Person['hairStyle'], ...Person['hairStyle'][]]>

const luma = ([r, g, b]: Rgb): number => 0.2126 * r + 0.7152 * g + 0.0722 * b
const mix = (a: Rgb, b: Rgb, share: number): Rgb => [
  a[0] + (b[0] - a[0]) * share,
  a[1] + (b[1] - a[1]) * share,
  a[2] + (b[2] - a[2]) * share,
]

/** Lips keep the skin's tone, redder and a little darker. */
const lipOf = (skin: Rgb, gender: Person['gender']): Rgb =>
  mix(skin, [0.62 * skin[0] + 0.16, 0.42 * skin[1] + 0.02, 0.46 * skin[2] + 0.04], gender === 'woman' ? 0.75 : 0.5)

/** Colours found in photos; null where a photo did not show them. */
export interface MeasuredColours {
  readonly skin: Rgb | null
  readonly hair: Rgb | null
}

/** Words tell which colour it is, the photo which shade of it: unless the two are far apart, then the words count. */
const shade = (told: Rgb | null, measured: Rgb | null): Rgb | null => {
  if (told === null || measured === null) return told ?? measured
  return Math.abs(luma(told) - luma(measured)) > 0.3 ? told : mix(told, measured, 0.35)
}

/**
 * A person with these traits and colours; everything else follows from the seed. Without a gender told, chance decides.
 * `plain` people have no beard and no glasses unless the words say so: nothing may appear that no photo showed.
 */
export const personOf = (
  traits: TraitWish,
  seed: number,
  colours: MeasuredColours = { skin: null, hair: null },
  plain = false,
): Person => {
  const gender = traits.gender ?? (chance(seed, 'gender') < 0.5 ? 'woman' : 'man')
  const male = gender === 'man'
  const around = (name: string, middle: number, spread: number): number =>
    // The sum of two draws: most people are near the middle.
    middle + (chance(seed, `${name}/1`) + chance(seed, `${name}/2`) - 1) * spread
  const skin = shade(traits.skin, colours.skin) ?? oneOf(seed, 'skin', MIDDLE_SKIN)
  const darkSkin = luma(skin) < 0.45
  const hair =
    shade(traits.hair, colours.hair) ??
    (darkSkin ? mix(COMMON_HAIR[0], [0.2, 0.13, 0.09], chance(seed, 'hair')) : oneOf(seed, 'hair', COMMON_HAIR))
  const bearded = !plain && male && chance(seed, 'beard') < 0.35
  return {
    gender,
    skin,
    lip: lipOf(skin, gender),
    hair,
    iris: traits.iris ?? (darkSkin ? COMMON_EYES[0] : oneOf(seed, 'iris', COMMON_EYES)),
    hairStyle: traits.hairStyle ?? oneOf(seed, 'hair style', STYLES[gender]),
    beard: traits.beard ?? (bearded ? (chance(seed, 'full beard') < 0.4 ? 1 : 0.35) : 0),
    glasses: traits.glasses ?? (!plain && chance(seed, 'glasses') < 0.08),
    freckles: luma(skin) > 0.66 && chance(seed, 'freckles') < 0.2 ? between(seed, 'how freckled', 0.2, 0.8) : 0,
    age: traits.age ?? between(seed, 'age', 0.08, 0.42),
    faceWidth: around('face width', 1, 0.06),
    jawWidth: around('jaw width', male ? 1.05 : 0.95, 0.08),
    jawLength: around('jaw length', male ? 1.03 : 0.98, 0.07),
    cheek: around('cheek', 1, 0.1),
    noseLength: around('nose length', 1, 0.1),
    noseWidth: around('nose width', darkSkin ? 1.08 : male ? 1.02 : 0.96, 0.1),
    eyeDistance: around('eye distance', 1, 0.06),
    eyeSize: around('eye size', male ? 0.97 : 1.06, 0.08),
    lipWidth: around('lip width', 1, 0.09),
    lipFullness: around('lip fullness', (male ? 0.93 : 1.08) * (darkSkin ? 1.08 : 1), 0.12),
    browThickness: around('brow thickness', male ? 1.12 : 0.92, 0.15),
    browHeight: around('brow height', male ? -0.008 : 0.006, 0.018),
    build: traits.build ?? around('build', male ? 1.06 : 0.95, 0.07),
  }
}

/** The same person as an inattentive model draws them: every proportion off by up to `amount` (0.05 = 5 %). */
export const drifted = (person: Person, seed: number, amount: number): Person => {
  if (amount <= 0) return person
  const off = (name: string, value: number): number => value * (1 + (chance(seed, `drift ${name}`) * 2 - 1) * amount)
  return {
    ...person,
    faceWidth: off('face width', person.faceWidth),
    jawWidth: off('jaw width', person.jawWidth),
    jawLength: off('jaw length', person.jawLength),
    cheek: off('cheek', person.cheek),
    noseLength: off('nose length', person.noseLength),
    noseWidth: off('nose width', person.noseWidth),
    eyeDistance: off('eye distance', person.eyeDistance),
    eyeSize: off('eye size', person.eyeSize),
    lipWidth: off('lip width', person.lipWidth),
    lipFullness: off('lip fullness', person.lipFullness),
    browThickness: off('brow thickness', person.browThickness),
  }
}

/** Somebody else with the same gender, hair and skin: what a model draws when it is asked to swap a face. */
export const lookalike = (person: Person, seed: number): Person => {
  const stranger = personOf(
    {
      gender: person.gender,
      hair: person.hair,
      iris: null,
      hairStyle: person.hairStyle,
      skin: mix(person.skin, oneOf(seed, 'other skin', MIDDLE_SKIN), 0.12),
      build: person.build,
      age: person.age,
      beard: person.beard,
      glasses: person.glasses,
    },
    seed,
  )
  return stranger
}
