import type { ChainLink } from '../../contract/api/index.ts'
import { ok, type Result, type RunId, type Sha256 } from '../../contract/index.ts'
import type { Job, Library } from '../library/types.ts'
import { unknownPicture } from './lineage.ts'

/**
 * Every request on the way from the photos to a picture, in an order in which each stands behind what it was made from;
 * also those whose answer was words, and words that somebody wrote in their place.
 */
export const chainOf = (library: Library, picture: Sha256): Result<readonly ChainLink[]> => {
  if (!library.pictureFacts(picture)) return unknownPicture(picture)
  const links = new Map<string, ChainLink>()
  const under = new Set<string>()
  const jobs = new Map<RunId, ReadonlyMap<string, Job>>()

  const jobsOf = (run: RunId): ReadonlyMap<string, Job> => {
    const known = jobs.get(run) ?? new Map(library.jobs(run).map((job) => [job.path, job]))
    jobs.set(run, known)
    return known
  }
  const put = (link: ChainLink): string => {
    if (!links.has(link.name)) links.set(link.name, link)
    return link.name
  }

  const ofPicture = (sha256: Sha256): string => {
    const id = library.cards.attemptOf(sha256)
    const attempt = id === null ? null : library.attempt(id)
    const job = attempt === null ? undefined : [...jobsOf(attempt.run).values()].find((one) => one.id === attempt.job)
    if (job) return ofJob(job)
    return put({ name: sha256, step: 'photo', picture: sha256, card: null, attempt: null, words: null, from: [] })
  }

  const ofJob = (job: Job): string => {
    const name = job.image ?? `job ${job.id}`
    if (links.has(name) || under.has(name)) return name
    under.add(name)
    const from = Object.values(job.inputs)
      .flat()
      .flatMap((source): readonly string[] => {
        if ('picture' in source) return [ofPicture(source.picture)]
        if ('words' in source) {
          const scene = ofPicture(source.about)
          const words = { step: 'describe', picture: null, card: null, attempt: null, words: source.words } as const
          return [put({ ...words, name: `words about ${source.about}`, from: [scene] })]
        }
        const other = jobsOf(job.run).get(source.job)
        return other ? [ofJob(other)] : []
      })
    return put({
      name,
      step: job.step,
      picture: job.image,
      card: job.image === null ? null : (library.cards.of([job.image])[0] ?? null),
      attempt: job.attempt === null ? null : library.attempt(job.attempt),
      words: null,
      from: [...new Set(from)],
    })
  }

  ofPicture(picture)
  return ok([...links.values()])
}
