import { type AttemptId, StepName, StrategyName } from '../../../../src/contract/index.ts'
import type { AttemptStatus } from '../../../../src/contract/index.ts'
import { requestKeys, sha256OfJson } from '../../../../src/core/engines/keys.ts'
import type { Library } from '../../../../src/core/library/types.ts'
import { end, LEASE_MS, newJob, question, recordedRequest, spec } from '../requests.ts'

/** What was put into the library, to be looked through one by one. */
export interface Made {
  readonly id: AttemptId
  readonly step: string
  readonly strategy: string | null
  readonly model: string
  readonly status: AttemptStatus | 'in-flight'
  readonly reason: string | null
  readonly latencyMs: number
  readonly costUsd: number
  readonly cached: boolean
  /** How often it left again after an answer that was none. */
  readonly retries: number
  readonly run: number
  readonly prompt: string
  readonly answer: string
}

const WORDS =
  'kitchen night harbour café naïve conductor baton golden light shadow portrait stage violin chef steam copper window rain'.split(
    ' ',
  )
const REASONS = ['SAFETY', 'OTHER', 'RECITATION', 'IMAGE_SAFETY']
const MODELS = ['painter', 'sketcher', 'carver']
const ENDS = ['succeeded', 'succeeded', 'blocked', 'failed', 'cancelled', 'unknown', 'in-flight'] as const

/** Repeatable chance: the same seed gives the same library. */
export const chance = (seed: number): ((below: number) => number) => {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** Random attempts of every kind, in several runs. */
export const fillWithAttempts = async (library: Library, count: number, seed: number): Promise<Made[]> => {
  const random = chance(seed)
  const pick = <T>(from: readonly T[]): T => from[random(from.length)]!
  const sentence = (words: number): string => Array.from({ length: words }, () => pick(WORDS)).join(' ')
  const made: Made[] = []
  const perRun = 200
  for (let done = 0; done < count; done += perRun) {
    const jobs = Array.from({ length: Math.min(perRun, count - done) }, (_, at) => {
      const strategy = random(3) === 0 ? pick(StrategyName.options) : null
      return newJob(`job ${at}`, { step: strategy ? 'final' : pick(StepName.options), strategy })
    })
    const run = await library.createRun(spec(`Life ${done} ${seed}`), sha256OfJson([done, seed]), jobs)
    const work = library.jobs(run).map(async (job): Promise<Made> => {
      const prompt = `${sentence(6)}, take ${random(40)}.`
      const model = pick(MODELS)
      const wanted = question(prompt, { model })
      const request = { ...recordedRequest(prompt), ...requestKeys(wanted, 'simulator'), model }
      const status = pick(ENDS)
      const reason = status === 'blocked' || status === 'failed' ? pick(REASONS) : null
      const words = status === 'blocked' ? `I cannot show ${sentence(3)}` : null
      const text = status === 'succeeded' && random(4) === 0 ? sentence(8) : null
      const costUsd = random(10) / 100
      const latencyMs = random(900)
      const facts = {
        step: job.step,
        strategy: job.strategy,
        model,
        reason,
        run,
        prompt,
        answer: [reason, words, text].filter(Boolean).join(' '),
      }
      if (status === 'succeeded' && random(5) === 0) {
        const answer = { ...end({ text }), attempt: 1 as AttemptId, status, engine: 'simulator' as const, model }
        const { id } = await library.recordCached(job.id, request, answer, latencyMs)
        return { ...facts, id, status, costUsd: 0, latencyMs, cached: true, retries: 0 }
      }
      const id = await library.startAttempt(job.id, request, 0.05, LEASE_MS)
      if (status === 'in-flight')
        return { ...facts, id, status, latencyMs: 0, costUsd: 0.05, cached: false, retries: 0 }
      const retries = job.id % 7 === 0 ? 1 + (job.id % 2) : 0
      for (let sent = 0; sent < retries; sent++) await library.startSend(id)
      await library.endAttempt(id, end({ status, reason, words, text, costUsd, latencyMs }), null)
      return {
        ...facts,
        id,
        status,
        latencyMs,
        costUsd: status === 'unknown' ? Math.max(0.05, costUsd) : costUsd,
        cached: false,
        retries,
      }
    })
    made.push(...(await Promise.all(work)))
  }
  return made.toSorted((a, b) => a.id - b.id)
}

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036F]/g, '')
    .toLowerCase()

/** Whether each word of a search begins some word, quoted ones as they stand. Written anew, to be compared with. */
export const matchesWords = (made: Made, search: string): boolean => {
  const texts = [made.prompt, made.answer].map((text) => ` ${plain(text).replaceAll(/[^a-z0-9]+/g, ' ')} `)
  const quoted = [...search.matchAll(/"([^"]+)"/g)].map(([, words]) => ` ${plain(words!)} `)
  const begun = search
    .replaceAll(/"[^"]*"/g, ' ')
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => ` ${plain(word)}`)
  return [...quoted, ...begun].every((piece) => texts.some((text) => text.includes(piece)))
}
