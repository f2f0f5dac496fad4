import { type RunSpec, Sha256 } from '../../contract/index.ts'
import type { InputSource, NewJob } from '../library/types.ts'
import type { Input, Inputs } from './steps/step.ts'

export interface GatheredInputs {
  readonly inputs: Inputs
  /** Whether everything that goes in exists already. */
  readonly known: boolean
}

/** Stands for a picture that is not made yet, so that a request that will carry it can be priced. */
const NOT_YET: Input = {
  kind: 'image',
  sha256: Sha256.parse('0'.repeat(64)),
  mimeType: 'image/png',
  label: null,
  turn: [],
}

/** Puts together what goes into a job: stored pictures, and the answers of the jobs before it. */
export const gatherInputs = (
  sources: NewJob['inputs'],
  spec: RunSpec,
  answerOf: (path: string) => Input | null,
): GatheredInputs => {
  const labels = new Map(spec.subject.photos.map(({ sha256, name }) => [sha256, name]))
  let known = true
  const one = (source: InputSource): Input => {
    if ('picture' in source) {
      const { picture: sha256, mimeType } = source
      return { kind: 'image', sha256, mimeType, label: source.label ?? labels.get(sha256) ?? null, turn: [] }
    }
    if ('words' in source) return { kind: 'text', text: source.words }
    const answer = answerOf(source.job)
    known &&= answer !== null
    return answer ?? NOT_YET
  }
  const inputs = Object.fromEntries(Object.entries(sources).map(([name, from]) => [name, from.map(one)]))
  return { inputs, known }
}
