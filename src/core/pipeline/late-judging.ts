import type { Sha256 } from '../../contract/index.ts'
import type { Job, UnjudgedAnswer } from '../library/types.ts'
import type { Composed } from './compose.ts'
import { judgedBy, judgePicture, type Judging } from './keeping.ts'
import { CANCELLED, notStarted, type Outcome, tellJob, type WorkParts, type WorkRun } from './work.ts'

/** The recorded answer to a request that nobody has judged yet; null where there is none. */
export const unjudgedAnswer = (cacheKey: Sha256, run: WorkRun, { library }: WorkParts): UnjudgedAnswer | null => {
  if (!run.unjudged.has(cacheKey)) return null
  const found = library.unjudged().find((one) => one.cacheKey === cacheKey)
  if (!found) run.unjudged.delete(cacheKey)
  return found ?? null
}

/**
 * Judges a picture that came before its process was killed or its job cancelled, as would have been done then. Gives back
 * how the job ended, or null where the library now says how it goes on: another job's answer, or a picture that failed.
 * @param judging null: with checks off it counts as it is
 */
export const judgeLate = async (
  job: Job,
  composed: Composed,
  answer: UnjudgedAnswer,
  judging: ((composed: Composed) => Judging) | null,
  run: WorkRun,
  parts: WorkParts,
): Promise<Outcome | null> => {
  const { library } = parts
  const bytes = await library.picture(answer.image)
  const picture = { bytes, sha256: async () => await Promise.resolve(answer.image) }
  const checks = judging ? await judgePicture(picture, judging(composed), parts, run.cancel) : []
  if (checks === null) return notStarted(CANCELLED)
  const { problem, ...verdict } = judgedBy(checks)
  const isDone = answer.job === job.id && problem === null
  const attempt = await library.endJudged(answer.attempt, verdict, isDone ? { state: 'succeeded', problem } : null)
  run.unjudged.delete(answer.cacheKey)
  if (answer.job === job.id) run.emit({ event: 'attempt', ...tellJob(job), attempt })
  return isDone ? { state: 'succeeded', attempt, problem, recorded: true } : null
}
