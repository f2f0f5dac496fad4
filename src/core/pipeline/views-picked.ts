import { failed, ok, type Picks, type Result, ViewName } from '../../contract/index.ts'
import type { InputSource, NewJob } from '../library/types.ts'
import type { PickedPictures } from './graph.ts'

/** Only the first set of views is the subject's own; further sets are asked for to be compared with it. */
const pathOf = (view: ViewName): string => `views/1/${view}`

/** The jobs with chosen views in place of those that would have made them. */
export const withViews = (
  jobs: readonly NewJob[],
  views: NonNullable<Picks['views']>,
  pictures: PickedPictures,
): Result<readonly NewJob[]> => {
  const picked = new Map<string, InputSource>()
  for (const view of ViewName.options) {
    const picture = views[view]
    if (picture === undefined) continue
    const facts = pictures(picture)
    if (!facts)
      return failed(
        'pick-unknown',
        `The chosen view ${picture.slice(0, 12)} is not in this library.`,
        'Choose a picture that `history` lists.',
      )
    picked.set(pathOf(view), { picture, mimeType: facts.mimeType, label: view })
  }
  if (picked.size === 0) return ok(jobs)
  const sourced = (source: InputSource): InputSource => ('job' in source ? (picked.get(source.job) ?? source) : source)
  return ok(
    jobs
      .filter(({ path }) => !picked.has(path))
      .map((job) => ({
        ...job,
        inputs: Object.fromEntries(Object.entries(job.inputs).map(([name, from]) => [name, from.map(sourced)])),
      })),
  )
}
