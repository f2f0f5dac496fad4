import type { Problem } from '../../contract/index.ts'
import type { PhotoFile } from './photo-file.ts'
import type { IntakeVerdict, PhotoVerdict, TakenPhoto } from './types.ts'

const MAX_PHOTOS = 5
/** More files than this are a photo library, not a choice: nothing is read. */
const MAX_FILES = 40

export const tooMany = (count: number): Problem => ({
  code: 'photos-too-many',
  message: `There are ${count} photos; at most ${MAX_PHOTOS} are used.`,
  next: 'Keep three fronts, slightly different in angle and expression, and one profile.',
})

const NONE: Problem = {
  code: 'photos-none',
  message: 'There is no photo that can be used.',
  next: 'Hand in at least one good front and one profile; best are three fronts and one profile.',
}

/** Only the first of equal pictures; the others are named in warnings. Stored bytes are equal when the pixels were. */
const withoutDuplicates = (photos: readonly TakenPhoto[]) => {
  const firsts = new Map<string, TakenPhoto>()
  const warnings: string[] = []
  for (const photo of photos) {
    const first = firsts.get(photo.photo.sha256)
    if (first === undefined) firsts.set(photo.photo.sha256, photo)
    else warnings.push(`"${photo.name}" is the same picture as "${first.name}" and is left out.`)
  }
  return { taken: [...firsts.values()], warnings }
}

/** What a set of photos lacks for a good likeness, one line each. */
export const missingFrom = (
  taken: readonly { readonly photo: Pick<TakenPhoto['photo'], 'pose'> }[],
): readonly string[] => {
  const profiles = taken.filter(({ photo }) => photo.pose === 'profile').length
  const fronts = taken.length - profiles
  return [
    ...(profiles === 0
      ? ['There is no profile, so the side of the face will be guessed. Add one with "profile" in its file name.']
      : []),
    ...(fronts === 0 ? ['There is no front, so the likeness will be poor. Add at least one good front.'] : []),
    ...(fronts > 0 && fronts < 3 && profiles > 0
      ? [
          `${fronts === 1 ? 'One front is' : 'Two fronts are'} enough to start; three, slightly different, give a better likeness.`,
        ]
      : []),
  ]
}

/** The verdict on a whole set, from the verdicts on its photos, which keep their order. */
const judgeSet = (verdicts: readonly PhotoVerdict[]): IntakeVerdict => {
  const { taken, warnings } = withoutDuplicates(verdicts.flatMap(({ result }) => (result.ok ? [result.value] : [])))
  const refused = verdicts.flatMap(({ name, result }) => (result.ok ? [] : [{ name, problem: result.problem }]))
  if (taken.length === 0) return { taken, refused, warnings, problem: NONE }
  if (taken.length > MAX_PHOTOS) return { taken, refused, warnings, problem: tooMany(taken.length) }
  return { taken, refused, warnings: [...warnings, ...missingFrom(taken)], problem: null }
}

/**
 * Judges a set of photos, `judge` each of them. `problem` is set when no run can start: nothing usable, or more than five.
 * A photo's own warnings are on the photo; the set's say what is missing or twice there.
 */
export const intake = async (
  files: readonly PhotoFile[],
  judge: (file: PhotoFile) => Promise<PhotoVerdict>,
): Promise<IntakeVerdict> => {
  if (files.length > MAX_FILES) return { taken: [], refused: [], warnings: [], problem: tooMany(files.length) }
  return judgeSet(await Promise.all(files.map(judge)))
}
