import { drifted, lookalike, personOf } from './people.ts'
import type { MeasuredColours } from './people.ts'
import type { Base, SeenPicture } from './reading/pictures.ts'
import type { Wish } from './reading/prompt.ts'
import type { TraitWish } from './reading/traits.ts'
import { seedOf } from './seed.ts'
import type { Person, Rgb } from './shot.ts'

const average = (colours: readonly (Rgb | null)[]): Rgb | null => {
  const found = colours.filter((colour) => colour !== null)
  if (found.length === 0) return null
  const sum = found.reduce(
    (total, [r, g, b]): [number, number, number] => [total[0] + r, total[1] + g, total[2] + b],
    [0, 0, 0],
  )
  return [sum[0] / found.length, sum[1] / found.length, sum[2] / found.length]
}

/** The hair style that fits the length most photos show; null where they do not tell. */
const styleOf = (pictures: readonly SeenPicture[], { hair }: TraitWish): Person['hairStyle'] | null => {
  const lengths = pictures.map(({ measured }) => measured?.hairLength ?? null).filter((length) => length !== null)
  const count = (length: string): number => lengths.filter((other) => other === length).length
  const most = lengths.toSorted((a, b) => count(b) - count(a))[0]
  if (most === 'none') return hair === null ? 'bald' : 'shaved'
  if (most === 'shoulders') return 'long'
  if (most === 'jaw') return 'bob'
  return most === 'short' ? 'short' : null
}

/**
 * The person in pictures of somebody: as drawn, when the simulator drew one of them or knows it by sight; else measured colours with the traits
 * told in words, and a face that follows from the pictures, so that the same photos always give the same person.
 */
const personIn = (pictures: readonly SeenPicture[], wish: Wish): Person => {
  const known = pictures.find((picture) => picture.known !== null)?.known
  if (known !== undefined && known !== null) return known
  const colours: MeasuredColours = {
    skin: average(pictures.map(({ measured }) => measured?.skin ?? null)),
    hair: average(pictures.map(({ measured }) => measured?.hair ?? null)),
  }
  const hairStyle = wish.traits.hairStyle ?? styleOf(pictures, wish.traits)
  const names = pictures.map(({ sha256 }) => sha256).toSorted()
  return personOf({ ...wish.traits, hairStyle }, seedOf('person of', ...names), colours, true)
}

/** How far off a likeness is by the number of photos it is made from: three and more hold it, one guesses. */
const DRIFT_BY_PHOTOS = [0, 0.06, 0.03] as const
/** Above so many words in one prompt the views are listened to less. */
const LONG_PROMPT = 420

/**
 * Who is in the picture. Views come first, then portrait and reference photos, then whoever is in the picture the
 * request builds on, then a stranger who fits the words. Swap wording gives a new face whatever else is there.
 */
export const castOf = (wish: Wish, pictures: readonly SeenPicture[], base: Base | null, seed: number): Person => {
  const of = (role: SeenPicture['role']): readonly SeenPicture[] => pictures.filter((picture) => picture.role === role)
  const views = of('view')
  const portraits = [...of('portrait'), ...of('canvas')]
  const references = of('reference')
  const known = [views, portraits, references].find((list) => list.length > 0)
  if (wish.swapsFaces && (known !== undefined || base !== null)) {
    const model = known === undefined ? base?.picture.shot?.person : personIn(known, wish)
    return model === undefined ? personOf(wish.traits, seed) : lookalike(model, seed)
  }
  if (known === undefined) return base?.picture.shot?.person ?? personOf(wish.traits, seed)
  const person = personIn(known, wish)
  if (known === references) {
    return drifted(person, seed, DRIFT_BY_PHOTOS[references.length] ?? 0)
  }
  const distracted = base === null && wish.wordCount > LONG_PROMPT
  return drifted(person, seed, distracted ? 0.035 : 0)
}
