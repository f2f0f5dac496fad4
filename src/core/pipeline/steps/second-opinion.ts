import type { Judged, RunSpec } from '../../../contract/index.ts'
import { failed, ok, type Result, type Sha256 } from '../../../contract/index.ts'
import type { InputSource, NewJob } from '../../library/types.ts'
import type { RequestStep } from './step.ts'

/** Asks what a vision model finds in a picture. Its answer is told beside the studio's own findings and decides nothing. */
export const secondOpinion: RequestStep = {
  kind: 'request',
  maker: 'second-opinion',
  step: 'second-opinion',
  output: 'text',
  order: ['judged', 'scene', 'references', 'prompt'],
}

/** What the request about a picture is called in its run; by this it is found again. */
export const opinionPath = (picture: Sha256): string => `second-opinion/${picture}`

/** The whole of a run that only asks: one request. Fails with `pick-unknown` for a picture that is not there. */
export const opinionJob = (
  { subject, judge }: { readonly subject: RunSpec['subject']; readonly judge: Judged },
  typeOf: (sha256: Sha256) => { readonly mimeType: string } | null,
): Result<NewJob> => {
  const source = (picture: Sha256): readonly InputSource[] => {
    const facts = typeOf(picture)
    return facts ? [{ picture, mimeType: facts.mimeType }] : []
  }
  const judged = source(judge.picture)
  if (judged.length === 0)
    return failed('pick-unknown', 'The picture to be judged is not in this library.', 'Choose one that is there.')
  return ok({
    path: opinionPath(judge.picture),
    step: 'second-opinion',
    maker: secondOpinion.maker,
    identity: null,
    strategy: null,
    slot: null,
    rung: null,
    view: null,
    variant: 1,
    inputs: {
      judged,
      scene: judge.scene === undefined ? [] : source(judge.scene),
      references: judge.photos ? subject.photos.map(({ sha256, mimeType }) => ({ picture: sha256, mimeType })) : [],
      description: [{ words: judge.says, about: judge.scene ?? judge.picture }],
    },
    state: 'ready',
  })
}
