import { implement } from '@orpc/server'
import { contract } from '../../contract/api/index.ts'
import type { Faces } from './faces.ts'
import { given, tellProblems } from './failures.ts'
import type { Flipping } from './flipping.ts'
import type { SecondOpinions } from './second-opinion.ts'

/** What windows ask about faces. */
export const faceMethods = (faces: Pick<Faces, 'of' | 'tradeOff'>, { flip }: Flipping, opinions: SecondOpinions) => {
  const os = implement(contract.faces).use(async ({ next }) => await tellProblems(async () => await next()))
  return os.router({
    of: os.of.handler(({ input }) =>
      faces.of(input.pictures).map((one) => ({ ...one, second: opinions.of(one.sha256) })),
    ),
    flip: os.flip.handler(async ({ input }) => given(await flip(input.sha256))),
    secondOpinionOffer: os.secondOpinionOffer.handler(({ input }) => given(opinions.offer(input.sha256))),
    secondOpinion: os.secondOpinion.handler(async ({ input }) => ({ run: given(await opinions.ask(input.sha256)) })),
    tradeOff: os.tradeOff.handler(({ input }) => faces.tradeOff(input.subject, input.identity)),
  })
}
