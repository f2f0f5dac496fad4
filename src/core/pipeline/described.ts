import type { Picks, Sha256 } from '../../contract/index.ts'
import type { InputSource, NewJob } from '../library/types.ts'

const sceneOf = (job: NewJob): Sha256 | null => {
  const [source] = job.inputs['scene'] ?? []
  return source !== undefined && 'picture' in source ? source.picture : null
}

/**
 * The jobs of a run in which somebody's words stand for what the describe step would say of a chosen scene: the step is left
 * out, and what it would have fed is given the words.
 */
export const withDescriptions = (jobs: readonly NewJob[], words: Picks['descriptions']): readonly NewJob[] => {
  if (words === undefined) return jobs
  const given = new Map<string, InputSource>()
  for (const job of jobs) {
    const scene = job.step === 'describe' ? sceneOf(job) : null
    const text = scene === null ? undefined : words[scene]
    if (scene !== null && text !== undefined) given.set(job.path, { words: text, about: scene })
  }
  if (given.size === 0) return jobs
  const fed = (source: InputSource): InputSource => ('job' in source ? (given.get(source.job) ?? source) : source)
  return jobs
    .filter(({ path }) => !given.has(path))
    .map((job) => ({
      ...job,
      inputs: Object.fromEntries(Object.entries(job.inputs).map(([name, from]) => [name, from.map(fed)])),
    }))
}
