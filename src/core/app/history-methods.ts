import { implement } from '@orpc/server'
import { relative } from 'node:path'
import { contract, type HistoryDetail } from '../../contract/api/index.ts'
import { type Attempt, type AttemptId, failed, ok, type Result } from '../../contract/index.ts'
import { asCurl } from '../engines/gemini/as-curl.ts'
import { canRetry } from '../pipeline/reviving.ts'
import type { Studio } from '../studio.ts'
import { given, tellProblems } from './failures.ts'

const MISSING = failed('request-missing', 'There is no such request in this library.', 'Reload the window.')

const NOTHING_SENT = 'This was made on this machine; nothing was asked for.'

/** Why no curl can be made of an attempt; null when one can. */
const noCurl = ({ engine }: Attempt): string | null => (engine === 'local' ? NOTHING_SENT : null)

/** One request with everything that is known of it. */
export const detailOf = ({ library }: Pick<Studio, 'library'>, id: AttemptId): Result<HistoryDetail> => {
  const attempt = library.attempt(id)
  const row = library.requests.row(id)
  if (!attempt || !row) return MISSING
  const job = library.jobs(attempt.run).find((one) => one.id === attempt.job)
  return ok({
    row,
    attempt,
    sends: library.requests.sends(id),
    noRetry:
      job && canRetry(job.state) ? null : 'It has its picture, or is still at it. For another one, run its lane again.',
    noCurl: noCurl(attempt),
  })
}

/**
 * A request as a command for a shell. What another engine answered is asked of Gemini's default model: its own models are
 * known to nobody else.
 */
export const curlOf = async (
  { library, models }: Pick<Studio, 'library' | 'models'>,
  id: AttemptId,
  inline: boolean,
): Promise<Result<string>> => {
  const attempt = library.attempt(id)
  if (!attempt) return MISSING
  const none = noCurl(attempt)
  if (none !== null) return failed('request-local', none, 'Choose a request that went to an engine.')
  const { defaultModel, rows } = models.gemini
  const known = rows.some((row) => row.id === attempt.model) || attempt.engine === 'gemini'
  const model = known ? attempt.model : defaultModel[attempt.config.output]
  const file = (sha256: Parameters<typeof library.picturePath>[0]): string =>
    relative(library.folder, library.picturePath(sha256)).replaceAll('\\', '/')
  return ok(await asCurl(attempt, model, inline ? { bytes: library.picture } : { file }))
}

/** What windows ask about requests that were made. */
export const historyMethods = (studio: Studio) => {
  const { requests } = studio.library
  const os = implement(contract.history).use(async ({ next }) => await tellProblems(async () => await next()))
  return os.router({
    page: os.page.handler(async ({ input: { filter, ...window } }) => {
      await requests.ready(filter)
      return { ...requests.page(filter, window), offset: window.offset }
    }),
    totals: os.totals.handler(async ({ input }) => {
      await requests.ready(input.filter)
      return requests.totals(input.filter)
    }),
    choices: os.choices.handler(async () => {
      await requests.ready()
      return requests.choices()
    }),
    get: os.get.handler(({ input }) => given(detailOf(studio, input.attempt))),
    curl: os.curl.handler(async ({ input }) => ({ text: given(await curlOf(studio, input.attempt, input.inline)) })),
  })
}
